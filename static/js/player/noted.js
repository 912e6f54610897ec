/**
 * Tells the ruler and the status bar which frames are decoded.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Painter} from "#kf/player/painter.js"
 */
import { cachedRanges, framesIn } from "#kf/player/cached.js";
import { poseLayer } from "#kf/player/layers.js";
import { castOf } from "#kf/player/parts.js";
import { playbackOf } from "#kf/player/playback.js";
import { previewOf } from "#kf/preview/preview.js";

/** @param {Store} store @param {Painter} painter */
export function noteCached(store, { picture, frames }) {
  if (!picture) return;
  const { setting } = picture;
  const preview = previewOf(store);
  const there = {
    drawings: frames.drawings(),
    preview: (/** @type {string} */ left) => preview.drawing(left, 0.5) !== null,
    pose: (/** @type {Keyframe} */ key) => {
      const pose = setting.poses.get(key.pose);
      return !pose || frames.has(poseLayer(setting, pose).want);
    },
  };
  const [cast, length] = [castOf(store, false), store.shotLength.peek()];
  const ranges = cachedRanges(cast, length, there);
  const { cachedRanges: known, previewed } = playbackOf(store);
  if (String(ranges) !== String(known.peek())) known.value = ranges;
  previewed.value = framesIn(ranges) - framesIn(cachedRanges(cast, length, { ...there, exact: true }));
}
