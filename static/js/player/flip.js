/**
 * Flipping between two pictures, as one does with sheets of paper: to the other key of the segment, or from an
 * in-between to the nearer of its poses.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 */
import { standing } from "#kf/core/time.js";

/**
 * The frame to flip to, or null where there is nothing to flip to.
 * @param {readonly Keyframe[]} lane
 * @param {number} frame
 */
export function flipTo(lane, frame) {
  const { left, right, inbetween } = standing(lane, frame);
  if (!left) return right?.frame ?? null;
  if (inbetween > 0 && right) {
    const end = left.frame + left.hold - 1;
    return frame - end <= right.frame - frame ? end : right.frame;
  }
  if (frame >= left.frame + left.hold) return left.frame;
  if (right) return right.frame;
  return standing(lane, left.frame - 1).left?.frame ?? null;
}
