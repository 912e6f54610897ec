/**
 * The edits people make to segments, one or several at a time; each is one batch with a label.
 *
 * @import {Id, Keyframe, Operation, Outcome} from "#kf/core/types.d.ts"
 * @import {Easing} from "#kf/core/easing.js"
 * @import {Store} from "#kf/core/store.js"
 */
import { laneOf } from "#kf/core/document.js";
import { withEasing } from "#kf/core/easing.js";
import { NEW_KEY, poseName } from "#kf/core/edits.js";
import { t, tn } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { rightOf } from "#kf/panels/subject.js";

/** Frames from the last key to the one that closes a loop, where nothing says otherwise. */
const USUAL = 12;

/** @typedef {Partial<Omit<Keyframe, "id" | "shot">>} Settings */

/**
 * Change several keys' settings in one step; those that would not change are left out.
 * @param {Store} store
 * @param {string} label
 * @param {readonly Keyframe[]} keys
 * @param {(key: Keyframe) => Settings} make
 * @param {{join?: string}} [options]
 * @returns {Promise<Outcome>}
 */
export function changeAll(store, label, keys, make, options) {
  /** @type {Operation[]} */
  const operations = [];
  for (const key of keys) {
    const to = Object.fromEntries(
      Object.entries(make(key)).filter(
        ([name, value]) => !same(key[/** @type {keyof Keyframe} */ (name)], value),
      ),
    );
    if (Object.keys(to).length > 0) operations.push({ do: "set", on: "keyframe", id: key.id, to });
  }
  return store.edit(label, operations, options);
}

/** @param {unknown} one @param {unknown} other */
function same(one, other) {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

/**
 * Give segments a spacing.
 * @param {Store} store
 * @param {readonly Keyframe[]} lefts
 * @param {(left: Keyframe, count: number) => Easing} easing
 * @param {{join?: string}} [options]
 */
export function setEasing(store, lefts, easing, options) {
  const label = tn("Change the spacing", "Change the spacing of {count} segments", lefts.length);
  const count = (/** @type {Keyframe} */ { id }) => store.segments.value.get(id)?.count ?? 0;
  return changeAll(
    store,
    label,
    lefts,
    (left) => withEasing(left, easing(left, count(left)), count(left)),
    options,
  );
}

/**
 * Another number of in-betweens moves the right key and all that follow on the track, so that nothing else changes.
 * @param {Store} store
 * @param {Keyframe} left
 * @param {number} count
 */
export function setCount(store, left, count) {
  const right = rightOf(store, left);
  const by = right ? left.frame + left.hold + count - right.frame : 0;
  if (!right || by === 0) return;
  const later = laneOf({ keyframes: store.keyframes.value }, left).filter(
    ({ frame }) => frame >= right.frame,
  );
  const order = by > 0 ? later.toReversed() : later; // no key lands on one that is yet to move
  const label = tn("{count} in-between to {pose}", "{count} in-betweens to {pose}", count, {
    pose: poseName(store, right.pose),
  });
  void store.edit(
    label,
    order.map(({ id, frame }) => ({ do: "set", on: "keyframe", id, to: { frame: frame + by } })),
    { join: `count:${left.id}` },
  );
}

/**
 * Approve segments, or open them again. What is locked is neither edited nor drawn anew.
 * @param {Store} store
 * @param {readonly Keyframe[]} lefts
 * @param {boolean} locked
 */
export function setLocked(store, lefts, locked) {
  const label = locked
    ? tn("Lock a segment", "Lock {count} segments", lefts.length)
    : tn("Unlock a segment", "Unlock {count} segments", lefts.length);
  return changeAll(store, label, lefts, () => ({ locked }));
}

/**
 * Close the loop of the current shot on a track: the first pose stands at its end too, and the motion loops.
 * @param {Store} store
 * @param {readonly Keyframe[]} lane
 * @returns {Id | null} the key that closes it, or null where there is nothing to close
 */
export function closeLoop(store, lane) {
  const shot = store.currentShot.value;
  const [first, last] = [lane[0], lane.at(-1)];
  if (!shot || !first || !last || lane.length < 2) return null;
  /** @type {Operation[]} */
  const operations = shot.loop ? [] : [{ do: "set", on: "shot", id: shot.id, to: { loop: true } }];
  const id = uuid();
  const closed = last.pose === first.pose && lane.length > 2;
  if (!closed) {
    const frame = last.frame + last.hold + (store.segments.value.get(first.id)?.count ?? USUAL);
    const to = { ...NEW_KEY, shot: shot.id, track: first.track, pose: first.pose, frame };
    operations.unshift({ do: "create", on: "keyframe", id, to });
  }
  void store.edit(t("Close the loop"), operations);
  return closed ? last.id : id;
}
