/**
 * What a mode is about, worked out of the store: whose joints, which drawing, what it is called.
 *
 * @import {Breakdown, Character, Keyframe, Point, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Marking} from "#kf/marks/mode.js"
 * @import {Moment} from "#kf/marks/path.js"
 */
import { poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { looksAtMarks, markedPair } from "#kf/core/motion.js";
import { drawingOf, standing } from "#kf/core/time.js";
import { breakdownAt } from "#kf/marks/breakdown.js";
import { characterOf } from "#kf/marks/edits.js";
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
  const [source] = sourcesFor(pose, store.poses.value.values(), store.shotKeys.value);
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

/**
 * The segment and the drawing that a frame shows.
 * @param {Store} store
 * @param {number} frame
 * @returns {{key: Keyframe, right: Keyframe, drawing: number} | null}
 */
export function segmentAt(store, frame) {
  const { left, right, inbetween } = standing(store.shotKeys.value, frame);
  if (!left || !right || inbetween === 0) return null;
  return { key: left, right, drawing: drawingOf(inbetween, left.exposure) };
}

/**
 * The first frame on which a drawing of a segment stands.
 * @param {Keyframe} key the segment's left key
 * @param {number} drawing
 */
export function frameOf(key, drawing) {
  return key.frame + key.hold - 1 + (drawing + 1) * key.exposure;
}

/** The key before a key, on its shot. @param {Store} store @param {Keyframe} key */
export function keyBefore(store, key) {
  const track = store.shotKeys.value;
  return track[track.findIndex(({ id }) => id === key.id) - 1];
}

/** The key after a key, on its shot. @param {Store} store @param {Keyframe} key */
export function keyAfter(store, key) {
  const track = store.shotKeys.value;
  return track[track.findIndex(({ id }) => id === key.id) + 1];
}

/**
 * The character that joins both sides of a segment, where both are marked and the method looks at marks.
 * @param {Store} store
 * @param {Keyframe} key
 */
export function characterBetween(store, key) {
  const right = keyAfter(store, key);
  const pair = right && looksAtMarks(key) && markedPair({ poses: store.poses.value }, key, right);
  return pair ? (store.characters.value.get(pair.character) ?? null) : null;
}

/** What the stage says of a mode. @param {Store} store @param {Marking} marking */
export function modeWords(store, marking) {
  const mode = marking.mode.value;
  if (!mode) return "";
  const name = marking.subject?.name ?? "";
  if (mode.kind === "joints") return t("Joints of {name}", { name });
  if (mode.kind === "mask") return t("Mask of {name}", { name });
  if (mode.kind === "pins")
    return marking.side.value === "first"
      ? t("Pins on {name}, first key", { name })
      : t("Pins on {name}, last key", { name });
  const key = store.keyframes.value.get(mode.key);
  return t("Breakdown at frame {frame}, after {pose}", {
    frame: store.frame.value + 1,
    pose: key ? poseName(store, key.pose) : "",
  });
}
