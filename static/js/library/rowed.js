/**
 * Several poses on the timeline at once, one after the other.
 *
 * @import {Id, Operation, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { createShot, createTrack, NEW_KEY } from "#kf/core/edits.js";
import { tn } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { shownFrame } from "#kf/core/time.js";

/** In-betweens that are left room for between two of them. */
const ROOM = 12;

/**
 * Frames for so many keys, each with room after it, that are free from a frame on.
 * @param {readonly {frame: number, hold: number}[]} lane
 * @param {number} from
 * @param {number} count
 */
export function freeRow(lane, from, count) {
  /** @type {number[]} */
  const frames = [];
  let frame = Math.max(0, from);
  while (frames.length < count) {
    const at = frame;
    const taken = lane.find((key) => key.frame <= at && at < key.frame + key.hold);
    if (taken) frame = taken.frame + taken.hold;
    else {
      frames.push(frame);
      frame += ROOM + 1;
    }
  }
  return frames;
}

/**
 * Place poses on the active track, from a frame on and with room for in-betweens; frames that are taken are passed
 * over. One step of undo.
 * @param {Store} store
 * @param {readonly Pose[]} poses
 * @param {number} [from] the playhead, where nothing is said
 */
export function placeInRow(store, poses, from = store.frame.value) {
  if (poses.length === 0) return;
  const shot = store.shot.value ?? uuid();
  const track = store.track.value ?? uuid();
  const operations = store.shot.value ? [] : createShot(store, shot, track);
  if (store.shot.value && !store.track.value) operations.push(createTrack(store, shot, track));
  const frames = freeRow(store.lane.value, from, poses.length);
  /** @type {Id[]} */
  const keys = poses.map(() => uuid());
  poses.forEach(({ id: pose }, place) => {
    /** @type {Operation} */
    const made = {
      do: "create",
      on: "keyframe",
      id: keys[place],
      to: { ...NEW_KEY, shot, track, pose, frame: frames[place] },
    };
    operations.push(made);
  });
  const label = tn("Place {count} pose", "Place {count} poses", poses.length);
  void store.edit(label, operations);
  store.select(keys);
  store.seek(frames[0]);
  const values = {
    from: shownFrame(frames[0], store.project.value),
    to: shownFrame(frames[frames.length - 1], store.project.value),
  };
  store.toast(
    tn(
      "{count} pose placed at frame {from}.",
      "{count} poses placed, from frame {from} to {to}.",
      poses.length,
      values,
    ),
    store.undoOffer(),
  );
}
