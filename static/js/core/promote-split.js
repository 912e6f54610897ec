/**
 * What becomes of a segment when one of its in-betweens turns into a key: two halves that together move as the
 * whole did, each drawing where and when it was. Pure.
 *
 * @import {Breakdown, Keyframe, Pin} from "#kf/core/types.d.ts"
 */
import { drawingOf, drawings, drawingTimes } from "#kf/core/time.js";

/** @typedef {Partial<Pick<Keyframe, "ease" | "curve" | "chart" | "arc" | "pins" | "breakdowns">>} Half */

const DIGITS = 1e6;

/**
 * How far along an in-between is, or null where the segment shows its left key there.
 * @param {Keyframe} left
 * @param {number} count in-betweens of the segment
 * @param {number} inbetween from 1
 * @returns {number | null}
 */
export function placeOf(left, count, inbetween) {
  const times = drawingTimes(count, left.exposure, left.ease, left.curve, left.chart);
  return times[drawingOf(inbetween, left.exposure)] ?? null;
}

/**
 * @param {Keyframe} left
 * @param {number} count
 * @param {number} inbetween from 1: the one that becomes a key
 * @returns {{u: number, before: Half, after: Half} | null} null where the segment shows its left key there
 */
export function split(left, count, inbetween) {
  const { exposure } = left;
  const u = placeOf(left, count, inbetween);
  if (u === null || u <= 0 || u >= 1) return null;
  const times = drawingTimes(count, exposure, left.ease, left.curve, left.chart);
  const first = times.slice(0, drawings(inbetween - 1, exposure)).map((one) => one / u);
  const skipped = Math.floor(inbetween / exposure);
  const last = times
    .slice(skipped, skipped + drawings(count - inbetween, exposure))
    .map((one) => (one - u) / (1 - u));
  return {
    u,
    before: { ...spacing(first, exposure, inbetween - 1), ...way(left, u, "before") },
    after: { ...spacing(last, exposure, count - inbetween), ...way(left, u, "after") },
  };
}

/**
 * The plainest spacing that gives these times.
 * @param {readonly number[]} times @param {number} exposure @param {number} count in-betweens
 * @returns {Half}
 */
function spacing(times, exposure, count) {
  const even = times.every((one, index) => Math.abs(one - ((index + 1) * exposure) / (count + 1)) < 1e-4);
  if (even) return { ease: "linear", curve: null, chart: null };
  return { ease: "chart", curve: null, chart: times.map((one) => Math.round(one * DIGITS) / DIGITS) };
}

/** @param {Keyframe} left @param {number} u @param {"before" | "after"} half @returns {Half} */
function way({ arc, pins, breakdowns }, u, half) {
  return {
    arc: arc / 2,
    pins: pins.map((pin) => pinOf(pin, u, half)),
    breakdowns: breakdowns.flatMap((one) => breakdownOf(one, u, half)),
  };
}

/** @param {Pin} pin @param {number} u @param {"before" | "after"} half @returns {Pin} */
function pinOf([ax, ay, bx, by], u, half) {
  const [x, y] = [ax + (bx - ax) * u, ay + (by - ay) * u];
  return half === "before" ? [ax, ay, x, y] : [x, y, bx, by];
}

/** @param {Breakdown} one @param {number} u @param {"before" | "after"} half @returns {Breakdown[]} */
function breakdownOf(one, u, half) {
  const at = half === "before" ? one.u / u : (one.u - u) / (1 - u);
  return at > 0 && at < 1 ? [{ ...one, u: Math.round(at * DIGITS) / DIGITS }] : [];
}
