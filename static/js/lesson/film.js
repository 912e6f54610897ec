/**
 * The film in a lesson: a picture, a bar to play it by, and a strip of its frames on which some may be marked.
 *
 * @import {Values} from "#kf/watch/reel.js"
 */
import { html, nothing, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { icon } from "#kf/ui/icon.js";
import { Player } from "#kf/watch/player.js";
import { Reel } from "#kf/watch/reel.js";

/** More frames than this are shown in the strip with gaps. */
const MOST = 24;
const SPEEDS = [0.25, 0.5, 1];

/**
 * @typedef {object} Marks
 * @property {ReadonlySet<number>} slips frames of the film that somebody marked
 * @property {ReadonlySet<number>} [flags] frames that somebody else marked
 */

export class Film {
  /** @type {Player | null} */
  player = null;
  /** @type {Marks} */
  marks = { slips: new Set() };
  #canvas = document.createElement("canvas");
  /** How many frames were seen one after the other from the first, since play was pressed there. */
  #seen = 0;
  #last = -1;

  /**
   * @param {HTMLElement} box
   * @param {{through?: () => void, moved?: (frame: number) => void, note?: () => unknown}} [hearers]
   */
  constructor(box, hearers = {}) {
    this.box = box;
    this.hearers = hearers;
    this.#canvas.setAttribute("role", "img");
    this.#canvas.className = "film-pic";
    box.append(document.createElement("div"));
    box.addEventListener("keydown", (event) => this.#keyed(event));
  }

  /** @param {Values | null} values */
  show(values) {
    if (!values?.length) {
      this.player?.pause();
      this.#draw(html`<p class="film-none">${t("As soon as a first pose is placed, you see it here.")}</p>`);
      return;
    }
    const reel = new Reel(values);
    if (this.player) this.player.show(reel);
    else {
      [this.#canvas.width, this.#canvas.height] = values.size; // the room that the first picture takes
      this.player = new Player(this.#canvas, reel);
      this.player.speed = 0.5;
      this.player.changed = () => this.#changed();
      this.player.show(reel);
    }
    this.#changed();
  }

  /** Draw the marks anew. @param {Marks} marks */
  mark(marks) {
    this.marks = marks;
    this.#look();
  }

  /** A frame as people read it. @param {number} frame */
  shown(frame) {
    return this.player?.reel.shown(frame) ?? frame;
  }

  get frame() {
    return this.player?.frame ?? 0;
  }

  /** @param {number} frame */
  seek(frame) {
    this.player?.seek(frame);
  }

  #changed() {
    if (!this.player) return;
    const moved = this.player.frame !== this.#last;
    this.#count(this.player);
    this.#look();
    if (moved) this.hearers.moved?.(this.player.frame);
  }

  #look() {
    const { player } = this;
    if (!player) return;
    const { reel, frame } = player;
    const run = reel.at(frame);
    const made = run?.kind === "in-between";
    this.#canvas.setAttribute("aria-label", t("Frame {frame} of the film", { frame: reel.shown(frame) }));
    this.#draw(html`
      <div class="film-box">${this.#canvas}
        <p class="film-tag num">${icon(made ? "breakdown" : "key", "icon-12")}f ${reel.shown(frame)}${made ? html` · ${t("machine-made")}` : nothing}</p>${this.hearers.note?.() ?? nothing}</div>
      <div class="film-bar" role="group" aria-label=${t("Playing")}>
        <button type="button" class="ibtn" aria-label=${t("One frame back")} @click=${() => player.step(-1)}>${icon("step-back")}</button>
        <button type="button" class="ibtn ibtn--play" aria-label=${player.playing ? t("Pause") : t("Play")} @click=${() => this.#toggle()}>${icon(player.playing ? "pause" : "play")}</button>
        <button type="button" class="ibtn" aria-label=${t("One frame on")} @click=${() => player.step(1)}>${icon("step-fwd")}</button>
        <span class="segd" role="group" aria-label=${t("Speed")}>${SPEEDS.map((speed) => html`<button type="button" aria-pressed=${player.speed === speed} @click=${() => player.steer({ speed })}>×${speed}</button>`)}</span>
        <span class="grow"></span>
        <span class="num dim t12">${reel.shown(frame)} / ${reel.shown(reel.length - 1)}</span>
      </div>
      <ol class="film-strip" aria-label=${t("Frames")}>${this.#strip(reel).map((one) => this.#cell(reel, one))}</ol>`);
  }

  /** @param {Reel} reel */
  #strip({ length }) {
    const step = Math.max(1, Math.ceil(length / MOST));
    const frames = new Set([length - 1, ...this.marks.slips, ...(this.marks.flags ?? [])]);
    for (let frame = 0; frame < length; frame += step) frames.add(frame);
    return [...frames].filter((frame) => frame < length).sort((a, b) => a - b);
  }

  /** @param {Reel} reel @param {number} frame */
  #cell(reel, frame) {
    const run = reel.at(frame);
    const slips = this.marks.slips.has(frame);
    const flagged = this.marks.flags?.has(frame);
    const words = [
      t("Frame {frame}", { frame: reel.shown(frame) }),
      slips && t("slips"),
      flagged && t("marked by your teacher"),
    ]
      .filter(Boolean)
      .join(", ");
    return html`<li><button type="button" class="film-cell${run?.kind === "key" ? " is-key" : ""}${slips ? " is-slip" : ""}${flagged ? " is-flag" : ""}" aria-label=${words} aria-current=${this.frame === frame ? "true" : "false"} @click=${() => this.seek(frame)}><img src=${run?.picture ?? ""} alt="" loading="lazy" decoding="async" draggable="false"></button></li>`;
  }

  /** @param {unknown} content */
  #draw(content) {
    render(content, /** @type {HTMLElement} */ (this.box.lastElementChild));
  }

  #toggle() {
    const player = /** @type {Player} */ (this.player);
    if (!player.playing && player.frame >= player.reel.length - 1) player.seek(0);
    player.toggle();
  }

  /**
   * Whether all of it was watched: played from the first frame to the last without a jump. Frames that were dropped are
   * no jump.
   * @param {Player} player
   */
  #count(player) {
    const { frame, playing, reel } = player;
    const ahead = frame - this.#last;
    if (frame === this.#last && playing) return;
    if (!playing && frame < reel.length - 1) this.#seen = frame === 0 ? 1 : this.#seen * Number(ahead === 0);
    else if (frame === 0) this.#seen = 1;
    else if (this.#seen && ahead > 0 && ahead < 12) this.#seen = frame + 1;
    else if (ahead !== 0) this.#seen = 0;
    this.#last = frame;
    if (this.#seen === reel.length && reel.length > 1) {
      this.#seen = 0;
      this.hearers.through?.();
    }
  }

  /** @param {KeyboardEvent} event */
  #keyed(event) {
    const { player } = this;
    if (!player || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target instanceof HTMLElement && event.target.matches("textarea, input, select")) return;
    const acts = /** @type {Record<string, () => void>} */ ({
      ArrowLeft: () => player.step(-1),
      ArrowRight: () => player.step(1),
      Home: () => player.seek(0),
      End: () => player.seek(player.reel.length - 1),
      k: () => this.#toggle(),
    });
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
}
