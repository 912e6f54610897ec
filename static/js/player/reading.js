/**
 * What to decode next.
 *
 * @import {Wanted} from "#kf/player/framestore.js"
 * @import {Ghost} from "#kf/player/ghosts.js"
 * @import {Layer, Setting} from "#kf/player/layers.js"
 * @import {Cast, Part} from "#kf/player/parts.js"
 * @import {Course} from "#kf/player/clock.js"
 */
import { following } from "#kf/player/clock.js";
import { nameOf } from "#kf/player/framestore.js";
import { layersOf, sceneLayers, sceneryLayers } from "#kf/player/layers.js";
import { partsAt } from "#kf/player/parts.js";

/** Frames read ahead of the playhead, and behind it. */
const AHEAD = 120;
const BEHIND = 6;
/** Share of the room that is read ahead into; the rest holds what has just been seen. */
const SHARE = 0.8;

/**
 * @typedef {object} Situation
 * @property {Setting} setting
 * @property {Cast} cast
 * @property {number} frame
 * @property {Pick<Course, "from" | "to" | "manner">} course
 * @property {1 | -1} direction
 * @property {boolean} moving playing, or being scrubbed
 * @property {number} room bytes that decoded pictures may take
 * @property {readonly Part[]} [parts] what is shown instead of the frame
 * @property {readonly Ghost[]} [ghosts] what shines through
 * @property {readonly Wanted[]} [also] what else is shown now
 */

/**
 * Everything worth decoding, most urgent first: this frame, what shines through it, what comes next (as it will be
 * played), what has just been, and at rest this frame in every pixel. It ends where the room does.
 * @param {Situation} situation
 * @returns {{list: Wanted[], first: number}} first: how many at the head are this frame's own
 */
export function wishes({
  setting,
  cast,
  frame,
  course,
  direction,
  moving,
  room,
  parts,
  ghosts = [],
  also = [],
}) {
  const shown = parts ?? partsAt(cast, frame);
  /** @type {Map<string, Wanted>} */
  const list = new Map();
  let bytes = 0;
  const add = (/** @type {Wanted} */ want) => {
    const name = nameOf(want);
    if (list.has(name)) return;
    list.set(name, want);
    bytes += want.bytes ?? 0;
  };
  const addAll = (/** @type {(Layer & {want: Wanted})[]} */ layers) => {
    for (const { want } of layers) add(want);
  };
  if (shown.some(({ scene }) => scene.kind !== "drawing")) addAll(layersOf(setting, shown, "thumb"));
  addAll(layersOf(setting, shown, moving ? "view" : "full"));
  const first = list.size;
  for (const want of also) add(want);
  if (ghosts.length > 0) addAll(sceneryLayers(setting, "full"));
  for (const { scene } of ghosts) addAll(sceneLayers(setting, scene, "view"));
  if (parts) return { list: [...list.values()], first };
  const each = layersOf(setting, shown, "view").reduce((sum, { want }) => sum + (want.bytes ?? 0), 0);
  for (const next of following(frame, direction, AHEAD, course)) {
    if (bytes + each > room * SHARE) break;
    addAll(layersOf(setting, partsAt(cast, next), "view"));
  }
  for (let step = 1; step <= BEHIND && bytes + each <= room; step++) {
    const past = frame - step * direction;
    if (past < course.from || past >= course.to) break;
    addAll(layersOf(setting, partsAt(cast, past), "view"));
  }
  return { list: [...list.values()], first };
}
