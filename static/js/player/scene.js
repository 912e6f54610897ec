/**
 * What is to be seen on one frame of a track: nothing, a key's pose, a drawing of a take, or a place where no
 * drawing is yet. Pure, so that the stage, the reader of frames ahead and the tests all say the same.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 */
import { drawingOf, drawings, eased, standing } from "#kf/core/time.js";

/**
 * @typedef {object} Scene
 * @property {number} frame
 * @property {"empty" | "key" | "drawing" | "missing"} kind
 * @property {Keyframe | null} left key at or before the frame
 * @property {Keyframe | null} right the key after it
 * @property {number} inbetween from 1; 0 on a key, before the first and after the last
 * @property {number} count in-betweens of this segment
 * @property {Segment | null} segment
 * @property {string | null} take whose drawing is shown
 * @property {number} drawing index in that take
 * @property {boolean} exact whether the picture is what a render would make of this frame now
 * @property {number} u eased place between the keys, for the preview of a missing drawing
 */

/**
 * Say what stands on a frame.
 * @param {readonly Keyframe[]} keys of one track, sorted by frame
 * @param {ReadonlyMap<string, Segment>} segments by left key
 * @param {number} frame
 * @returns {Scene}
 */
export function sceneAt(keys, segments, frame) {
  const { left, right, inbetween } = standing(keys, frame);
  const scene = {
    frame,
    left,
    right,
    inbetween,
    count: 0,
    segment: null,
    take: null,
    drawing: -1,
    exact: true,
    u: 0,
  };
  if (!left) return { ...scene, kind: "empty" };
  if (inbetween === 0) {
    const held = frame < left.frame + left.hold;
    return { ...scene, kind: held ? "key" : "empty" };
  }
  return between(scene, left, /** @type {Keyframe} */ (right), segments.get(left.id) ?? null);
}

/**
 * @param {Omit<Scene, "kind">} scene
 * @param {Keyframe} left
 * @param {Keyframe} right
 * @param {Segment | null} segment
 * @returns {Scene}
 */
function between(scene, left, right, segment) {
  const count = right.frame - left.frame - left.hold;
  const index = drawingOf(scene.inbetween, left.exposure);
  const time = ((index + 1) * left.exposure) / (count + 1);
  const here = { ...scene, count, segment, u: placeOf(left, count, index, time) };
  if (index < 0) return { ...here, kind: "key" };
  if (!segment?.shown || segment.shown_done === 0) return { ...here, kind: "missing", exact: false };
  if (segment.shown === segment.key) {
    if (index >= segment.shown_done) return { ...here, kind: "missing", exact: false };
    return { ...here, kind: "drawing", take: segment.shown, drawing: index };
  }
  return { ...here, kind: "drawing", take: segment.shown, drawing: nearest(time, segment), exact: false };
}

/** @param {Keyframe} left @param {number} count @param {number} index of the drawing @param {number} time */
function placeOf({ exposure, ease, curve, chart }, count, index, time) {
  const own = ease === "chart" && chart?.length === drawings(count, exposure) ? chart[index] : undefined;
  return own ?? eased(time, ease, curve, chart);
}

/**
 * The drawing of an earlier take that stands nearest to a time: its drawings were spread over the same pair of
 * keys, if not over the same frames.
 * @param {number} time from 0 to 1
 * @param {Segment} segment
 */
function nearest(time, { shown_drawings: drawings, shown_done: done }) {
  const index = Math.round(time * (drawings + 1)) - 1;
  return Math.max(0, Math.min(index, done - 1, drawings - 1));
}

/**
 * The key before or after a frame, or null.
 * @param {readonly Keyframe[]} keys of one track, sorted by frame
 * @param {number} frame
 * @param {1 | -1} direction
 * @returns {Keyframe | null}
 */
export function neighbour(keys, frame, direction) {
  if (direction > 0) return standing(keys, frame).right;
  return standing(keys, frame - 1).left;
}
