/**
 * Keys that go: time stays as it is, or the gaps close.
 *
 * @import {Keyframe, Operation} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { poseName } from "#kf/core/edits.js";
import { t, tn } from "#kf/core/i18n.js";
import { shownFrame } from "#kf/core/time.js";
import { commit } from "#kf/timeline/commit.js";
import { closed } from "#kf/timeline/modes.js";
import { operationsOf } from "#kf/timeline/plan.js";

/** @typedef {{close?: boolean, cut?: boolean}} How close: what follows on a track moves up; cut: they have been copied */

/**
 * @param {Store} store
 * @param {readonly Keyframe[]} keys at least one
 * @param {How} how
 * @returns {boolean} false when they are locked, which has been told
 */
export function deleteKeys(store, keys, how) {
  const ids = new Set(keys.map(({ id }) => id));
  const all = store.shotKeys.value;
  const plan = how.close ? closed(all, ids) : new Map();
  /** @type {Operation[]} */
  const gone = keys.map(({ id }) => ({ do: "delete", on: "keyframe", id }));
  return commit(store, labelOf(store, keys, how), [...gone, ...operationsOf(all, plan)]) !== null;
}

/** @param {Store} store @param {readonly Keyframe[]} keys @param {How} how */
function labelOf(store, keys, { close, cut }) {
  const count = keys.length;
  if (cut) return tn("Cut {count} key", "Cut {count} keys", count);
  const [{ pose, frame }] = keys;
  const one = { pose: poseName(store, pose), frame: shownFrame(frame, store.project.value) };
  if (close)
    return count > 1
      ? tn("Delete {count} key and close the gap", "Delete {count} keys and close the gaps", count)
      : t("Delete {pose} at frame {frame} and close the gap", one);
  return count > 1
    ? tn("Delete {count} key", "Delete {count} keys", count)
    : t("Delete {pose} at frame {frame}", one);
}
