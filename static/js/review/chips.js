/** Marks on the axis: those of one frame are one chip, and chips that would lie on each other go a lane down. */

/** @typedef {{first: number, last: number}} Run frames one after the other */

/** What a chip takes in pixels: a number, two of them, and words beside it. */
export const NUMBER = 56;
export const RANGE = 84;
export const WORDS = 116;

/**
 * Marked frames; those that follow each other are one where each by itself would not find room.
 * @param {Iterable<number>} frames
 * @param {boolean} narrow
 * @returns {Run[]}
 */
export function runsOf(frames, narrow) {
  /** @type {Run[]} */
  const runs = [];
  for (const frame of [...frames].sort((a, b) => a - b)) {
    const before = runs.at(-1);
    if (narrow && before?.last === frame - 1) before.last = frame;
    else runs.push({ first: frame, last: frame });
  }
  return runs;
}

/**
 * The lane of each chip, from 0, and how many there are.
 * @param {{at: number, wide: number}[]} chips sorted by where they stand, in pixels
 * @param {number} room pixels of the lane
 */
export function lanesOf(chips, room) {
  /** @type {number[]} where each lane is free again */
  const free = [];
  const lanes = chips.map(({ at, wide }) => {
    const from = Math.max(0, Math.min(at, room - wide));
    const found = free.findIndex((end) => end <= from);
    const lane = found < 0 ? free.length : found;
    free[lane] = from + wide + 4;
    return lane;
  });
  return { lanes, count: Math.max(1, free.length) };
}

/**
 * Marks by their frame, the first frame first.
 * @template {{frame: number, text: string}} T
 * @param {readonly T[]} marks
 * @returns {{frame: number, texts: string[]}[]}
 */
export function byFrame(marks) {
  /** @type {Map<number, string[]>} */
  const found = new Map();
  for (const { frame, text } of marks) found.set(frame, [...(found.get(frame) ?? []), text]);
  return [...found].map(([frame, texts]) => ({ frame, texts })).sort((a, b) => a.frame - b.frame);
}
