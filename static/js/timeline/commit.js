/**
 * The one way in which the timeline's acts become edits: what is locked is told at once, and nothing is sent.
 *
 * @import {Id, Operation, Outcome} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Lock} from "#kf/timeline/locks.js"
 * @import {Change, Plan} from "#kf/timeline/plan.js"
 */
import { poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { lockIn } from "#kf/timeline/locks.js";

/**
 * @param {Store} store
 * @param {readonly Operation[]} operations on keyframes of the current shot
 * @returns {Lock | null} why they would be refused
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
 * @returns {Lock | null}
 */
export function refusalOf(store, change) {
  const name = (/** @type {Id} */ pose) => poseName(store, pose);
  return lockIn(store.shotKeys.value, change, {
    tracks: store.tracks.value,
    name,
    you: store.you.value.id,
  });
}

/** Say what is in the way, with the way to open it. @param {Store} store @param {Lock} lock */
export function tellLocked(store, { on, id, sentence }) {
  const label = on === "track" ? t("Unlock a track") : t("Unlock a segment");
  store.toast(sentence, {
    label: t("Unlock"),
    act: () => void store.edit(label, [{ do: "set", on, id, to: { locked: false } }]),
  });
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
  const lock = refusal(store, operations);
  if (lock) {
    tellLocked(store, lock);
    return null;
  }
  return store.edit(label, operations, options);
}
