/**
 * Times made longer or shorter: a selection by its handle or by a number, and all shots when the frames per second
 * change. Frames stay whole, the order stays, and no key ever lands on another. Pure.
 *
 * Holds of more than one frame stretch with the time; a key of one frame stays one.
 *
 * @import {Id, Keyframe} from "#kf/core/types.d.ts"
 * @import {Change, Lane, Plan} from "#kf/timeline/plan.js"
 */
import { applied, byTrack, NO_PLAN, sound } from "#kf/timeline/plan.js";

/** @typedef {{from: number, to: number}} Span frames of the first and the last key */

/**
 * From the first to the last of some keys, or null when they stand on one frame.
 * @param {readonly Keyframe[]} keys
 * @returns {Span | null}
 */
export function spanOf(keys) {
  if (keys.length < 2) return null;
  const frames = keys.map(({ frame }) => frame);
  const [from, to] = [Math.min(...frames), Math.max(...frames)];
  return from < to ? { from, to } : null;
}

/**
 * Scale the times of keys so that one end of their span comes to lie on a frame; the other end stays. Where others
 * stand in the way it goes as far as there is room, unless they are to make way.
 * @param {readonly Keyframe[]} keys of the shot
 * @param {ReadonlySet<Id>} ids
 * @param {"start" | "end"} end the end that is moved
 * @param {number} wish its frame
 * @param {{ripple?: boolean}} [way] ripple: what comes after goes along, on the tracks of these keys
 * @returns {Plan}
 */
export function stretched(keys, ids, end, wish, { ripple = false } = {}) {
  const taken = keys.filter(({ id }) => ids.has(id));
  const span = spanOf(taken);
  if (!span) return NO_PLAN;
  const anchor = end === "end" ? span.from : span.to;
  const least = end === "end" ? anchor + 1 : 0;
  const most = end === "end" ? Infinity : anchor - 1;
  const now = end === "end" ? span.to : span.from;
  const along = ripple && end === "end";
  const possible = reach(keys, taken, anchor, along);
  const target = towards(Math.min(Math.max(Math.round(wish), least), most), anchor, now, possible);
  const step = Math.sign(now - target) || 1;
  for (let to = target; ; to += step) {
    const plan = scaled(keys, taken, anchor, (to - anchor) / (now - anchor), along);
    if (to === now) return NO_PLAN;
    if (fits(keys, plan)) return plan;
  }
}

/**
 * The factors beyond which a key would surely meet one that stays: a wish may lie thousands of frames further, and
 * each frame that is tried costs a look at all keys.
 * @param {readonly Keyframe[]} keys @param {readonly Keyframe[]} taken @param {number} anchor
 * @param {boolean} along what comes after the last of them on a track goes along
 * @returns {[least: number, most: number]}
 */
function reach(keys, taken, anchor, along) {
  const ids = new Set(taken.map(({ id }) => id));
  let [least, most] = [0, Infinity];
  const limit = (/** @type {number} */ frame, /** @type {number} */ away, /** @type {boolean} */ above) => {
    // Times are rounded, so half a frame further may still do.
    const factor = (frame - 0.5 - anchor) / away;
    if (above === away > 0) most = Math.min(most, factor);
    else least = Math.max(least, factor);
  };
  for (const lane of byTrack(keys).values()) {
    const last = lane.findLastIndex(({ id }) => ids.has(id));
    lane.forEach(({ id, frame }, place) => {
      const away = frame - anchor;
      if (!ids.has(id) || away === 0) return;
      const [before, after] = [lane[place - 1], lane[place + 1]];
      if (after && !ids.has(after.id) && !(along && place === last)) limit(after.frame, away, true);
      if (before && !ids.has(before.id)) limit(before.frame + before.hold, away, false);
    });
  }
  return [Math.min(1, least), Math.max(1, most)];
}

/**
 * The frame nearest to a wish to which an end can be brought by a factor that is possible.
 * @param {number} wish @param {number} anchor @param {number} now
 * @param {[least: number, most: number]} possible
 */
function towards(wish, anchor, now, [least, most]) {
  const [way, side] = [Math.abs(now - anchor), Math.sign(now - anchor)];
  const far = Math.min(Math.abs(wish - anchor), Math.floor(way * most + 1e-6));
  return anchor + side * Math.max(far, Math.ceil(way * least - 1e-6));
}

