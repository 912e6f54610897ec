/**
 * What a mode is about, worked out of the store: whose joints, which drawing.
 *
 * @import {Breakdown, Character, Keyframe, Point, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Marking} from "#kf/marks/mode.js"
 * @import {Moment} from "#kf/marks/path.js"
 */
import { breakdownAt } from "#kf/marks/breakdown.js";
import { characterBetween, characterOf, segmentAt } from "#kf/marks/subject.js";
import { sourcesFor } from "#kf/marks/suggest.js";

/** @typedef {{pose: Pose, character: Character | null, joints: Point[] | null}} Marked character: whom it shows, or will likely show */

/**
 * The pose whose joints are marked.
 * @param {Store} store
 * @param {Marking} marking
 * @returns {Marked | null}
 */
export function markedPose(store, marking) {
  const pose = marking.mode.value?.kind === "joints" ? marking.subject : null;
  if (!pose) return null;
  const character = characterOf(store, pose) ?? likelyCharacter(store, pose);
  return { pose, character, joints: marking.held.value ?? pose.joints };
}

/**
 * Whom a pose that says nothing of it will show: whom the marked pose nearest to it shows, or the only one there is.
 * @param {Store} store
 * @param {Pose} pose
 * @returns {Character | null}
 */
export function likelyCharacter(store, pose) {
  const [source] = sourcesFor(pose, store.poses.value.values(), store.lane.value);
  const [one, ...others] = store.characters.value.values();
  return characterOf(store, source) ?? (one && others.length === 0 ? one : null);
}

/**
 * @typedef {object} Between
 * @property {Keyframe} key the segment's left key
 * @property {Character} character
 * @property {number} drawing its index, -1 where the frame shows a key
 * @property {Moment[] | null} moments null until they have come
 * @property {number | null} u
 * @property {Breakdown | null} breakdown the one that is there already
 * @property {Point[] | null} joints
 */

/**
 * The drawing whose joints are set for a breakdown.
 * @param {Store} store
 * @param {Marking} marking
 * @returns {Between | null}
 */
export function markedDrawing(store, marking) {
  const mode = marking.mode.value;
  if (mode?.kind !== "breakdown") return null;
  const found = segmentAt(store, store.frame.value);
  const key = store.keyframes.value.get(mode.key);
  const character = key && characterBetween(store, key);
  if (!key || !character) return null;
  const here = found?.key.id === key.id ? found.drawing : -1;
  const moments = marking.path.of(key.id);
  const moment = moments?.[here] ?? null;
  const breakdown = moment ? breakdownAt(key.breakdowns, moment.u) : null;
  const joints = marking.held.value ?? breakdown?.joints ?? moment?.joints ?? null;
  return { key, character, drawing: here, moments, u: moment?.u ?? null, breakdown, joints };
}
