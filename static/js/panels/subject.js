/**
 * What the side panel is about: what is selected, or else what the playhead stands on.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { laneOf } from "#kf/core/document.js";
import { selectedKeys } from "#kf/core/edits.js";
import { standing } from "#kf/core/time.js";

/**
 * @typedef {object} Subject
 * @property {Keyframe[]} keys selected keys; or the one under the playhead
 * @property {Keyframe[]} lefts left keys of the segments that are meant
 */

/** The key after a key, on its own track. @param {Store} store @param {Keyframe} key @returns {Keyframe | undefined} */
export function rightOf(store, key) {
  const lane = laneOf({ keyframes: store.keyframes.value }, key);
  return lane[lane.findIndex(({ id }) => id === key.id) + 1];
}

/** The key before a key, on its own track. @param {Store} store @param {Keyframe} key @returns {Keyframe | undefined} */
export function leftOf(store, key) {
  const lane = laneOf({ keyframes: store.keyframes.value }, key);
  return lane[lane.findIndex(({ id }) => id === key.id) - 1];
}

/** @param {Store} store @returns {Subject} */
export function subjectOf(store) {
  const keys = selectedKeys(store);
  const chosen = chosenSegments(store);
  if (keys.length > 1) return { keys, lefts: chosen.length > 0 ? chosen : between(store, keys) };
  if (keys.length === 1) return { keys, lefts: chosen };
  if (chosen.length > 0) return { keys: [], lefts: chosen };
  return underPlayhead(store);
}

/**
 * The segment that a judgement or a history is about: the one meant, or the one that a key begins, or ends.
 * @param {Store} store
 * @returns {Keyframe | null} its left key
 */
export function segmentMeant(store) {
  const { keys, lefts } = subjectOf(store);
  if (lefts.length > 0) return lefts[0];
  const [key] = keys;
  if (!key) return null;
  if (store.segments.value.has(key.id)) return key;
  const before = leftOf(store, key);
  return before && store.segments.value.has(before.id) ? before : null;
}

/** @param {Store} store */
function chosenSegments(store) {
  const ids = [...store.selection.value].filter((id) => id.startsWith("seg:")).map((id) => id.slice(4));
  return inTime(ids.flatMap((id) => store.keyframes.value.get(id) ?? []));
}

/** The segments from one selected key to the next, where both are selected. @param {Store} store @param {Keyframe[]} keys */
function between(store, keys) {
  const ids = new Set(keys.map(({ id }) => id));
  return inTime(
    keys.filter((key) => ids.has(rightOf(store, key)?.id ?? "") && store.segments.value.has(key.id)),
  );
}

/** @param {Keyframe[]} keys */
function inTime(keys) {
  return keys.sort((a, b) => a.frame - b.frame);
}

/** @param {Store} store @returns {Subject} */
function underPlayhead(store) {
  const { left, inbetween } = standing(store.lane.value, store.frame.value);
  if (!left) return { keys: [], lefts: [] };
  if (inbetween > 0) return { keys: [], lefts: [left] };
  return store.frame.value < left.frame + left.hold ? { keys: [left], lefts: [] } : { keys: [], lefts: [] };
}
