/**
 * How many frames each drawing of a segment stays: on ones, twos, threes.
 *
 * @import {Exposure, Operation} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { t, tn } from "#kf/core/i18n.js";
import { commit } from "#kf/timeline/commit.js";
import { chosenSegments } from "#kf/timeline/selecting.js";

/**
 * Put the selected segments, and those after the selected keys, on ones, twos or threes.
 * @param {Store} store
 * @param {Exposure} exposure
 */
export function expose(store, exposure) {
  const chosen = chosenSegments(store);
  if (chosen.length === 0) return void store.toast(t("Select a segment, or the key before it, first."));
  const keys = chosen.filter((key) => key.exposure !== exposure);
  const operations = keys.map(
    ({ id }) => /** @type {Operation} */ ({ do: "set", on: "keyframe", id, to: { exposure } }),
  );
  void commit(store, labelOf(exposure, keys.length), operations);
}

/** @param {Exposure} exposure @param {number} count */
function labelOf(exposure, count) {
  if (exposure === 1) return tn("Put {count} segment on ones", "Put {count} segments on ones", count);
  if (exposure === 2) return tn("Put {count} segment on twos", "Put {count} segments on twos", count);
  return tn("Put {count} segment on threes", "Put {count} segments on threes", count);
}
