/**
 * Putting poses on the timeline without a pointer.
 *
 * @import {Id} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { placePose } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { byName } from "#kf/panels/natural.js";

/** In-betweens that are left room for when a pose is put behind the last. */
const ROOM = 12;

/** The last toast of ours: a row of poses is placed faster than toasts leave. */
let said = 0;

/**
 * Put a pose at the playhead. On the last key it goes a dozen frames further on: that is how a movement grows
 * pose by pose. On another key it takes that key's place.
 * @param {Store} store
 * @param {Id} pose
 * @returns {Id} the keyframe that now shows it
 */
export function placeAtPlayhead(store, pose) {
  const last = store.shotKeys.value.at(-1);
  const frame = store.frame.value;
  const behind = last !== undefined && frame >= last.frame && frame < last.frame + last.hold;
  const at = behind ? last.frame + last.hold + ROOM : frame;
  const key = placePose(store, pose, at);
  store.select([key]);
  store.seek(at);
  if (!behind) return key;
  const text = t("Placed at frame {frame}, behind the last key, with room for {count} in-betweens.", {
    frame: at + 1,
    count: ROOM,
  });
  store.dismiss(said);
  said = store.toast(text, { label: t("Undo"), act: () => void store.undo() });
  return key;
}

/**
 * The first two poses by name, one at the start and one at the end.
 * @param {Store} store
 */
export function placePair(store) {
  const [first, last] = byName(store.poseList.value);
  if (!first || !last) return;
  placePose(store, first.id, 0);
  const key = placePose(store, last.id, ROOM + 1);
  const left = store.shotKeys.value[0];
  store.select([left ? `seg:${left.id}` : key]);
  store.seek(0);
}
