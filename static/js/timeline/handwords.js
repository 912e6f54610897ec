/**
 * What the hands say of what they do: chips at the pointer beyond a plain move, and the names of steps for undo.
 *
 * @import {Id, Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Plan} from "#kf/timeline/plan.js"
 * @import {Span} from "#kf/timeline/retime.js"
 */
import { poseName } from "#kf/core/edits.js";
import { t, tn } from "#kf/core/i18n.js";
import { shownFrame } from "#kf/core/time.js";

/** @typedef {{first_frame?: number}} Counted */

/** @param {Span} before @param {Span} after @param {Counted} project */
export function stretchText(before, after, project) {
  const [was, is] = [before.to - before.from, after.to - after.from];
  return t("frames {from} to {to} ({percent} %)", {
    from: shownFrame(after.from, project),
    to: shownFrame(after.to, project),
    percent: Math.round((is / was) * 100),
  });
}

/**
 * The name of the step that a plan is.
 * @param {Store} store
 * @param {readonly Keyframe[]} keys those that were taken in hand, as they were
 * @param {Plan} plan
 * @param {{rippled?: boolean}} [how] rippled: others went along
 */
export function movedLabel(store, keys, plan, { rippled = false } = {}) {
  const [first] = keys;
  const change = plan.get(first?.id ?? "");
  const pose = first ? poseName(store, first.pose) : "";
  if (change?.pose) {
    const other = keys.find(({ id }) => id !== first.id);
    return t("Swap {one} and {two}", { one: pose, two: other ? poseName(store, other.pose) : "" });
  }
  if (keys.length > 1) {
    return rippled
      ? tn("Move {count} key and what follows", "Move {count} keys and what follows", keys.length)
      : tn("Move {count} key", "Move {count} keys", keys.length);
  }
  const frame = shownFrame(change?.frame ?? first?.frame ?? 0, store.project.value);
  if (rippled) return t("Move {pose} and what follows to frame {frame}", { pose, frame });
  const track = change?.track && store.tracks.value.get(change.track)?.name;
  return track
    ? t("Move {pose} to {track}, frame {frame}", { pose, track, frame })
    : t("Move {pose} to frame {frame}", { pose, frame });
}

/** @param {Store} store @param {Id} id @param {Plan} plan */
export function heldLabel(store, id, plan) {
  const key = store.keyframes.value.get(id);
  const count = plan.get(id)?.hold ?? 1;
  const pose = key ? poseName(store, key.pose) : "";
  return tn("Hold {pose} for {count} frame", "Hold {pose} for {count} frames", count, { pose });
}
