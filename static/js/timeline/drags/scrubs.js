/**
 * The playhead in hand: it jumps to where the ruler is pressed and follows. Whoever goes down below the ruler makes it
 * slower, for the one frame that is hard to hit.
 *
 * @import {Hand} from "#kf/timeline/hand.js"
 * @import {Point} from "#kf/timeline/gesture.js"
 */
import { t } from "#kf/core/i18n.js";

/** Pixels below the ruler, and how fast the playhead then still is. */
const SLOWER = [
  { below: 160, factor: 0.25, word: () => t("quarter speed") },
  { below: 64, factor: 0.5, word: () => t("half speed") },
];

export class ScrubDrag {
  #hand;
  #bottom;
  #before;
  /** Where the playhead is, with its fraction. */
  #at;
  #x;
  #slowed = false;

  /** @param {Hand} hand @param {{x: number, bottom: number}} press x: of the content; bottom: of the ruler on the page */
  constructor(hand, { x, bottom }) {
    this.#hand = hand;
    this.#bottom = bottom;
    this.#before = hand.store.frame.value;
    this.#at = hand.at(x);
    this.#x = x;
    hand.store.seek(Math.floor(this.#at));
  }

  /** @param {Point} point */
  move({ x, clientX, clientY }) {
    const slower = SLOWER.find(({ below }) => clientY > this.#bottom + below);
    this.#slowed ||= slower !== undefined;
    const by = (x - this.#x) / this.#hand.view.px.value;
    this.#x = x;
    this.#at = this.#slowed ? this.#at + by * (slower?.factor ?? 1) : this.#hand.at(x);
    this.#hand.store.seek(Math.floor(this.#at));
    this.#hand.chip.value = slower ? { text: slower.word(), clientX, clientY } : null;
  }

  drop() {
    this.#hand.clear();
  }

  cancel() {
    this.#hand.store.seek(this.#before);
    this.#hand.clear();
  }
}
