/**
 * Whether a joint can stand still from key to key: it can where both keys have it at the same place. Pure.
 *
 * @import {Point, Pose} from "#kf/core/types.d.ts"
 * @import {Size} from "#kf/player/view.js"
 */
import { onCanvas } from "#kf/marks/fit.js";

/** Joints that lie no further apart than this share of the figure are at the same place. */
export const SAME_PLACE = 0.02;

/**
 * A pose's joints on the canvas, in its pixels.
 * @param {Size} canvas
 * @param {Pose} pose
 * @returns {Point[]}
 */
export function placesOf(canvas, pose) {
  return (pose.joints ?? []).map((joint) => {
    const [x, y] = onCanvas(canvas, pose, joint);
    return [x * canvas.width, y * canvas.height];
  });
}

/**
 * How far apart two poses have a joint, as a share of the figure: of the longer side of the box around its joints.
 * @param {readonly Point[]} from
 * @param {readonly Point[]} to
 * @param {number} joint
 */
export function apart(from, to, joint) {
  if (!from[joint] || !to[joint]) return 0;
  const [dx, dy] = [to[joint][0] - from[joint][0], to[joint][1] - from[joint][1]];
  return Math.hypot(dx, dy) / Math.max(1, extent(from), extent(to));
}

/** @param {readonly Point[]} joints */
function extent(joints) {
  const [across, down] = [joints.map(([x]) => x), joints.map(([, y]) => y)];
  return Math.max(Math.max(...across) - Math.min(...across), Math.max(...down) - Math.min(...down));
}
