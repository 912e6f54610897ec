/**
 * The one way in which the timeline's acts become edits: what is locked is told at once, and nothing is sent.
 *
 * @import {Id, Operation, Outcome} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Change, Plan} from "#kf/timeline/plan.js"
 */
import { poseName } from "#kf/core/edits.js";
import { whyNot } from "#kf/timeline/locks.js";

/**
 * @param {Store} store
 * @param {readonly Operation[]} operations on keyframes of the current shot
 * @returns {string | null} why they would be refused
 */
export function refusal(store, operations) {
  /** @type {Map<Id, Change>} */
  const plan = new Map();
  /** @type {Set<Id>} */
  const gone = new Set();
  /** @type {any[]} */
  const added = [];
  for (const operation of operations) {
    if (operation.on !== "keyframe") continue;
    if (operation.do === "set") plan.set(operation.id, { ...plan.get(operation.id), ...operation.to });
    else if (operation.do === "delete") gone.add(operation.id);
    else if (operation.do === "create" && operation.to.shot === store.shot.value) added.push(operation.to);
  }
  return refusalOf(store, { plan, gone, added });
}

/**
 * @param {Store} store
 * @param {{plan?: Plan, gone?: ReadonlySet<Id>, added?: {track: Id, frame: number, hold: number}[]}} change
 */
export function refusalOf(store, change) {
  const name = (/** @type {Id} */ pose) => poseName(store, pose);
  return whyNot(store.shotKeys.value, change, { tracks: store.tracks.value, name });
}

/**
 * @param {Store} store
 * @param {string} label
 * @param {Operation[]} operations
 * @param {{join?: string}} [options]
 * @returns {Promise<Outcome> | null} null when it is locked, which has been told, or there was nothing to do
 */
export function commit(store, label, operations, options) {
  if (operations.length === 0) return null;
  const why = refusal(store, operations);
  if (why) {
    store.toast(why, null, "error");
    return null;
  }
  return store.edit(label, operations, options);
}
