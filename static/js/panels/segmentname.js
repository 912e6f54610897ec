/**
 * What a segment is called outside of the timeline, and the way to it.
 *
 * @import {Id} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { rightOf } from "#kf/panels/subject.js";

/** "Jump to Land". @param {Store} store @param {Id} id of the left key */
export function pairName(store, id) {
  const left = store.keyframes.value.get(id);
  if (!left) return "";
  const right = rightOf(store, left);
  return t("{from} to {to}", {
    from: poseName(store, left.pose),
    to: right ? poseName(store, right.pose) : "…",
  });
}

/** Go to a segment, in whatever shot it is, and select it. @param {Store} store @param {Id} id of the left key */
export function showSegment(store, id) {
  const key = store.keyframes.value.get(id);
  if (!key) return;
  store.openShot(key.shot);
  store.openTrack(key.track);
  store.seek(key.frame + key.hold);
  store.select([`seg:${id}`]);
}
