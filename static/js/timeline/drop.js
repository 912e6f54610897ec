/**
 * Where a pose that is let go over a track will land, and what that makes of the track.
 *
 * @import {Id, Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {View} from "#kf/timeline/view.js"
 */
import { NEW_KEY, placePose, poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { shownFrame } from "#kf/core/time.js";
import { commit, refusal, tellLocked } from "#kf/timeline/commit.js";
import { ROOM } from "#kf/timeline/copied.js";
import { vacancies } from "#kf/timeline/layout.js";
import { pushed } from "#kf/timeline/modes.js";
import { operationsOf } from "#kf/timeline/plan.js";

/** The type that the library's cards carry while they are dragged. */
export const POSE_TYPE = "application/x-kf-pose";
/** A key catches a pose over at least this many pixels. */
const CATCH = 16;
const GHOST = 72;

/** @typedef {{frame: number, track: Id, replaces: Keyframe | null, pushes: boolean}} Landing pushes: what follows makes way */

/**
 * @param {View} view
 * @param {readonly Keyframe[]} lane sorted by frame
 * @param {number} x of the content
 * @param {{track: Id, push: boolean}} how
 * @returns {Landing}
 */
export function landing(view, lane, x, { track, push }) {
  const caught = lane.find((key) => {
    const start = view.x(key.frame);
    return x >= start && x < start + Math.max(CATCH, key.hold * view.px.value);
  });
  if (caught) return { frame: caught.frame, track, replaces: push ? null : caught, pushes: push };
  const free = vacancies(lane);
  for (const frame of free ? [free.start, free.end] : []) {
    if (frame !== null && x >= view.x(frame) - 8 && x < view.x(frame) + GHOST)
      return { frame, track, replaces: null, pushes: false };
  }
  const frame = Math.max(0, view.frameAt(x));
  return { frame, track, replaces: null, pushes: push && lane.some((key) => key.frame >= frame) };
}

/**
 * Let a pose land.
 * @param {Store} store
 * @param {Id} pose
 * @param {Landing} at
 * @returns {Id | null} the keyframe that shows it; null where the track is locked, which has been told
 */
export function land(store, pose, { frame, track, pushes }) {
  store.openTrack(track);
  if (pushes) return insert(store, pose, track, frame);
  const there = store.lane.value.find((key) => key.frame === frame);
  const lock = refusal(store, [
    there
      ? { do: "set", on: "keyframe", id: there.id, to: { pose } }
      : { do: "create", on: "keyframe", id: "", to: { shot: store.shot.value, track, frame, hold: 1 } },
  ]);
  if (!lock) return placePose(store, pose, frame);
  tellLocked(store, lock);
  return null;
}

/**
 * Put a pose between others: what follows on the track moves on by the usual room.
 * @param {Store} store @param {Id} pose @param {Id} track @param {number} frame
 */
function insert(store, pose, track, frame) {
  const keys = store.shotKeys.value;
  const held = store.lane.value.find((key) => key.frame < frame && frame < key.frame + key.hold);
  const id = uuid();
  const label = t("Insert {pose} at frame {frame}", {
    pose: poseName(store, pose),
    frame: shownFrame(frame, store.project.value),
  });
  const done = commit(store, label, [
    ...operationsOf(
      keys,
      pushed(keys, frame, ROOM + 1, (one) => one === track),
    ),
    ...(held
      ? [/** @type {const} */ ({ do: "set", on: "keyframe", id: held.id, to: { hold: frame - held.frame } })]
      : []),
    { do: "create", on: "keyframe", id, to: { ...NEW_KEY, shot: store.shot.value, track, pose, frame } },
  ]);
  return done ? id : null;
}
