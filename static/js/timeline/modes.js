/**
 * The ways in which keys go elsewhere in time, each as a plan: move, ripple, swap, and the changes of a hold. Pure.
 *
 * - Move: only what was taken moves. It passes no other key; it stops beside it.
 * - Ripple: all that comes after goes with it, on its track or on all.
 * - Swap: two keys trade their poses; times and settings stay.
 *
 * @import {Id, Keyframe} from "#kf/core/types.d.ts"
 * @import {Change, Lane, Plan} from "#kf/timeline/plan.js"
 */
import { longestHold, room, within } from "#kf/timeline/moves.js";
import { byTrack, NO_PLAN } from "#kf/timeline/plan.js";

/** @typedef {"move" | "ripple" | "swap"} Mode */

/**
 * Move keys by some frames, as far as there is room on every track that they stand on.
 * @param {readonly Keyframe[]} keys of the shot
 * @param {ReadonlySet<Id>} ids
 * @param {number} wish frames
 * @returns {Plan}
 */
export function moved(keys, ids, wish) {
  return shift(
    keys.filter(({ id }) => ids.has(id)),
    within(wish, common(keys, ids)),
  );
}

/**
 * How far keys of several tracks may move together.
 * @param {readonly Keyframe[]} keys
 * @param {ReadonlySet<Id>} ids
 * @returns {[least: number, most: number]}
 */
export function common(keys, ids) {
  let [least, most] = [-Infinity, Infinity];
  for (const lane of byTrack(keys).values()) {
    const [low, high] = room(lane, ids);
    [least, most] = [Math.max(least, low), Math.min(most, high)];
  }
  return [least, most];
}

/** @param {readonly Keyframe[]} keys @param {number} by @returns {Plan} */
function shift(keys, by) {
  if (by === 0) return NO_PLAN;
  return new Map(keys.map(({ id, frame }) => [id, { frame: frame + by }]));
}

/**
 * Move keys by some frames and to other tracks. Between tracks they may come to stand anywhere that is free; the
 * nearest such place to the wish is taken.
 * @param {readonly Keyframe[]} keys of the shot
 * @param {ReadonlySet<Id>} ids
 * @param {number} wish frames
 * @param {number} lift how many tracks up (to those drawn in front)
 * @param {readonly Id[]} order the shot's tracks, lowest first
 * @returns {Plan} empty when there is no such place
 */
export function lifted(keys, ids, wish, lift, order) {
  const moving = keys.filter(({ id }) => ids.has(id));
  const rows = moving.map(({ track }) => order.indexOf(track));
  const up = within(lift, [-Math.min(...rows), order.length - 1 - Math.max(...rows)]);
  if (moving.length === 0 || up === 0) return moved(keys, ids, wish);
  const others = byTrack(keys.filter(({ id }) => !ids.has(id)));
  const placed = moving.map((key, place) => ({ ...key, track: order[rows[place] + up] }));
  const by = nearestFit(placed, others, wish);
  if (by === null) return NO_PLAN;
  return new Map(placed.map(({ id, frame, track }) => [id, { frame: frame + by, track }]));
}

/**
 * The shift nearest to a wish at which no key meets one that stays.
 * @param {readonly Keyframe[]} placed
 * @param {ReadonlyMap<Id, Lane>} others
 * @param {number} wish
 */
export function nearestFit(placed, others, wish) {
  const least = -Math.min(...placed.map(({ frame }) => frame));
  const start = Math.max(wish, least);
  if (fits(placed, others, start)) return start;
  const edges = placed.flatMap(({ frame, hold, track }) =>
    (others.get(track) ?? []).flatMap((other) => [
      other.frame - hold - frame,
      other.frame + other.hold - frame,
    ]),
  );
  const near = [...new Set(edges)]
    .filter((by) => by >= least)
    .sort((a, b) => Math.abs(a - start) - Math.abs(b - start) || b - a);
  return near.find((by) => fits(placed, others, by)) ?? null;
}

/** @param {readonly Keyframe[]} placed @param {ReadonlyMap<Id, Lane>} others @param {number} by */
function fits(placed, others, by) {
  return placed.every(({ frame, hold, track }) =>
    (others.get(track) ?? []).every(
      (other) => frame + by + hold <= other.frame || other.frame + other.hold <= frame + by,
    ),
  );
}

