/**
 * What comes after a zoom: the rows are drawn anew one after the other, some items per picture, for all at once
 * would stop the page for longer than a frame. Until then each stands where it belongs, stretched as it was.
 *
 * @import {Stretch} from "#kf/timeline/view.js"
 */
import { signal } from "@preact/signals-core";

/** @type {ReadonlyMap<string, number>} */
const NONE = new Map();

export class Settling {
  /** The rows that are still drawn as they were, and at how many pixels per frame. */
  late = signal(NONE);
  /** Those in which items are still to be drawn anew. @type {Set<object>} */
  drawing = new Set();

  #picture = 0;
  #done;

  /** @param {() => void} done told when all of them have been drawn */
  constructor(done) {
    this.#done = done;
  }

  /**
   * Have rows drawn anew in the pictures after the next, which is that of the ruler.
   * @param {readonly string[]} rows
   * @param {number} px pixels per frame at which they are drawn now
   */
  begin(rows, px) {
    const before = this.late.peek();
    this.late.value = new Map(rows.map((id) => [id, before.get(id) ?? px]));
    this.drawing.clear();
    if (rows.length > 0) this.#soon(() => this.#soon(this.#next));
  }

  /** Have all of them drawn at once. */
  end() {
    this.late.value = NONE;
  }

  /**
   * How a row's picture is to be stretched.
   * @param {string | undefined} id none for what is no row
   * @param {{px: number, pad: number, stretch: Stretch}} view
   * @returns {Stretch}
   */
  stretchOf(id, { px, pad, stretch }) {
    const drawn = this.late.value.get(id ?? "");
    if (!drawn) return stretch;
    const more = px / drawn;
    const { scale, shift } = stretch;
    return { scale: scale * more, shift: shift + scale * pad * (1 - more) };
  }

  /** @param {() => void} then */
  #soon(then) {
    cancelAnimationFrame(this.#picture);
    this.#picture = requestAnimationFrame(then);
  }

  #next = () => {
    const [first, ...others] = this.late.value;
    if (!first && this.drawing.size === 0) return this.#done();
    if (this.drawing.size === 0) this.late.value = new Map(others);
    this.#soon(this.#next);
  };
}
