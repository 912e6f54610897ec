/**
 * The segment whose motion arcs can be drawn.
 *
 * @import {Character, Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { characterBetween, keyAfter, segmentAt } from "#kf/marks/subject.js";

/** @typedef {{key: Keyframe, right: Keyframe, character: Character, drawing: number}} Traced */

/**
 * The marked segment whose arcs are shown: the one that is selected, else the one under the playhead.
 * @param {Store} store
 * @returns {Traced | null}
 */
export function tracedSegment(store) {
  const here = segmentAt(store, store.frame.value);
  const [chosen] = [...store.selection.value].filter((id) => id.startsWith("seg:"));
  const key = store.keyframes.value.get(chosen?.slice(4) ?? "") ?? here?.key;
  const right = key && keyAfter(store, key);
  const character = key && right && characterBetween(store, key);
  if (!key || !right || !character || !store.segments.value.has(key.id)) return null;
  return { key, right, character, drawing: here?.key.id === key.id ? here.drawing : -1 };
}
