/**
 * @import {Point} from "#kf/core/types.d.ts"
 */

/**
 * A place as it is stored: five decimals, and not further out than one picture beyond its edge.
 * @param {Point} point
 * @returns {Point}
 */
export function round([x, y]) {
  const one = (/** @type {number} */ value) => Math.round(Math.min(2, Math.max(-1, value)) * 1e5) / 1e5 || 0;
  return [one(x), one(y)];
}
