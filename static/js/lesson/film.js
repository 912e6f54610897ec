/**
 * The film in a lesson: a picture, a bar to play it by, and a strip of its frames on which some may be marked.
 *
 * @import {Values} from "#kf/watch/reel.js"
 */
import { html, nothing, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { follow, strip } from "#kf/lesson/strip.js";
import { icon } from "#kf/ui/icon.js";
import { Player } from "#kf/watch/player.js";
import { Reel } from "#kf/watch/reel.js";

const SPEEDS = [0.25, 0.5, 1];

/**
 * @typedef {object} Marks
 * @property {ReadonlySet<number>} slips frames of the film that somebody marked
 * @property {ReadonlySet<number>} [flags] frames that a teacher marked
 */
/**
 * @typedef {object} Hearers
 * @property {() => void} [through] all of it was watched
 * @property {(frame: number) => void} [moved] another frame is shown
 * @property {(frame: number) => unknown} [note] what lies on the picture of a frame
 * @property {(frame: number) => unknown} [words] what stands below it
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
   * @param {Hearers} [hearers]
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
    this.#canvas.setAttribute("aria-label", t("Frame {frame} of the film", { frame: reel.shown(frame) }));
    this.#draw(html`
      <div class="film-box">${this.#canvas}
        ${tag(reel, frame)}${this.hearers.note?.(frame) ?? nothing}</div>${this.hearers.words?.(frame) ?? nothing}
      <div class="film-bar" role="group" aria-label=${t("Playing")}>
        <button type="button" class="ibtn" aria-label=${t("One frame back")} @click=${() => player.step(-1)}>${icon("step-back")}</button>
        <button type="button" class="ibtn ibtn--play" aria-label=${player.playing ? t("Pause") : t("Play")} @click=${() => this.#toggle()}>${icon(player.playing ? "pause" : "play")}</button>
        <button type="button" class="ibtn" aria-label=${t("One frame on")} @click=${() => player.step(1)}>${icon("step-fwd")}</button>
        <span class="segd" role="group" aria-label=${t("Speed")}>${SPEEDS.map((speed) => html`<button type="button" aria-pressed=${player.speed === speed} @click=${() => player.steer({ speed })}>×${speed}</button>`)}</span>
        <span class="grow"></span>
        <span class="num dim t12">${reel.shown(frame)} / ${reel.shown(reel.length - 1)}</span>
      </div>
      ${strip(reel, this.marks, frame, (one) => this.seek(one))}`);
    follow(this.box);
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

/** Which frame it is, and who made it: diamonds for people, dots for the machine. @param {Reel} reel @param {number} frame */
function tag(reel, frame) {
  const kind = reel.at(frame)?.kind;
  const number = `f ${reel.shown(frame)}`;
  if (kind === "missing")
    return html`<p class="film-tag num">${icon("clock", "icon-12")}${number} · ${t("not drawn yet")}</p>`;
  if (kind === "in-between")
    return html`<p class="film-tag film-tag--machine num"><i class="film-dots" aria-hidden="true"></i>${number} · ${t("machine-made")}</p>`;
  if (kind === "breakdown") return html`<p class="film-tag num">${icon("breakdown", "icon-12")}${number}</p>`;
  if (kind === "background") return html`<p class="film-tag num">${number}</p>`;
  return html`<p class="film-tag num">${icon("key", "icon-12")}${number}</p>`;
}
