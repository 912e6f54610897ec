/**
 * Which frames the ruler numbers, and which it ticks. Pure.
 *
 * @import {Rate} from "#kf/core/types.d.ts"
 * @import {View} from "#kf/timeline/view.js"
 */
import { perSecond } from "#kf/core/time.js";

/** Pixels that a number needs, and a timecode. */
export const LABEL = 44;
export const LONG_LABEL = 68;
const TICK = 5;

/**
 * Choose which frames are numbered: whole parts or multiples of a second where that can be.
 * @param {number} px pixels per frame
 * @param {Rate} rate
 * @param {number} [room] pixels that a number needs
 * @returns {{label: number, tick: number}} steps in frames
 */
export function steps(px, rate, room = LABEL) {
  const second = Math.max(1, Math.round(perSecond(rate)));
  const fours = second % 8 === 0 ? [1, 2, 4, 8] : [1, 2, 5, 10];
  const all = [...fours, ...[1, 2, 5, 10, 30, 60, 120, 300, 600].map((seconds) => seconds * second)];
  const label = all.find((step) => step * px >= room) ?? second * 1800;
  const tick = all.find((step) => step * px >= TICK && label % step === 0) ?? label;
  return { label, tick };
}

/**
 * Give the numbered frames between two places of the content: the first frame, and then every round number as people
 * read it.
 * @param {View} view
 * @param {number} step
 * @param {number} [first] what people read where the stored frame is 0
 * @returns {number[]} stored frames
 */
export function numbered(view, step, first = 1) {
  const from = Math.max(0, view.frameAt(view.from.value));
  const last = view.frameAt(Math.min(view.to.value, view.whole.value));
  /** @type {number[]} */
  const frames = from === 0 ? [0] : [];
  for (let shown = Math.ceil((from + first) / step) * step; shown - first <= last; shown += step) {
    const frame = shown - first;
    if (frame > 0) frames.push(frame);
  }
  const [one, two] = frames;
  if (one === 0 && two !== undefined && two * view.px.value < LABEL / 2) frames.splice(1, 1);
  return frames;
}
