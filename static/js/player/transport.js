/**
 * @import {Store} from "#kf/core/store.js"
 * @import {Manner} from "#kf/player/clock.js"
 * @import {Work} from "#kf/panels/work.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { keyOf, withKey } from "#kf/core/keymap.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { shownFrame, timecode } from "#kf/core/time.js";
import { renderSplit } from "#kf/panels/renderbutton.js";
import { verdictBadges } from "#kf/panels/verdictbadges.js";
import { renderWords, timeWords, workOf } from "#kf/panels/work.js";
import { watching } from "#kf/player/full.js";
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
    return html`${watching.value ? this.#scrub(store) : nothing}<div class="trans">
      <div class="trans-g" role="group" aria-label=${t("Transport")}>${this.#buttons(store)}</div>
      <div class="trans-g trans-more roomy"><span class="sep"></span>${this.#manner(store)}</div>
      <span class="sep wide"></span>
      ${this.#place(store)}
      <span class="grow"></span>
      <div class="trans-g trans-do">${verdictBadges(store)}${this.#work(store)}</div>
    </div>`;
  }

  /** @param {Store} store */
  #buttons(store) {
    const playback = playbackOf(store);
    const playing = store.playing.value;
    const still = store.shotLength.value === 0;
    return [
      button("to-start", t("To the start"), "to-start", () => playback.toStart(), still, "wide"),
      button("prev-key", t("Previous key"), "previous-key", () => playback.toKey(-1), still),
      button("step-back", t("One frame back"), "previous-frame", () => playback.step(-1), still),
      html`<button type="button" class="ibtn ibtn--play" aria-label=${playing ? t("Pause") : t("Play")}
        title=${withKey(playing ? t("Pause") : t("Play"), "play")} ?disabled=${store.shotLength.value < 2}
        @click=${() => playback.toggle()}>${icon(playing ? "pause" : "play")}</button>`,
      button("step-fwd", t("One frame on"), "next-frame", () => playback.step(1), still),
      button("next-key", t("Next key"), "next-key", () => playback.toKey(1), still),
      button("to-end", t("To the end"), "to-end", () => playback.toEnd(), still, "wide"),
    ];
  }

  /** @param {Store} store */
  #manner(store) {
    const playback = playbackOf(store);
    const bounce = playback.manner.value === "bounce";
    const speed = speedWords(playback.speed.value);
    return html`<button type="button" class="ibtn" aria-pressed=${playback.loop.value} aria-label=${bounce ? t("Loop, there and back") : t("Loop")} title=${withKey(t("Loop"), "loop")}
        @click=${() => playback.toggleLoop()}>${icon(bounce ? "flip" : "loop")}</button>
      <button type="button" class="btn btn--quiet btn--dense num" aria-haspopup="menu" aria-label=${t("Speed: {speed}", { speed })}
        @click=${(/** @type {Event} */ event) => this.#choose(store, /** @type {Element} */ (event.currentTarget))}>
        ${speed}${icon("down", "icon-12")}</button>`;
  }

  /** @param {Store} store @param {Element} at */
  #choose(store, at) {
    const playback = playbackOf(store);
    const speeds = SPEEDS.map((speed) => ({
      label: speedWords(speed),
      checked: Math.abs(playback.speed.value) === speed,
      run: () => {
        playback.speed.value = speed;
      },
    }));
    const manner = (/** @type {Manner} */ value, /** @type {string} */ label) => ({
      label,
      checked: playback.manner.value === value,
      run: () => {
        playback.manner.value = value;
      },
    });
    const every = playback.everyFrame.value;
    const wait = {
      label: t("Play every frame"),
      hint: t("Waits for a picture rather than pass over it"),
      checked: every,
      run: () => {
        playback.everyFrame.value = !every;
      },
    };
    const manners = [
      manner("once", t("Once")),
      manner("loop", t("Round and round")),
      manner("bounce", t("There and back")),
    ];
    openMenu([...speeds, null, ...manners, null, wait], at, t("Speed"));
  }

  /** Where there is no timeline to scrub on. @param {Store} store */
  #scrub(store) {
    const { from, to } = playbackOf(store).range.value;
    const last = Math.max(from, to - 1);
    const frame = Math.min(Math.max(store.frame.value, from), last);
    const share = (/** @type {number} */ place) =>
      `${last > from ? ((place - from) / (last - from)) * 100 : 0}%`;
    const words = t("Frame {frame} of {count}", {
      frame: shownFrame(frame, store.project.value),
      count: to - from,
    });
    const keys = store.lane.value.filter((key) => key.frame >= from && key.frame <= last);
    const scrub = (/** @type {Event} */ event) => {
      playbackOf(store).stop();
      store.seek(Number(/** @type {HTMLInputElement} */ (event.target).value));
    };
    return html`<div class="scrub"><span class="scrub-keys" aria-hidden="true">${keys.map((key) => html`<i .style=${`left:${share(key.frame)}`}></i>`)}</span>
      <input type="range" class="slider" min=${from} max=${last} .value=${String(frame)} .style=${`--v:${share(frame)}`}
        aria-label=${t("Playhead")} aria-valuetext=${words} @input=${scrub}></div>`;
  }

  /** Where the playhead stands; the frame can be typed. @param {Store} store */
  #place(store) {
    const length = store.shotLength.value;
    const rate = store.project.value.rate;
    return html`<span class="tc"><span class="mono tc-time wide">${timecode(store.frame.value, rate)}</span>
      <span class="tc-f dim" aria-hidden="true">f</span><kf-number plain kind="frame" class="tc-frame" label=${t("Frame")} .first=${store.project.value.first_frame} .value=${store.frame.value}
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
  const button = html`<button type="button" class="btn btn--primary split-main" ?disabled=${nothingYet} @click=${render}
    title=${nothingYet ? t("Place two poses with frames between them, then render.") : nothing}>
    ${icon(work.stale > 0 ? "stale" : "spark")}${nothingYet ? t("Render") : renderWords(work)}
    ${nothingYet ? nothing : html`<span class="sub num roomy">${t("about {time}", { time: timeWords(work.seconds) })}</span>`}
    <kbd class="kbd roomy">${keyOf("render")}</kbd></button>`;
  return renderSplit(store, button, "btn--primary wide");
}

/** @param {number} speed */
function speedWords(speed) {
  const fractions = /** @type {Record<number, string>} */ ({ 0.25: "¼", 0.5: "½" });
  return `${speed < 0 ? "−" : ""}×${fractions[Math.abs(speed)] ?? Math.abs(speed)}`;
}

/**
 * @param {string} sign @param {string} label @param {string} act whose key is told
 * @param {() => void} run @param {boolean} disabled @param {string} [look]
 */
function button(sign, label, act, run, disabled, look = "") {
  return html`<button type="button" class="ibtn ${look}" aria-label=${label} title=${withKey(label, act)}
    ?disabled=${disabled} @click=${run}>${icon(sign)}</button>`;
}

customElements.define("kf-transport", Transport);
