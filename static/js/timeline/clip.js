/**
 * What pasting copied keys makes of a shot. Pure.
 *
 * @import {Id, Keyframe, Operation, Pose} from "#kf/core/types.d.ts"
 * @import {Clip, ClipPose} from "#kf/timeline/copied.js"
 */
import { ROOM } from "#kf/timeline/copied.js";
import { pushed } from "#kf/timeline/modes.js";
import { operationsOf } from "#kf/timeline/plan.js";

/**
 * Read a clip that comes from who knows where.
 * @param {string | null | undefined} text
 * @returns {Clip | null} null when it is none
 */
export function readClip(text) {
  try {
    const clip = JSON.parse(text ?? "");
    const good =
      clip?.kind === "kf-keys" &&
      clip.version === 1 &&
      Array.isArray(clip.poses) &&
      clip.keys?.length > 0 &&
      clip.keys.every(
        (/** @type {any} */ { at, row, pose, values }) =>
          Number.isInteger(at) &&
          at >= 0 &&
          Number.isInteger(row) &&
          row >= 0 &&
          typeof pose === "string" &&
          values,
      );
    return good ? clip : null;
  } catch {
    return null;
  }
}

/**
 * Find a clip's poses in a project: themselves where it is the same one, else the same pictures.
 * @param {Clip} clip
 * @param {{project: Id, poses: Iterable<Pose>}} here
 * @returns {{found: Map<Id, Id>, missing: ClipPose[]}} found: by the clip's pose
 */
export function posesFor(clip, { project, poses }) {
  const all = [...poses];
  const ids = new Set(all.map(({ id }) => id));
  const looks = new Map(all.filter(({ is_plate }) => !is_plate).map(({ id, sha256 }) => [sha256, id]));
  /** @type {Map<Id, Id>} */
  const found = new Map();
  for (const { id, sha256 } of clip.poses) {
    const same = project === clip.project && ids.has(id) ? id : looks.get(sha256);
    if (same) found.set(id, same);
  }
  return { found, missing: clip.poses.filter(({ id }) => !found.has(id)) };
}

/** Frames from a clip's first to behind its last held key. @param {Clip} clip */
export function clipLength({ keys }) {
  return Math.max(...keys.map(({ at, values }) => at + Number(values.hold ?? 1)));
}

/** @typedef {{operations: Operation[], created: Id[], taken: Keyframe[], moved: number}} Pasted taken: keys that had to go; moved: how many made way */

/**
 * What pasting does. The stretch that a clip covers on its tracks is its own: what stood there goes, or, where the
 * rest is to make way, everything from there on moves behind it.
 * @param {Clip} clip
 * @param {ReadonlyMap<Id, Id>} poses by the clip's pose
 * @param {{keys: readonly Keyframe[], shot: Id, order: readonly Id[], track: Id, frame: number, push: boolean, from?: number, id: () => Id}} place
 *   keys: of the shot; track: where the clip's lowest goes; from: the first frame that makes way, where that is not the clip's own
 * @returns {Pasted}
 */
export function pasted(clip, poses, { keys, shot, order, track, frame, push, from = frame, id }) {
  const base = order.indexOf(track);
  const rowOf = (/** @type {number} */ row) => order[Math.min(base + row, order.length - 1)];
  const fresh = onePerFrame(
    clip.keys.flatMap(({ at, row, pose, values }) => {
      const mine = poses.get(pose);
      return mine ? [{ ...values, shot, track: rowOf(row), pose: mine, frame: frame + at, id: id() }] : [];
    }),
  );
  const on = new Set(fresh.map((one) => one.track));
  const end = frame + clipLength(clip);
  const there = keys.filter((key) => on.has(key.track));
  const taken = push ? [] : there.filter((key) => key.frame >= frame && key.frame < end);
  const plan = push ? pushed(keys, from, clipLength(clip) + ROOM, (one) => on.has(one)) : new Map();
  const cut = there
    .filter((key) => key.frame < frame && key.frame + key.hold > frame)
    .map(
      (key) =>
        /** @type {Operation} */ ({ do: "set", on: "keyframe", id: key.id, to: { hold: frame - key.frame } }),
    );
  return {
    operations: [
      ...taken.map((key) => /** @type {Operation} */ ({ do: "delete", on: "keyframe", id: key.id })),
      ...operationsOf(keys, plan),
      ...cut,
      ...fresh.map(
        ({ id: key, ...to }) => /** @type {Operation} */ ({ do: "create", on: "keyframe", id: key, to }),
      ),
    ],
    created: fresh.map((one) => one.id),
    taken,
    moved: plan.size,
  };
}

/**
 * Where a clip has more tracks than there is room for, the upper ones meet on the last: the first to come stays.
 * @template {{track: Id, frame: number}} T
 * @param {T[]} keys
 */
function onePerFrame(keys) {
  /** @type {Map<Id, number>} */
  const ends = new Map();
  return [...keys]
    .sort((a, b) => a.frame - b.frame)
    .filter((key) => {
      if (key.frame < (ends.get(key.track) ?? 0)) return false;
      ends.set(key.track, key.frame + Number(/** @type {any} */ (key).hold ?? 1));
      return true;
    });
}

/**
 * Where a copy of keys goes: right behind them, and what followed them makes way.
 * @param {readonly Keyframe[]} keys
 */
export function behind(keys) {
  return Math.max(...keys.map(({ frame, hold }) => frame + hold)) + ROOM;
}
