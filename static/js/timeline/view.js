/**
 * Which stretch of time is seen, and how wide a frame is drawn. Places are always worked out from the frame,
 * never added up, so nothing drifts.
 *
 * @import {Row} from "#kf/timeline/rows.js"
 */
import { batch, computed, signal } from "@preact/signals-core";
import { Settling } from "#kf/timeline/settling.js";

/** Room left of frame 0, so that the playhead's flag is whole. */
export const PAD = 12;
/** Room right of the last frame, for the next key. */
const TAIL = 96;
/** Where in a frame its mark stands (playhead, tick, number), at most: over the middle of a key's diamond. */
const MARK = 7;
/** An empty shot shows this many frames. */
const LEAST_FRAMES = 16;
const WIDEST = 160;
/** What a frame may grow to when a whole shot is fitted. */
const WIDEST_FIT = 80;
const STEP = 1.25;
/** Room on both sides of a stretch that is fitted. */
const SIDE = 48;
/** A zoom that goes on is only stretched; it is drawn anew when it rests this long, in milliseconds, or has
 *  gone so far that what is drawn no longer fills the screen. */
const REST = 120;
const FAR = { out: 0.35, in: 5 };
/** Screens drawn on both sides of what is seen, and until all that is seen has been drawn after a zoom. */
const ASIDE = { resting: 0.4, zooming: 0.2 };

/** @typedef {{scale: number, shift: number}} Stretch */
/** @type {readonly Row[]} */
const NO_ROWS = [];
/** @type {Stretch} */
const STILL = { scale: 1, shift: 0 };

export class View {
  /** Pixels per frame. */
  px = signal(12);
  /** Pixels scrolled. */
  left = signal(0);
  /** Pixels of the lanes that can be seen, beside the tracks' heads. */
  width = signal(1000);
  /** Pixels of the tracks' heads, which stand at the scroller's left edge. */
  head = signal(0);
  /** Pixels of height that the tracks have, below the ruler. */
  height = signal(0);
  /** Where each track's row lies, the highest track first. @type {import("@preact/signals-core").Signal<readonly Row[]>} */
  rows = signal(NO_ROWS);
  /** Frames there are. */
  length = signal(0);
  /** Whether the whole shot is kept in view as it grows and as the window changes. */
  fitted = signal(true);

  /** How what is drawn is stretched while a zoom goes on. */
  stretch = signal(STILL);
  /** Which rows are still to be drawn anew after a zoom. */
  settling = new Settling(() => {
    this.#aside.value = this.#wanted ? ASIDE.zooming : ASIDE.resting;
  });

  /** Where a zoom that goes on has come to. @type {{px: number, left: number} | null} */
  #wanted = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;

  /** Pixels of everything there is. */
  whole = computed(() => Math.max(this.width.value, this.x(this.length.value) + TAIL));

  #aside = signal(ASIDE.resting);

