/**
 * The film that was handed in: its picture with pins, the keys beside it, the bar that plays it, and time below.
 *
 * @import {Handed} from "#kf/review/handed.js"
 */
import { html, nothing, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { axis } from "#kf/review/axis.js";
import { icon } from "#kf/ui/icon.js";
import { keep } from "#kf/ui/kept.js";
import { part } from "#kf/watch/parts.js";

const SPEEDS = [0.25, 0.5, 1];
/** Keys beside the picture; more would push it aside. */
const KEYS = 6;

export class Stage {
  /** @type {Handed | null} */
  handed = null;
  /** Whether one looks at the work without anybody's marks. */
  hidden = false;

  /**
   * @param {HTMLElement} box
   * @param {{mark: (place: {x: number, y: number} | null) => void, open: (mark: number) => void, sheet: () => void}} hearers
   */
  constructor(box, hearers) {
    this.box = box;
    this.hearers = hearers;
  }

  /** @param {Handed} handed */
  show(handed) {
    const before = this.handed;
    if (before && before !== handed) {
      before.player.changed = () => {};
      before.player.pause();
    }
    this.handed = handed;
    handed.player.changed = () => this.draw();
    this.draw();
  }

  draw() {
    const { handed } = this;
    if (!handed) return;
    if (!handed.reel.length) {
      render(html`<p class="rv-none">${t("Nothing was drawn in what was handed in.")}</p>`, this.box);
      return;
    }
    render([this.#view(handed), this.#bar(handed), axis(handed, this.hidden)], this.box);
  }

  /** @param {Handed} handed */
  #view({ reel, player, canvas, draft }) {
    const { frame } = player;
    const [wide, high] = reel.values.size;
    const run = reel.at(frame);
    const words = t("Frame {frame} of {last}", {
      frame: reel.shown(frame),
      last: reel.shown(reel.length - 1),
    });
    const made = run?.kind === "in-between" || run?.kind === "breakdown";
    canvas.setAttribute("aria-label", made ? `${words}, ${t("machine-made")}` : words);
    const pins = draft.marks
      .map((mark, n) => ({ ...mark, n }))
      .filter((mark) => mark.frame === frame && mark.x !== null);
    return html`<div class="rv-view">
      <div class="rv-keys"><p class="label" id="rv-keys-h">${t("Keys")}</p><ul aria-labelledby="rv-keys-h">${reel.values.keys.slice(0, KEYS).map((key) => html`<li><button type="button" class="rv-key" aria-label=${t("Key at frame {frame}", { frame: reel.shown(key.frame) })} @click=${() => player.seek(key.frame)}><img src=${reel.at(key.frame)?.picture ?? ""} alt="" decoding="async"></button><span class="t11 num" aria-hidden="true">f ${reel.shown(key.frame)}</span></li>`)}</ul></div>
      <div class="rv-room"><div class="rv-frame" .style=${`--wide:${wide};--high:${high}`} @click=${(/** @type {MouseEvent} */ event) => this.#pressed(event)}>${canvas}
        <p class="film-tag num" aria-hidden="true">${icon(made ? "breakdown" : "key", "icon-12")}f ${reel.shown(frame)}${made ? html` · ${t("machine-made")}` : nothing}</p>
        ${this.hidden ? nothing : pins.map(({ x, y, n, text }) => html`<button type="button" class="rv-pin" .style=${`left:${Number(x) * 100}%;top:${Number(y) * 100}%`} aria-label=${t("Your mark: {text}", { text })} @click=${() => this.hearers.open(n)}>${icon("flag", "icon-12")}</button>`)}</div></div>
    </div>`;
  }

  /** @param {Handed} handed */
  #bar({ reel, player, published }) {
    const speed = Math.max(0, SPEEDS.indexOf(player.speed));
    return html`<div class="rv-bar" role="group" aria-label=${t("Playing")}>
      <button type="button" class="ibtn" aria-label=${t("To the keyframe before")} @click=${() => player.toKey(-1)}>${icon("prev-key")}</button>
      <button type="button" class="ibtn" aria-label=${t("One frame back")} @click=${() => player.step(-1)}>${icon("step-back")}</button>
      <button type="button" class="ibtn ibtn--play" aria-label=${player.playing ? t("Pause") : t("Play")} @click=${() => player.toggle()}>${icon(player.playing ? "pause" : "play")}</button>
      <button type="button" class="ibtn" aria-label=${t("One frame on")} @click=${() => player.step(1)}>${icon("step-fwd")}</button>
      <button type="button" class="ibtn" aria-label=${t("To the next keyframe")} @click=${() => player.toKey(1)}>${icon("next-key")}</button>
      <button type="button" class="btn btn--quiet btn--dense num" aria-label=${t("Speed ×{speed}", { speed: SPEEDS[speed] })} @click=${() => this.speed()}>×${SPEEDS[speed]}</button>
      <button type="button" class="ibtn" aria-label=${t("Loop")} aria-pressed=${player.loop} @click=${() => this.loop()}>${icon("loop")}</button>
      <span class="mono rv-now">f ${reel.shown(player.frame)} / ${reel.shown(reel.length - 1)}</span>
      <span class="grow"></span>
      <button type="button" class="btn btn--quiet btn--dense" ?disabled=${published} aria-keyshortcuts="m" @click=${() => this.hearers.mark(null)}>${icon("flag")}<span class="rv-wide">${t("Mark this frame")}</span><kbd class="kbd" aria-hidden="true">M</kbd></button>
      <button type="button" class="ibtn" aria-label=${t("Keyboard shortcuts")} @click=${() => this.hearers.sheet()}>${icon("keyboard")}</button></div>`;
  }

  /** What keys do with the film. @returns {Record<string, () => void>} */
  acts() {
    const player = this.handed?.player;
    if (!player) return {};
    return {
      play: () => player.toggle(),
      "frame-back": () => player.step(-1),
      "frame-on": () => player.step(1),
      "ten-back": () => player.step(-10),
      "ten-on": () => player.step(10),
      "key-back": () => player.toKey(-1),
      "key-on": () => player.toKey(1),
      "to-start": () => player.seek(0),
      "to-end": () => player.seek(player.reel.length - 1),
      loop: () => this.loop(),
      speed: () => this.speed(),
      hide: () => this.hide(),
    };
  }

  /** Look at the work without anybody's marks, or with them again. */
  hide() {
    this.hidden = !this.hidden;
    part("hide").setAttribute("aria-pressed", String(this.hidden));
    this.draw();
  }

  loop() {
    const player = this.handed?.player;
    if (!player) return;
    player.steer({ loop: !player.loop });
    keep("kf-review-loop", player.loop ? "yes" : "no");
  }

  speed() {
    const player = this.handed?.player;
    if (!player) return;
    const next = SPEEDS[(SPEEDS.indexOf(player.speed) + 1) % SPEEDS.length];
    player.steer({ speed: next });
    keep("kf-review-speed", String(next));
  }

  /** @param {MouseEvent} event */
  #pressed({ target, clientX, clientY }) {
    const canvas = this.handed?.canvas;
    if (!canvas || target !== canvas || this.handed?.published) return;
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const share = (/** @type {number} */ at) => Math.round(Math.min(1, Math.max(0, at)) * 1e4) / 1e4;
    this.hearers.mark({ x: share((clientX - left) / width), y: share((clientY - top) / height) });
  }
}
