/**
 * The film that was handed in: its picture with pins, the keys beside it, the bar that plays it, and time below.
 *
 * @import {Handed} from "#kf/review/handed.js"
 */
import { effect } from "@preact/signals-core";
import { html, nothing, render } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { axis } from "#kf/review/axis.js";
import { kindSign, kindWord } from "#kf/review/tag.js";
import { icon } from "#kf/ui/icon.js";
import { keep } from "#kf/ui/kept.js";
import { Full } from "#kf/watch/full.js";
import { part } from "#kf/watch/parts.js";

const SPEEDS = [0.25, 0.5, 1];
/** Pixels of the axis beside its lines. */
const BESIDE = 96;

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Stage {
  /** @type {Handed | null} */
  handed = null;
  /** Whether one looks at the work without anybody's marks. */
  hidden = false;
  /** Whether the keys before and after shine through. */
  onion = false;
  /** The frame over which the key before is laid, to flip between the two. @type {number | null} */
  #flipped = null;
  /** Hears no longer when a picture's figure is found. */
  #rest = () => {};

  /**
   * @param {HTMLElement} box
   * @param {{mark: (place: {x: number, y: number} | null) => void, open: (mark: number) => void, place: (mark: number, place: {x: number, y: number}) => void, sheet: () => void}} hearers
   */
  constructor(box, hearers) {
    this.box = box;
    this.hearers = hearers;
    this.full = new Full(box, () => this.draw());
    new ResizeObserver(() => this.draw()).observe(box);
  }

  /** @param {Handed} handed */
  show(handed) {
    const before = this.handed;
    if (before && before !== handed) {
      before.player.changed = () => {};
      before.player.pause();
    }
    this.#rest();
    this.#flipped = null;
    this.handed = handed;
    handed.player.changed = () => this.draw();
    this.#rest = effect(() => this.draw());
  }

  draw() {
    const { handed } = this;
    if (!handed) return;
    if (!handed.reel.length) {
      render(html`<p class="rv-none">${t("Nothing was drawn in what was handed in.")}</p>`, this.box);
      return;
    }
    if (this.#flipped !== handed.player.frame) this.#flipped = null;
    const room = Math.max(1, this.box.clientWidth - BESIDE);
    render(
      [lacking(handed), this.#view(handed), this.#bar(handed), axis(handed, { hidden: this.hidden, room })],
      this.box,
    );
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
    const kind = kindWord(run?.kind);
    canvas.setAttribute("aria-label", kind ? `${words}, ${kind}` : words);
    const pins = draft.marks
      .map((mark, n) => ({ ...mark, n }))
      .filter((mark) => mark.frame === frame && mark.x !== null);
    return html`<div class="rv-view">
      <div class="rv-keys"><p class="label" id="rv-keys-h">${t("Keys")}</p><ul aria-labelledby="rv-keys-h">${reel.values.keys.map((key) => html`<li><button type="button" class="rv-key" aria-label=${t("Key at frame {frame}", { frame: reel.shown(key.frame) })} @click=${() => player.seek(key.frame)}><img src=${reel.at(key.frame)?.picture ?? ""} alt="" loading="lazy" decoding="async"></button><span class="t11 num" aria-hidden="true">f ${reel.shown(key.frame)}</span></li>`)}</ul></div>
      <div class="rv-room"><div class="rv-frame" .style=${`--wide:${wide};--high:${high}`} @click=${(/** @type {MouseEvent} */ event) => this.#pressed(event)}>${canvas}
        ${this.#laid().map(({ picture, look }) => html`<img class="rv-laid rv-laid--${look}" src=${picture} alt="">`)}
        <p class="film-tag num" aria-hidden="true">${this.#tag(run?.kind)}</p>
        ${this.hidden ? nothing : pins.map(({ x, y, n, text }) => html`<button type="button" class="rv-pin" data-pin=${n} .style=${`left:${Number(x) * 100}%;top:${Number(y) * 100}%`} aria-label=${t("Your mark: {text}", { text })} @click=${() => this.#open(n)} @keydown=${(/** @type {KeyboardEvent} */ event) => this.#moved(event, n, Number(x), Number(y))}>${icon("flag", "icon-12")}</button>`)}</div></div>
    </div>`;
  }

  /** @param {import("#kf/watch/reel.js").Kind | undefined} kind */
  #tag(kind) {
    const { reel, player } = /** @type {Handed} */ (this.handed);
    const key = this.#flipped === null ? null : this.#keyBeside(-1);
    if (key !== null) return html`${icon("flip", "icon-12")}f ${reel.shown(key)}`;
    const word = kindWord(kind);
    return html`${kindSign(kind)}f ${reel.shown(player.frame)}${word ? html` · ${word}` : nothing}`;
  }

  /** The key before this frame, or the one after. @param {1 | -1} direction */
  #keyBeside(direction) {
    const { reel, player } = /** @type {Handed} */ (this.handed);
    return reel.keyFrom(player.frame, direction);
  }

  /** Pictures of keys that are laid over the frame. */
  #laid() {
    const { reel, player } = /** @type {Handed} */ (this.handed);
    const at = (/** @type {1 | -1} */ direction, /** @type {string} */ look) => {
      const frame = this.#keyBeside(direction);
      return frame === null ? [] : [{ picture: reel.at(frame)?.picture ?? "", look }];
    };
    if (this.#flipped !== null) return at(-1, "flip");
    return this.onion && !player.playing ? [...at(-1, "onion"), ...at(1, "onion")] : [];
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
      <button type="button" class="ibtn" aria-label=${t("Onion skin of the keys")} aria-keyshortcuts="o" aria-pressed=${this.onion} @click=${() => this.skin()}>${icon("onion")}</button>
      <button type="button" class="ibtn" aria-label=${t("Flip to the key before")} aria-keyshortcuts="x" aria-pressed=${this.#flipped !== null} ?disabled=${this.#keyBeside(-1) === null} @click=${() => this.flip()}>${icon("flip")}</button>
      <button type="button" class="ibtn" aria-label=${this.full.on ? t("Leave full screen") : t("Full screen")} aria-keyshortcuts="f" @click=${() => void this.full.toggle()}>${icon("full")}</button>
      <button type="button" class="btn btn--quiet btn--dense" ?disabled=${published} aria-keyshortcuts="m" @click=${() => this.mark(null)}>${icon("flag")}<span class="rv-wide">${t("Mark this frame")}</span><kbd class="kbd" aria-hidden="true">M</kbd></button>
      <button type="button" class="ibtn" aria-label=${t("Keyboard shortcuts")} @click=${() => this.hearers.sheet()}>${icon("keyboard")}</button></div>`;
  }

  /** Mark this frame; what is there is written beside the film. @param {{x: number, y: number} | null} place */
  mark(place) {
    this.#leave();
    this.hearers.mark(place);
  }

  /** Lay a mark in the middle of its frame, from where arrows move it. @param {number} mark */
  pin(mark) {
    const made = this.handed?.draft.marks[mark];
    if (!made) return;
    this.handed?.player.seek(made.frame);
    this.hearers.place(mark, { x: 0.5, y: 0.5 });
    /** @type {HTMLElement | null} */ (this.box.querySelector(`[data-pin="${mark}"]`))?.focus();
  }

  /** @param {KeyboardEvent} event @param {number} mark @param {number} x @param {number} y */
  #moved(event, mark, x, y) {
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? 0.05 : 0.01;
    const within = (/** @type {number} */ share) => Math.min(1, Math.max(0, Number(share.toFixed(4))));
    this.hearers.place(mark, { x: within(x + way[0] * step), y: within(y + way[1] * step) });
  }

  /** @param {number} mark */
  #open(mark) {
    this.#leave();
    this.hearers.open(mark);
  }

  #leave() {
    if (this.full.on) void this.full.toggle();
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
      onion: () => this.skin(),
      flip: () => this.flip(),
      full: () => void this.full.toggle(),
      mark: () => this.mark(null),
    };
  }

  /** Look at the work without anybody's marks, or with them again. */
  hide() {
    this.hidden = !this.hidden;
    part("hide").setAttribute("aria-pressed", String(this.hidden));
    this.draw();
  }

  /** Let the keys before and after shine through, or no longer. */
  skin() {
    this.onion = !this.onion;
    this.draw();
  }

  /** Lay the key before over the frame, or take it off. */
  flip() {
    const { player } = /** @type {Handed} */ (this.handed);
    player.pause();
    this.#flipped = this.#flipped === null && this.#keyBeside(-1) !== null ? player.frame : null;
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
    this.mark({ x: share((clientX - left) / width), y: share((clientY - top) / height) });
  }
}

/** What is not drawn in what was handed in, said before anything is judged. @param {Handed} handed */
function lacking({ reel: { lacking: count } }) {
  if (!count) return nothing;
  const words = tn(
    "{count} frame is not drawn yet: the key before is held there",
    "{count} frames are not drawn yet: the key before is held there",
    count,
  );
  return html`<p class="note note--stale rv-lacking">${icon("alert")}<span>${words}</span></p>`;
}
