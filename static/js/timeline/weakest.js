/**
 * Where a drawing of the shown take stands: an earlier take's are spread over the present frames.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 */

/**
 * The in-between, from 1, on which a drawing is seen.
 * @param {Pick<Segment, "key" | "shown" | "shown_drawings" | "count">} segment
 * @param {number} exposure
 * @param {number} drawing
 */
export function inbetweenOf({ key, shown, shown_drawings, count }, exposure, drawing) {
  if (shown === key) return (drawing + 1) * exposure;
  const place = Math.round(((drawing + 1) / (shown_drawings + 1)) * (count + 1));
  return Math.min(count, Math.max(1, place));
}

/** @param {Keyframe} left @param {Segment} segment @param {number} drawing */
export function frameOfDrawing(left, segment, drawing) {
  return left.frame + left.hold - 1 + inbetweenOf(segment, left.exposure, drawing);
}
