/**
 * A plan: what an act would make of the keyframes, before anybody has said yes. A drag shows its plan with every
 * move of the pointer and commits it when it is let go; a key press and a typed number commit theirs at once. So
 * all ways of doing one thing do the same.
 *
 * @import {Id, Keyframe, Operation} from "#kf/core/types.d.ts"
 */
import { same } from "#kf/core/ops.js";

/** @typedef {Partial<Pick<Keyframe, "frame" | "track" | "hold" | "pose">>} Change */
/** @typedef {ReadonlyMap<Id, Change>} Plan what becomes of each key that it touches */
/** @typedef {readonly Keyframe[]} Lane keys of one track, sorted by frame */

/** @type {Plan} */
export const NO_PLAN = new Map();

/**
 * The keys as a plan would leave them.
 * @param {readonly Keyframe[]} keys
 * @param {Plan | null} plan
 * @returns {readonly Keyframe[]} in the order they came
 */
export function applied(keys, plan) {
  if (!plan || plan.size === 0) return keys;
  return keys.map((key) => {
    const change = plan.get(key.id);
    return change ? { ...key, ...change } : key;
  });
}

/**
 * The keys of each track, sorted by frame.
 * @param {readonly Keyframe[]} keys of one shot
 * @returns {Map<Id, Keyframe[]>}
 */
export function byTrack(keys) {
  /** @type {Map<Id, Keyframe[]>} */
  const lanes = new Map();
  for (const key of keys) {
    const lane = lanes.get(key.track);
    if (lane) lane.push(key);
    else lanes.set(key.track, [key]);
  }
  for (const lane of lanes.values()) lane.sort((a, b) => a.frame - b.frame);
  return lanes;
}

/**
 * What commits a plan: one operation for each key that it really changes.
 * @param {readonly Keyframe[]} keys as they are now
 * @param {Plan} plan
 * @returns {Operation[]}
 */
export function operationsOf(keys, plan) {
  return keys.flatMap((key) => {
    const to = Object.fromEntries(
      Object.entries(plan.get(key.id) ?? {}).filter(
        ([name, value]) =>
          !same(value, /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (key))[name]),
      ),
    );
    return Object.keys(to).length > 0
      ? [/** @type {Operation} */ ({ do: "set", on: "keyframe", id: key.id, to })]
      : [];
  });
}

/**
 * Whether every key keeps to its own frames: none before the first frame, none on another or on its hold.
 * @param {Iterable<Lane>} lanes
 */
export function sound(lanes) {
  for (const lane of lanes) {
    for (let place = 0; place < lane.length; place += 1) {
      if (lane[place].frame < 0) return false;
      const after = lane[place + 1];
      if (after && lane[place].frame + lane[place].hold > after.frame) return false;
    }
  }
  return true;
}
