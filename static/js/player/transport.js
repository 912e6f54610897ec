/**
 * @import {Store} from "#kf/core/store.js"
 * @import {Work} from "#kf/panels/work.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { keyLabel } from "#kf/core/keymap.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { timecode } from "#kf/core/time.js";
import { renderWords, timeWords, workOf } from "#kf/panels/work.js";
import { playbackOf, SPEEDS } from "#kf/player/playback.js";
import { icon } from "#kf/ui/icon.js";
import { openMenu } from "#kf/ui/menu.js";
import "#kf/ui/number.js";

/** Plays, steps and renders the shot: `<kf-transport>`. */
export class Transport extends SignalElement {
  static properties = { store: { attribute: false }, cancelling: { state: true } };

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    this.cancelling = false;
  }

  render() {
    const { store } = this;
    if (!store) return nothing;
    return html`<div class="trans">
      <div class="trans-g" role="group" aria-label=${t("Transport")}>${this.#buttons(store)}</div>
      <div class="trans-g trans-more roomy"><span class="sep"></span>${this.#manner(store)}</div>
      <span class="sep wide"></span>
      ${this.#place(store)}
      <span class="grow"></span>
      <div class="trans-g trans-do">${this.#work(store)}</div>
    </div>`;
  }

  /** @param {Store} store */
  #buttons(store) {
    const playback = playbackOf(store);
    const playing = store.playing.value;
    const still = store.shotLength.value === 0;
    return [
      button("to-start", t("To the start"), "Home", () => playback.toStart(), still, "wide"),
      button("prev-key", t("Previous key"), ",", () => playback.toKey(-1), still),
      button("step-back", t("One frame back"), "ArrowLeft", () => playback.step(-1), still),
      html`<button type="button" class="ibtn ibtn--play" aria-label=${playing ? t("Pause") : t("Play")}
        title=${`${playing ? t("Pause") : t("Play")} (${keyLabel("Space")})`} ?disabled=${store.shotLength.value < 2}
        @click=${() => playback.toggle()}>${icon(playing ? "pause" : "play")}</button>`,
      button("step-fwd", t("One frame on"), "ArrowRight", () => playback.step(1), still),
      button("next-key", t("Next key"), ".", () => playback.toKey(1), still),
      button("to-end", t("To the end"), "End", () => playback.toEnd(), still, "wide"),
    ];
  }

  /** @param {Store} store */
  #manner(store) {
    const playback = playbackOf(store);
    const loop = playback.loop.value;
    return html`<button type="button" class="ibtn" aria-pressed=${loop} aria-label=${t("Loop")} title=${`${t("Loop")} (${keyLabel("Shift+L")})`}
        @click=${() => (playback.loop.value = !loop)}>${icon("loop")}</button>
      <button type="button" class="btn btn--quiet btn--dense num" aria-haspopup="menu" aria-label=${t("Speed: {speed}", { speed: speedWords(playback.speed.value) })}
        @click=${(/** @type {Event} */ event) => this.#chooseSpeed(store, /** @type {Element} */ (event.currentTarget))}>
        ${speedWords(playback.speed.value)}${icon("down", "icon-12")}</button>`;
  }

  /** @param {Store} store @param {Element} at */
  #chooseSpeed(store, at) {
    const playback = playbackOf(store);
    const speeds = SPEEDS.map((speed) => ({
      label: speedWords(speed),
      checked: playback.speed.value === speed,
      run: () => {
        playback.speed.value = speed;
      },
    }));
    const every = playback.everyFrame.value;
    const wait = {
      label: t("Play every frame"),
      hint: t("Waits for a picture rather than pass over it"),
      checked: every,
      run: () => {
        playback.everyFrame.value = !every;
      },
    };
    openMenu([...speeds, null, wait], at, t("Speed"));
  }

  /** Where the playhead stands; the frame can be typed. @param {Store} store */
  #place(store) {
    const length = store.shotLength.value;
    const rate = store.project.value.rate;
    return html`<span class="tc"><span class="mono tc-time wide">${timecode(store.frame.value, rate)}</span>
      <span class="tc-f dim" aria-hidden="true">f</span><kf-number plain kind="frame" class="tc-frame" label=${t("Frame")} .value=${store.frame.value}
        min="0" .rate=${rate}
        @change=${(/** @type {CustomEvent} */ event) => this.#jump(event)}></kf-number>
      <span class="dim num">/ ${length}</span></span>`;
  }

  /** @param {CustomEvent} event */
  #jump(event) {
    if (!this.store) return;
    playbackOf(this.store).stop();
    this.store.seek(event.detail.value);
  }

  // --- rendering ------------------------------------------------------------------------------------------

  /** @param {Store} store */
  #work(store) {
    const work = workOf(store.shotKeys.value, store.segments.value, store.engine.value.seconds_per_drawing);
    if (work.going.length > 0) return this.#cancel(store, work);
    if (work.segments === 0 || work.open.length > 0) return renderButton(store, work);
    return html`<span class="trans-done">${icon("check")}${t("All rendered")}</span>`;
  }

  /** @param {Store} store @param {Work} work */
  #cancel(store, work) {
    const words = [
      t("{done} of {total}", { done: work.done, total: work.total }),
      ...(work.left === null ? [] : [t("{time} left", { time: timeWords(work.left) })]),
    ];
    const cancel = async () => {
      this.cancelling = true;
      await Promise.all(work.going.map((id) => store.cancelSegment(id)));
      this.cancelling = false;
    };
    return html`<span class="trans-run num roomy">${work.total > 0 ? words.join(" · ") : t("Waiting")}</span>
      <button type="button" class="btn btn--line" ?disabled=${this.cancelling} @click=${cancel}>
        ${icon("close")}${this.cancelling ? t("Cancelling…") : t("Cancel")}</button>`;
  }
}

/**
 * The one primary button of the editor: says how much it will do, and for how long.
 * @param {Store} store
 * @param {Work} work
 */
function renderButton(store, work) {
  const shot = store.shot.value;
  const nothingYet = work.open.length === 0;
  const render = () => shot && store.render({ shot });
  return html`<button type="button" class="btn btn--primary" ?disabled=${nothingYet} @click=${render}
    title=${nothingYet ? t("Place two poses with frames between them, then render.") : nothing}>
    ${icon(work.stale > 0 ? "stale" : "spark")}${nothingYet ? t("Render") : renderWords(work)}
    ${nothingYet ? nothing : html`<span class="sub num roomy">${t("about {time}", { time: timeWords(work.seconds) })}</span>`}
    <kbd class="kbd roomy">${keyLabel("R")}</kbd></button>`;
}

/** @param {number} speed */
function speedWords(speed) {
  const fractions = /** @type {Record<number, string>} */ ({ 0.25: "¼", 0.5: "½" });
  return `${speed < 0 ? "−" : ""}×${fractions[Math.abs(speed)] ?? Math.abs(speed)}`;
}

/**
 * @param {string} sign @param {string} label @param {string} key @param {() => void} run
 * @param {boolean} disabled @param {string} [look]
 */
function button(sign, label, key, run, disabled, look = "") {
  return html`<button type="button" class="ibtn ${look}" aria-label=${label} title=${`${label} (${keyLabel(key)})`}
    ?disabled=${disabled} @click=${run}>${icon(sign)}</button>`;
}

customElements.define("kf-transport", Transport);
