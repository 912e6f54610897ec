/**
 * Previewed drawings that are decoded: for each segment a few pictures with many drawings in each, the least
 * recently looked at given back when they take too much room.
 *
 * @import {Id} from "#kf/core/types.d.ts"
 */
import { nearestPlace, SAME } from "#kf/preview/grid.js";

/**
 * @typedef {object} Sheet drawings side by side, row after row
 * @property {"exact" | "dense" | "live"} kind
 * @property {string} pair both pictures on their canvas
 * @property {string} look all that they were drawn from but the places
 * @property {readonly number[]} places
 * @property {ImageBitmap} image
 * @property {number} columns
 * @property {number} width of one
 * @property {number} height
 * @property {string} method
 */
/**
 * @typedef {object} Drawing a part of a picture, to be painted over the whole canvas
 * @property {ImageBitmap} image
 * @property {number} sx
 * @property {number} sy
 * @property {number} sw
 * @property {number} sh
 * @property {boolean} exact whether it was drawn for this very place and look
 * @property {string} method that drew it
 */

const MEGABYTE = 1024 * 1024;
const MOST_BYTES = 96 * MEGABYTE;
/** How long a picture lives on that may be in the middle of being painted, in milliseconds. */
const GRACE = 2000;

export class Sheets {
  /** By left key, the least recently looked at first. @type {Map<Id, Sheet[]>} */
  #kept = new Map();
  #most;

  /** @param {number} [most] bytes */
  constructor(most = MOST_BYTES) {
    this.#most = most;
  }

  /** Keep drawings of a segment; they take the place of those that show less. @param {Id} left @param {Sheet} sheet */
  add(left, sheet) {
    const had = this.#kept.get(left) ?? [];
    const stay = had.filter(
      (one) => one.look === sheet.look && one.kind !== sheet.kind && one.kind !== "live",
    );
    for (const one of had) if (!stay.includes(one)) retire(one);
    this.#kept.delete(left);
    this.#kept.set(left, [...stay, sheet]);
    this.#makeRoom(left);
  }

  /** Whether a segment has drawings of a look at all these places. @param {Id} left @param {string} look @param {readonly number[]} places */
  covers(left, look, places) {
    const own = (this.#kept.get(left) ?? []).filter((one) => one.look === look && one.kind !== "live");
    const has = (/** @type {number} */ u) =>
      own.some((one) => Math.abs(one.places[nearestPlace(one.places, u)] - u) < SAME);
    return own.length > 0 && places.every(has);
  }

  /** Whether a segment has a dense grid of a look. @param {Id} left @param {string} look */
  isDense(left, look) {
    return (this.#kept.get(left) ?? []).some((one) => one.look === look && one.kind === "dense");
  }

  /**
   * The drawing nearest to a place. Of another look it is given as long as there is none of this one, if it was
   * made of the same two pictures. What a hand held is given while it holds it, and until there is something newer.
   * @param {Id} left
   * @param {{pair: string, look: string}} asked
   * @param {number} u
   * @param {boolean} [held] whether a hand holds something of this segment
   * @returns {Drawing | null}
   */
  drawing(left, { pair, look }, u, held = false) {
    const all = this.#kept.get(left)?.filter((one) => one.pair === pair) ?? [];
    const own = all.filter((one) => one.look === look && one.kind !== "live");
    const live = all.filter((one) => one.kind === "live" && Math.abs(one.places[0] - u) < SAME);
    const current = own.length > 0 ? own : all;
    /** @type {{sheet: Sheet, index: number, off: number} | null} */
    let best = null;
    for (const sheet of live.length > 0 && (held || own.length === 0) ? live : current) {
      const index = nearestPlace(sheet.places, u);
      const off = Math.abs(sheet.places[index] - u);
      if (!best || off < best.off) best = { sheet, index, off };
    }
    if (!best) return null;
    const { image, columns, width, height, method } = best.sheet;
    const [sx, sy] = [(best.index % columns) * width, Math.floor(best.index / columns) * height];
    return { image, sx, sy, sw: width, sh: height, exact: own.length > 0 && best.off < SAME, method };
  }

  /** Segments whose drawings are of use no more. @param {(left: Id) => boolean} useful */
  keepOnly(useful) {
    for (const left of [...this.#kept.keys()]) if (!useful(left)) this.#drop(left);
  }

  clear() {
    this.keepOnly(() => false);
  }

  get bytes() {
    return [...this.#kept.values()]
      .flat()
      .reduce((sum, { image }) => sum + image.width * image.height * 4, 0);
  }

  /** @param {Id} spared */
  #makeRoom(spared) {
    for (const left of [...this.#kept.keys()]) {
      if (this.bytes <= this.#most) return;
      if (left !== spared) this.#drop(left);
    }
  }

  /** @param {Id} left */
  #drop(left) {
    for (const sheet of this.#kept.get(left) ?? []) retire(sheet);
    this.#kept.delete(left);
  }
}

/** @param {Sheet} sheet */
function retire({ image }) {
  setTimeout(() => image.close(), GRACE);
}
