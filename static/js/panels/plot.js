/**
 * The spacing as a line in a box: the way from pose to pose over time. Pure.
 *
 * @import {Curve} from "#kf/core/types.d.ts"
 */

/** Room of the line in units of the drawing: x 0..WIDE, y 0..HIGH, upside down as SVG has it. */
export const WIDE = 140;
export const HIGH = 56;

/** @param {number} x 0 to 1 @param {number} y 0 to 1 */
export function point(x, y) {
  return `${(x * WIDE).toFixed(2)} ${((1 - y) * HIGH).toFixed(2)}`;
}

/** The curve between the poses. @param {Curve} curve */
export function curveLine([x1, y1, x2, y2]) {
  return `M${point(0, 0)}C${point(x1, y1)} ${point(x2, y2)} ${point(1, 1)}`;
}

/** The arms from the poses to the curve's two handles. @param {Curve} curve */
export function arms([x1, y1, x2, y2]) {
  return `M${point(0, 0)}L${point(x1, y1)}M${point(1, 1)}L${point(x2, y2)}`;
}

/** From drawing to drawing, as they are charted. @param {readonly number[]} times */
export function chartLine(times) {
  const steps = times.map((time, index) => `L${point((index + 1) / (times.length + 1), time)}`);
  return `M${point(0, 0)}${steps.join("")}L${point(1, 1)}`;
}

/** The first pose until the next one is there. */
export function holdLine() {
  return `M${point(0, 0)}L${point(1, 0)}L${point(1, 1)}`;
}

/**
 * A curve with one of its numbers changed; all lie between 0 and 1, to two digits.
 * @param {Curve} curve @param {number} index @param {number} value
 * @returns {Curve}
 */
export function changed(curve, index, value) {
  const next = /** @type {Curve} */ ([...curve]);
  next[index] = Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;
  return next;
}
