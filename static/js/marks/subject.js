/**
 * Where marks belong, worked out of the store: to which segment and drawing, to whom, what that is called.
 *
 * @import {Keyframe, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Marking} from "#kf/marks/mode.js"
 */
import { laneOf } from "#kf/core/document.js";
import { poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { looksAtMarks, markedPair } from "#kf/core/motion.js";
import { drawingOf, shownFrame, standing } from "#kf/core/time.js";

/** The character of a pose, or null. @param {Store} store @param {Pose | null | undefined} pose */
export function characterOf(store, pose) {
  return store.characters.value.get(pose?.character ?? "") ?? null;
}

/**
 * The segment and the drawing that a frame shows.
 * @param {Store} store
 * @param {number} frame
 * @returns {{key: Keyframe, right: Keyframe, drawing: number} | null}
 */
export function segmentAt(store, frame) {
  const { left, right, inbetween } = standing(store.lane.value, frame);
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

/** The key before a key, on its track. @param {Store} store @param {Keyframe} key */
export function keyBefore(store, key) {
  const track = laneOf({ keyframes: store.keyframes.value }, key);
  return track[track.findIndex(({ id }) => id === key.id) - 1];
}

/** The key after a key, on its track. @param {Store} store @param {Keyframe} key */
export function keyAfter(store, key) {
  const track = laneOf({ keyframes: store.keyframes.value }, key);
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
    frame: shownFrame(store.frame.value, store.project.value),
    pose: key ? poseName(store, key.pose) : "",
  });
}