  /**
   * Pixels between which things are drawn: what is seen and some more on both sides, in steps of half of that
   * so that scrolling seldom draws anything.
   */
  from = computed(() => Math.floor((this.left.value - 2 * this.#step) / this.#step) * this.#step);
  to = computed(() => this.from.value + this.width.value + 5 * this.#step);

  get #step() {
    return Math.max(1, (this.width.value * this.#aside.value) / 2);
  }

  /** Where the lanes' visible part begins on the page. @param {Element} scroller */
  edge(scroller) {
    return scroller.getBoundingClientRect().left + this.head.peek();
  }

  /** The place of the content under a pointer. @param {number} clientX @param {Element} scroller */
  under(clientX, scroller) {
    return clientX - this.edge(scroller) + this.left.peek();
  }

  /** Where a frame begins. @param {number} frame */
  x(frame) {
    return PAD + frame * this.px.value;
  }

  /** Where a frame's mark stands. @param {number} frame */
  mark(frame) {
    return this.x(frame) + Math.min(MARK, this.px.value / 2);
  }

  /** The frame at a place of the content, which may lie before 0. @param {number} x */
  frameAt(x) {
    return Math.floor((x - PAD) / this.px.value);
  }

  /** Show a whole shot. @param {number} frames its length */
  fit(frames) {
    this.#forget();
    this.settling.end();
    this.fitted.value = true;
    this.px.value = Math.min(WIDEST_FIT, this.#whole(frames));
    this.left.value = 0;
  }

  /** Pixels per frame at which so many frames are seen at once. @param {number} frames */
  #whole(frames) {
    return Math.max(0.05, (this.width.value - PAD - TAIL) / Math.max(LEAST_FRAMES, frames));
  }

  /**
   * Show a stretch of time as wide as it can be seen whole.
   * @param {number} from
   * @param {number} to the frame after the last
   */
  fitRange(from, to) {
    this.#forget();
    this.settling.end();
    this.fitted.value = false;
    const margin = Math.min(SIDE, this.width.value / 8);
    const px = Math.min(WIDEST_FIT, (this.width.value - 2 * margin) / Math.max(1, to - from));
    const start = PAD + ((from + to) / 2) * px - this.width.value / 2;
    batch(() => {
      this.px.value = px;
      this.left.value = Math.max(0, start);
    });
  }

  /**
   * Draw frames wider or narrower; the frame under `anchor` stays where it is.
   * @param {number} factor
   * @param {number} [anchor] pixels from the left edge of what is seen
   * @param {number} [pull] pixels by which it is scrolled too: two fingers do both at once
   */
  zoom(factor, anchor = this.width.value / 2, pull = 0) {
    const from = this.#wanted ?? { px: this.px.value, left: this.left.value };
    const least = Math.min(from.px, this.#whole(this.length.value));
    const px = Math.min(WIDEST, Math.max(least, from.px * factor));
    const frame = (from.left + anchor - PAD) / from.px;
    const whole = Math.max(this.width.value, PAD + this.length.value * px + TAIL);
    const left = Math.max(0, Math.min(PAD + frame * px - anchor + pull, whole - this.width.value));
    this.#wanted = { px, left };
    this.fitted.value = false;
    const scale = px / this.px.value;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.settle(), REST);
    if (scale < FAR.out || scale > FAR.in) return this.#redraw(this.#wanted);
    this.stretch.value = { scale, shift: PAD * (1 - scale) - left + this.left.value };
  }

  /** End a zoom: draw everything as it is to be. */
  settle() {
    if (this.#wanted) this.#redraw(this.#wanted);
    this.#forget();
  }

  /** @param {{px: number, left: number}} wanted */
  #redraw({ px, left }) {
    batch(() => {
      if (px !== this.px.value) this.settling.begin(this.#rowsByHeight, this.px.value);
      this.px.value = px;
      this.left.value = left;
      this.#aside.value = this.settling.late.peek().size > 0 ? ASIDE.zooming : ASIDE.resting;
      this.stretch.value = STILL;
    });
  }

  get #rowsByHeight() {
    return [...this.rows.peek()].sort((a, b) => b.height - a.height).map(({ id }) => id);
  }

  /** How the picture of a row, or of what is none, is stretched now. @param {string | undefined} row @returns {Stretch} */
  stretchOf(row) {
    return this.settling.stretchOf(row, { px: this.px.value, pad: PAD, stretch: this.stretch.value });
  }

  #forget() {
    clearTimeout(this.#rest);
    this.#wanted = null;
    this.stretch.value = STILL;
  }

  /** Which frames are seen, with their fractions. */
  get seen() {
    const { px, left, width } = this;
    return { from: (left.value - PAD) / px.value, to: (left.value + width.value - PAD) / px.value };
  }

  /** Scroll there, as far as there is something. @param {number} left */
  scrollTo(left) {
    this.settle();
    this.left.value = Math.min(Math.max(0, left), this.whole.value - this.width.value);
  }

  /** Scroll so that a frame stands in the middle. @param {number} frame */
  centre(frame) {
    this.scrollTo(this.x(frame) - this.width.value / 2);
  }

  /** @param {number} frame stays where it is, if it can be seen */
  zoomIn(frame) {
    this.zoom(STEP, this.#anchor(frame));
  }

  /** @param {number} frame */
  zoomOut(frame) {
    this.zoom(1 / STEP, this.#anchor(frame));
  }

  /** @param {number} frame */
  #anchor(frame) {
    const { px, left } = this.#wanted ?? { px: this.px.value, left: this.left.value };
    const x = PAD + frame * px - left;
    return x >= 0 && x <= this.width.value ? x : undefined;
  }

  /**
   * Scroll as little as brings a stretch into sight.
   * @param {number} from
   * @param {number} to pixels of the content
   */
  reveal(from, to) {
    const margin = Math.min(48, this.width.value / 8);
    if (from < this.left.value + PAD) this.left.value = Math.max(0, from - margin);
    else if (to > this.left.value + this.width.value) this.left.value = to - this.width.value + margin;
  }
}
