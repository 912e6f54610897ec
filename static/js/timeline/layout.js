/**
 * Where everything on the track is drawn, from keys and pixels per frame alone. Pure, so that a thousand keys
 * can be measured without a browser.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 */
import { drawings, inbetweens, standing } from "#kf/core/time.js";
import { PAD } from "#kf/timeline/view.js";

/** Width of a pose's picture at its key, for its height; and how much of the room to the next key it may take. */
const THUMB = 0.72;
const SHARE = 0.36;
/** Below this a picture says nothing any more. */
const LEAST_THUMB = 14;
const GAP = 3;
/** Keys nearer than this to the one drawn before are not drawn: they would be one spot, half a diamond wide. */
const SPOT = 6;
/** In-betweens between the two keys that a beginner is shown. */
export const APART = 12;
/** Room that the last key's name has. */
const OPEN = 160;

/** @typedef {{key: Keyframe, index: number, x: number, room: number, thumb: number, held: number}} KeyPlace */
/** @typedef {{left: Keyframe, right: Keyframe, index: number, segment: Segment, x: number, width: number,
 *   origin: number}} SegmentPlace origin: where its first in-between begins, seen from x */
/** @typedef {{px: number, strip: number, from: number, to: number, always: ReadonlySet<string>}} Sight always: drawn even out
 *  of sight, for they have the focus or are being dragged */

/**
 * Lay out the keys that are in sight.
 * @param {readonly Keyframe[]} track sorted by frame
 * @param {Sight} sight
 * @returns {KeyPlace[]}
 */
export function placeKeys(track, sight) {
  /** @type {KeyPlace[]} */
  const places = [];
  let last = -Infinity;
  for (let index = 0; index < track.length; index += 1) {
    const key = track[index];
    const x = PAD + key.frame * sight.px;
    const wanted = sight.always.has(key.id);
    const seen = x + key.hold * sight.px >= sight.from && x <= sight.to;
    if (!wanted && (!seen || x - last < SPOT)) continue;
    places.push(placeKey(track, index, x, sight));
    last = x;
  }
  return places;
}

/** @param {readonly Keyframe[]} track @param {number} index @param {number} x @param {Sight} sight @returns {KeyPlace} */
function placeKey(track, index, x, { px, strip }) {
  const key = track[index];
  const after = track[index + 1];
  const room = after ? (after.frame - key.frame) * px : Math.max(OPEN, key.hold * px);
  return {
    key,
    index,
    x,
    room,
    thumb: thumbWidth(strip, room, inbetweensAfter(track, index)),
    held: key.hold * px,
  };
}

/** @param {readonly Keyframe[]} track @param {number} index */
function inbetweensAfter(track, index) {
  const after = track[index + 1];
  return after ? inbetweens(track[index], after) : 0;
}

/** @param {number} strip height @param {number} room @param {number} count in-betweens in that room */
function thumbWidth(strip, room, count) {
  const width = Math.round(Math.min(strip * THUMB, count > 0 ? room * SHARE : room - GAP));
  return width >= LEAST_THUMB ? width : 0;
}

/**
 * Lay out the segments that are in sight.
 * @param {readonly Keyframe[]} track sorted by frame
 * @param {ReadonlyMap<string, Segment>} segments by left keyframe
 * @param {Sight} sight
 * @returns {SegmentPlace[]}
 */
export function placeSegments(track, segments, sight) {
  /** @type {SegmentPlace[]} */
  const places = [];
  for (let index = 0; index + 1 < track.length; index += 1) {
    const left = track[index];
    const right = track[index + 1];
    const end = PAD + right.frame * sight.px;
    const start = PAD + left.frame * sight.px;
    const wanted = sight.always.has(`seg:${left.id}`);
    if (!wanted && (end < sight.from || start > sight.to)) continue;
    const count = inbetweens(left, right);
    if (count === 0) continue;
    const origin = start + left.hold * sight.px;
    const thumb = thumbWidth(sight.strip, end - start, count);
    const x = Math.max(origin + (sight.px * left.hold > thumb ? 2 : 0), start + (thumb ? thumb + 4 : 0));
    const width = end - x - (thumb ? GAP : 1);
    if (width < 2 && !wanted) continue;
    const segment = fitted(segments.get(left.id), count, left);
    places.push({ left, right, index, segment, x, width: Math.max(2, width), origin: origin - x });
  }
  return places;
}

/**
 * A segment whose keys are being dragged shows what the drag would make of it.
 * @param {Segment | undefined} segment
 * @param {number} count
 * @param {Keyframe} left
 * @returns {Segment}
 */
function fitted(segment, count, left) {
  if (segment?.count === count) return segment;
  const shown = segment?.shown_done ? segment.shown : null;
  const total = drawings(count, left.exposure);
  return {
    ...(segment ?? { method: left.method, reason: "", shown_drawings: 0, shown_done: 0 }),
    key: null,
    count,
    drawings: total,
    exposure: left.exposure,
    state: shown ? "stale" : "missing",
    done: 0,
    total,
    place: null,
    eta: null,
    error: null,
    shown,
  };
}

/**
 * Name everything on a track in the order of time, as the arrow keys walk it.
 * @param {readonly Keyframe[]} track sorted by frame
 * @returns {string[]} keyframe ids, and "seg:<id>" between them
 */
export function walk(track) {
  return track.flatMap((key, index) => {
    const after = track[index + 1];
    return after && inbetweens(key, after) > 0 ? [key.id, `seg:${key.id}`] : [key.id];
  });
}

/**
 * Name what stands at a frame of a lane, or nearest to it: where the arrow keys come to from another track.
 * @param {readonly Keyframe[]} lane sorted by frame
 * @param {number} frame
 * @returns {string | null} a keyframe's id or "seg:<id>", null in an empty lane
 */
export function itemAt(lane, frame) {
  const { left, right, inbetween } = standing(lane, frame);
  if (!left) return right?.id ?? null;
  return inbetween > 0 ? `seg:${left.id}` : left.id;
}

/**
 * The frame that an item of a lane stands for: a key's own, the middle of a segment.
 * @param {readonly Keyframe[]} lane sorted by frame
 * @param {string} item
 * @returns {number | null}
 */
export function frameOfItem(lane, item) {
  const place = lane.findIndex(({ id }) => id === item.replace(/^seg:/, ""));
  const key = lane[place];
  if (!key) return null;
  const after = lane[place + 1];
  if (item === key.id || !after) return key.frame;
  return Math.floor((key.frame + key.hold + after.frame) / 2);
}

/**
 * Say where the next key of a beginner goes, or null once two are there.
 * @param {readonly Keyframe[]} track
 * @returns {{start: number | null, end: number} | null}
 */
export function vacancies(track) {
  if (track.length === 0) return { start: 0, end: APART + 1 };
  if (track.length > 1) return null;
  return { start: null, end: track[0].frame + track[0].hold + APART };
}