/** Whether no key meets or passes another: in the order they had, they are still sound. @param {readonly Keyframe[]} keys @param {Plan} plan */
function fits(keys, plan) {
  return sound([...byTrack(keys).values()].map((lane) => applied(lane, plan)));
}

/**
 * @param {readonly Keyframe[]} keys @param {readonly Keyframe[]} taken
 * @param {number} anchor @param {number} factor @param {boolean} ripple
 * @returns {Plan}
 */
function scaled(keys, taken, anchor, factor, ripple) {
  /** @type {Map<Id, Change>} */
  const plan = new Map();
  for (const lane of byTrack(taken).values()) {
    for (const [id, change] of laneScaled(lane, anchor, factor)) plan.set(id, change);
  }
  if (ripple) for (const [id, change] of trailing(keys, taken, plan)) plan.set(id, change);
  return plan;
}

/**
 * One track's keys, scaled about a frame and kept apart from one another, from the anchor outwards.
 * @param {Lane} lane @param {number} anchor @param {number} factor
 * @returns {Map<Id, {frame: number, hold: number}>}
 */
function laneScaled(lane, anchor, factor) {
  const times = lane.map((key) => ({
    id: key.id,
    frame: anchor + Math.round((key.frame - anchor) * factor),
    hold: holdScaled(key.hold, factor),
  }));
  for (let place = 1; place < times.length; place += 1) {
    const [before, here] = [times[place - 1], times[place]];
    if (lane[place].frame > anchor) here.frame = Math.max(here.frame, before.frame + before.hold);
  }
  for (let place = times.length - 2; place >= 0; place -= 1) {
    const [here, after] = [times[place], times[place + 1]];
    if (lane[place].frame < anchor) here.frame = Math.min(here.frame, after.frame - here.hold);
  }
  return new Map(times.map(({ id, frame, hold }) => [id, { frame, hold }]));
}

/** @param {number} hold @param {number} factor */
function holdScaled(hold, factor) {
  return hold === 1 ? 1 : Math.max(1, Math.round(hold * factor));
}

/**
 * What comes after the keys on their tracks keeps its distance from the last of them there.
 * @param {readonly Keyframe[]} keys @param {readonly Keyframe[]} taken @param {ReadonlyMap<Id, Change>} plan
 * @returns {Map<Id, Change>}
 */
function trailing(keys, taken, plan) {
  /** @type {Map<Id, Change>} */
  const found = new Map();
  const ids = new Set(taken.map(({ id }) => id));
  for (const [track, lane] of byTrack(taken)) {
    const last = lane[lane.length - 1];
    const to = plan.get(last.id);
    const by = (to?.frame ?? last.frame) + (to?.hold ?? last.hold) - last.frame - last.hold;
    for (const key of keys) {
      if (key.track === track && key.frame > last.frame && !ids.has(key.id))
        found.set(key.id, { frame: key.frame + by });
    }
  }
  return found;
}

/**
 * Scale keys by a factor about their first: the typed equal of the handle.
 * @param {readonly Keyframe[]} keys of the shot
 * @param {ReadonlySet<Id>} ids
 * @param {number} factor 0.5 is twice as fast
 * @param {{ripple?: boolean}} [way]
 */
export function retimed(keys, ids, factor, way) {
  const span = spanOf(keys.filter(({ id }) => ids.has(id)));
  if (!span) return NO_PLAN;
  return stretched(
    keys,
    ids,
    "end",
    span.from + Math.max(1, Math.round((span.to - span.from) * factor)),
    way,
  );
}

/**
 * The keys of whole shots at another number of frames per second, each at the time it had, as near as frames go.
 * @param {readonly Keyframe[]} keys of any shots
 * @param {number} factor new frames per second by old ones
 * @returns {Plan}
 */
export function rerated(keys, factor) {
  /** @type {Map<Id, Change>} */
  const plan = new Map();
  for (const lane of byTrack(keys).values()) {
    for (const [id, change] of laneScaled(lane, 0, factor)) plan.set(id, change);
  }
  return plan;
}

/**
 * A marker at another number of frames per second.
 * @param {{frame: number, length: number}} marker
 * @param {number} factor
 * @returns {{frame: number, length: number} | null} null when it stays
 */
export function reratedMarker({ frame, length }, factor) {
  const at = Math.round(frame * factor);
  const end = Math.round((frame + length) * factor);
  const to = { frame: at, length: length === 0 ? 0 : Math.max(1, end - at) };
  return to.frame === frame && to.length === length ? null : to;
}