/**
 * Move keys and all that comes after the first of them: on each one's own track, or on every track of the shot.
 * @param {readonly Keyframe[]} keys of the shot
 * @param {ReadonlySet<Id>} ids
 * @param {number} wish frames
 * @param {{all?: boolean}} [scope]
 * @returns {Plan}
 */
export function rippled(keys, ids, wish, { all = false } = {}) {
  const after = following(keys, ids, all);
  return shift(
    keys.filter(({ id }) => after.has(id)),
    within(wish, common(keys, after)),
  );
}

/**
 * What goes along in a ripple.
 * @param {readonly Keyframe[]} keys
 * @param {ReadonlySet<Id>} ids
 * @param {boolean} all
 * @returns {Set<Id>}
 */
export function following(keys, ids, all) {
  const taken = keys.filter(({ id }) => ids.has(id));
  const first = Math.min(...taken.map(({ frame }) => frame));
  /** @type {Map<Id, number>} */
  const starts = new Map();
  for (const { track, frame } of taken) starts.set(track, Math.min(frame, starts.get(track) ?? Infinity));
  return new Set(
    keys
      .filter(({ track, frame }) => frame >= (all ? first : (starts.get(track) ?? Infinity)))
      .map(({ id }) => id),
  );
}

/**
 * Two keys trade their poses.
 * @param {Keyframe} one
 * @param {Keyframe} other
 * @returns {Plan}
 */
export function swapped(one, other) {
  if (one.id === other.id || one.pose === other.pose) return NO_PLAN;
  return new Map([
    [one.id, { pose: other.pose }],
    [other.id, { pose: one.pose }],
  ]);
}

/**
 * Give a key another hold: as long as there is room, or, where the rest is to make way, as long as is wished.
 * @param {readonly Keyframe[]} keys of the shot
 * @param {Id} id
 * @param {number} wish frames
 * @param {{push?: boolean, all?: boolean}} [way]
 * @returns {Plan}
 */
export function held(keys, id, wish, { push = false, all = false } = {}) {
  const key = keys.find((one) => one.id === id);
  if (!key) return NO_PLAN;
  const lane = keys.filter(({ track }) => track === key.track).sort((a, b) => a.frame - b.frame);
  const length = Math.max(1, Math.round(wish));
  if (!push) return new Map([[id, { hold: Math.min(length, longestHold(lane, id)) }]]);
  const by = length - key.hold;
  const later = keys.filter(
    ({ id: other, track, frame }) =>
      other !== id && frame >= key.frame + key.hold && (all || track === key.track),
  );
  const go = new Set(later.map((one) => one.id));
  // Others' tracks may have no room for it: then the hold grows and shrinks only as far as they can follow.
  const possible = by === 0 ? 0 : within(by, widened(common(keys, go), key, lane));
  return new Map([[id, { hold: key.hold + possible }], ...shift(later, possible)]);
}

/**
 * The key's own hold is what stands before the keys that follow it, and it shrinks with them.
 * @param {[least: number, most: number]} between @param {Keyframe} key @param {Lane} lane
 * @returns {[least: number, most: number]}
 */
function widened([least, most], key, lane) {
  const after = lane[lane.findIndex(({ id }) => id === key.id) + 1];
  const own = 1 - key.hold;
  const touching = after && after.frame === key.frame + key.hold;
  return [touching && least === 0 ? own : Math.max(own, least), most];
}

/**
 * Take keys out and close the gaps that they leave: what follows a key on its track takes its place.
 * @param {readonly Keyframe[]} keys of the shot
 * @param {ReadonlySet<Id>} ids to be taken out
 * @returns {Plan} for those that stay
 */
export function closed(keys, ids) {
  /** @type {Map<Id, Change>} */
  const plan = new Map();
  for (const lane of byTrack(keys).values()) {
    let back = 0;
    lane.forEach((key, place) => {
      const after = lane[place + 1];
      if (ids.has(key.id)) back += after ? after.frame - key.frame : 0;
      else if (back > 0) plan.set(key.id, { frame: key.frame - back });
    });
  }
  return plan;
}

/**
 * Make room: everything from a frame on goes later, on some tracks.
 * @param {readonly Keyframe[]} keys of the shot
 * @param {number} frame
 * @param {number} by frames
 * @param {(track: Id) => boolean} on
 * @returns {Plan}
 */
export function pushed(keys, frame, by, on) {
  return shift(
    keys.filter((key) => on(key.track) && key.frame >= frame),
    by,
  );
}
