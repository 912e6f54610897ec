/**
 * Where the figure stands on each frame, so that a narrow picture of it shows the figure.
 *
 * @import {Pose} from "#kf/core/types.d.ts"
 * @import {Snapshot} from "#kf/lesson/work.js"
 * @import {Reel} from "#kf/watch/reel.js"
 */
import { pictureUrl } from "#kf/core/urls.js";
import { figureCentre } from "#kf/timeline/figure.js";

/**
 * Between two keys it goes from the one's figure to the other's.
 * @param {Reel} reel
 * @param {Snapshot & {poses?: Pose[]}} snapshot
 * @returns {(frame: number) => number} a share of the picture's width
 */
export function centres({ values }, { keyframes, poses = [] }) {
  const [width, height] = values.size;
  const starts = new Map(values.shots.map(({ id, start }) => [id, start]));
  const known = new Map(poses.map((pose) => [pose.id, pose]));
  const keys = keyframes
    .flatMap((key) => {
      const [start, pose] = [starts.get(key.shot), known.get(key.pose)];
      if (start === undefined || !pose || pose.is_plate) return [];
      const own = figureCentre(pictureUrl(values.id, pose.sha256), pose.has_alpha);
      // A pose lies whole in the middle of the picture.
      const share = (pose.width * Math.min(width / pose.width, height / pose.height)) / width;
      return [{ from: start + key.frame, to: start + key.frame + key.hold, own, share }];
    })
    .sort((a, b) => a.from - b.from);
  const centre = (/** @type {typeof keys[number]} */ { own, share }) => 0.5 + (own.value - 0.5) * share;
  return (frame) => {
    const left = keys.findLast(({ from }) => from <= frame);
    const right = keys.find(({ from }) => from > frame);
    if (!left || !right)
      return left || right ? centre(/** @type {typeof keys[number]} */ (left ?? right)) : 0.5;
    const gone = Math.max(0, (frame - left.to) / (right.from - left.to));
    return centre(left) + (centre(right) - centre(left)) * gone;
  };
}
