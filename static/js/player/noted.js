/**
 * Tells the ruler and the status bar which frames are decoded.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Painter} from "#kf/player/painter.js"
 */
import { cachedRanges } from "#kf/player/cached.js";
import { poseLayer } from "#kf/player/layers.js";
import { castOf } from "#kf/player/parts.js";
import { playbackOf } from "#kf/player/playback.js";
import { previewOf } from "#kf/preview/preview.js";

/** @param {Store} store @param {Painter} painter */
export function noteCached(store, { picture, frames }) {
  if (!picture) return;
  const { setting } = picture;
  const preview = previewOf(store);
  const ranges = cachedRanges(castOf(store, false), store.shotLength.peek(), {
    drawings: frames.drawings(),
    preview: (left) => preview.drawing(left, 0.5) !== null,
    pose: (key) => {
      const pose = setting.poses.get(key.pose);
      return !pose || frames.has(poseLayer(setting, pose).want);
    },
  });
  const { cachedRanges: known } = playbackOf(store);
  if (String(ranges) !== String(known.peek())) known.value = ranges;
}
