/**
 * Putting poses on the timeline without a pointer.
 *
 * @import {Id, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { placePose } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { shownFrame } from "#kf/core/time.js";
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
  const last = store.lane.value.at(-1);
  const frame = store.frame.value;
  const behind = last !== undefined && frame >= last.frame && frame < last.frame + last.hold;
  const at = behind ? last.frame + last.hold + ROOM : frame;
  const key = placePose(store, pose, at);
  store.select([key]);
  store.seek(at);
  if (!behind) return key;
  const text = t("Placed at frame {frame}, behind the last key, with room for {count} in-betweens.", {
    frame: shownFrame(at, store.project.value),
    count: ROOM,
  });
  store.dismiss(said);
  said = store.toast(text, store.undoOffer());
  return key;
}

/** Lay a picture under the current shot. @param {Store} store @param {Pose} pose */
export function layUnder(store, pose) {
  const shot = store.currentShot.value;
  if (!shot) return;
  void store.edit(t("Background {name}", { name: pose.name }), [
    { do: "set", on: "shot", id: shot.id, to: { plate: pose.id } },
  ]);
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
  const left = store.lane.value[0];
  store.select([left ? `seg:${left.id}` : key]);
  store.seek(0);
}
