/**
 * Which segments were edited last: whoever edits looks at what comes of it, wherever the playhead is.
 *
 * @import {Id, Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */

/** Edited segments that are remembered as such. */
const MOST = 4;

export class Edited {
  #store;
  /** The rows that each segment was made of when it was seen last. @type {Map<Id, unknown[]>} */
  #seen = new Map();
  /** @type {{keyframes?: unknown, poses?: unknown}} */
  #last = {};
  /** @type {Id[]} */
  #ids = [];

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
  }

  /** The left keys of what was edited, the last one first. @param {readonly (readonly Keyframe[])[]} lanes @returns {readonly Id[]} */
  among(lanes) {
    const { keyframes, poses } = this.#store;
    const now = { keyframes: keyframes.value, poses: poses.value };
    if (now.keyframes !== this.#last.keyframes || now.poses !== this.#last.poses) this.#look(lanes);
    this.#last = now;
    return this.#ids;
  }

  /** @param {readonly (readonly Keyframe[])[]} lanes */
  #look(lanes) {
    const poses = this.#store.poses.value;
    /** @type {Map<Id, unknown[]>} */
    const seen = new Map();
    for (const lane of lanes)
      for (let place = 0; place + 1 < lane.length; place += 1) {
        const [left, right] = [lane[place], lane[place + 1]];
        const rows = [left, right, poses.get(left.pose), poses.get(right.pose)];
        seen.set(left.id, rows);
        const before = this.#seen.get(left.id);
        if (before?.some((row, index) => differs(row, rows[index]))) this.#ids.unshift(left.id);
      }
    this.#ids = [...new Set(this.#ids)].slice(0, MOST);
    this.#seen = seen;
  }
}

/** Whether a row was edited; a snapshot brings equal rows anew. @param {unknown} a @param {unknown} b */
function differs(a, b) {
  return a !== b && JSON.stringify(a) !== JSON.stringify(b);
}
