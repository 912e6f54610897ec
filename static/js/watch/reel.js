/**
 * What a project shows, frame by frame, as the server tells it. Frames are counted through all shots from 0; people
 * read them from `first_frame` on.
 */

/** @typedef {"key" | "breakdown" | "in-between" | "hold" | "background" | "missing"} Kind */
/** @typedef {{start: number, frames: number, picture: string, kind: Kind, exact: boolean}} Run */
/** @typedef {{frame: number, kind: "key" | "breakdown"}} Tick */
/** @typedef {{id: string, name: string, start: number, length: number, poster: string}} Shot */
/**
 * @typedef {object} Values
 * @property {string} id
 * @property {number} revision
 * @property {string} title
 * @property {string} credit
 * @property {[number, number]} size
 * @property {[number, number]} rate
 * @property {number} first_frame
 * @property {number} length
 * @property {Shot[]} shots
 * @property {Run[]} runs
 * @property {Tick[]} keys
 * @property {string | null} poster
 * @property {string[]} [may]
 */

export class Reel {
  /** @param {Values} values */
  constructor(values) {
    this.values = values;
    this.length = values.length;
    /** Frames per second, as a number. */
    this.rate = values.rate[0] / values.rate[1];
  }

  /** A frame as people read it. @param {number} frame */
  shown(frame) {
    return frame + this.values.first_frame;
  }

  /** A frame of the film, whatever number it is given. @param {number} frame */
  within(frame) {
    return Math.max(0, Math.min(Math.round(frame), this.length - 1));
  }

  /** What is shown on a frame. @param {number} frame @returns {Run | null} */
  at(frame) {
    const run = this.values.runs[last(this.values.runs, (one) => one.start <= frame)];
    return run && frame < run.start + run.frames ? run : null;
  }

  /** The shot that a frame lies in. @param {number} frame @returns {Shot | null} */
  shotAt(frame) {
    return this.values.shots[last(this.values.shots, (one) => one.start <= frame)] ?? null;
  }

  /**
   * The next frame that somebody posed, or the one before; null where there is none.
   * @param {number} frame
   * @param {1 | -1} direction
   * @returns {number | null}
   */
  keyFrom(frame, direction) {
    const { keys } = this.values;
    const at =
      direction > 0 ? last(keys, (one) => one.frame <= frame) + 1 : last(keys, (one) => one.frame < frame);
    return keys[at]?.frame ?? null;
  }

  /**
   * The start of the next shot, or of the one before; of this one if it is well under way.
   * @param {number} frame
   * @param {1 | -1} direction
   * @returns {number | null}
   */
  shotFrom(frame, direction) {
    const { shots } = this.values;
    const at =
      direction > 0 ? last(shots, (one) => one.start <= frame) + 1 : last(shots, (one) => one.start < frame);
    return shots[at]?.start ?? null;
  }

  /** Frames for which nothing is drawn yet. */
  get lacking() {
    let count = 0;
    for (const { kind, frames } of this.values.runs) if (kind === "missing") count += frames;
    return count;
  }
}

/**
 * The index of the last of some sorted things of which something holds; -1 where it holds of none.
 * @template T
 * @param {readonly T[]} sorted
 * @param {(one: T) => boolean} holds
 */
function last(sorted, holds) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle])) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
