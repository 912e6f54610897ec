/**
 * The edits people make on a timeline, each one batch with a label. The timeline, its list, the library and
 * the inspector all edit through these.
 *
 * @import {Id, Keyframe, Operation, Outcome} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { t, tn } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { between } from "#kf/core/order.js";

/** What a new keyframe is like but for its pose and frame. */
export const NEW_KEY = Object.freeze({ hold: 1, method: "auto", ease: "linear", curve: null, exposure: 1 });

/** What a new shot's figures stand before; the server says the same. */
export const GROUND = "#d9d9d9";

/**
 * Put a pose on a frame of the current shot: a new keyframe, or, where a keyframe starts, that one's new pose.
 * A hold that covers the frame ends there. A project without a shot gets its first.
 * @param {Store} store
 * @param {Id} pose
 * @param {number} frame
 * @returns {Id} the keyframe that now shows it
 */
export function placePose(store, pose, frame) {
  const there = store.shotKeys.value.find((key) => key.frame === frame);
  if (there) {
    setKey(store, there.id, { pose });
    return there.id;
  }
  const id = uuid();
  const shot = store.shot.value ?? uuid();
  /** @type {Operation[]} */
  const operations = store.shot.value ? [] : [createShot(store, shot)];
  const held = store.shotKeys.value.find((key) => key.frame < frame && frame < key.frame + key.hold);
  if (held) operations.push({ do: "set", on: "keyframe", id: held.id, to: { hold: frame - held.frame } });
  operations.push({ do: "create", on: "keyframe", id, to: { ...NEW_KEY, shot, pose, frame } });
  void store.edit(
    t("Place {pose} at frame {frame}", { pose: poseName(store, pose), frame: frame + 1 }),
    operations,
  );
  return id;
}

/** @param {Store} store @param {Id} id @returns {Operation} */
function createShot(store, id) {
  const last = store.shotList.value.at(-1)?.order ?? null;
  const name = t("Shot {number}", { number: store.shotList.value.length + 1 });
  return {
    do: "create",
    on: "shot",
    id,
    to: { name, order: between(last, null), plate: null, ground: GROUND },
  };
}

/**
 * Move keyframes by some frames. Callers see to it that there is room (`room` in #kf/timeline/moves.js).
 * @param {Store} store
 * @param {readonly Keyframe[]} keys
 * @param {number} by
 * @param {{join?: string}} [options]
 */
export function moveKeys(store, keys, by, options) {
  if (by === 0 || keys.length === 0) return;
  const label =
    keys.length === 1
      ? t("Move {pose} to frame {frame}", {
          pose: poseName(store, keys[0].pose),
          frame: keys[0].frame + by + 1,
        })
      : tn("Move {count} key", "Move {count} keys", keys.length);
  void store.edit(label, shifted(keys, by), options);
}

/**
 * One operation per key, the foremost first, so that no key lands on one that is yet to move.
 * @param {readonly Keyframe[]} keys @param {number} by
 * @returns {Operation[]}
 */
function shifted(keys, by) {
  return [...keys]
    .sort((a, b) => (by > 0 ? b.frame - a.frame : a.frame - b.frame))
    .map(({ id, frame }) => ({ do: "set", on: "keyframe", id, to: { frame: frame + by } }));
}

/**
 * Remove keyframes; time stays as it is and the neighbours join.
 * @param {Store} store
 * @param {readonly Keyframe[]} keys
 */
export function removeKeys(store, keys) {
  if (keys.length === 0) return;
  const label =
    keys.length === 1
      ? t("Delete {pose} at frame {frame}", { pose: poseName(store, keys[0].pose), frame: keys[0].frame + 1 })
      : tn("Delete {count} key", "Delete {count} keys", keys.length);
  void store.edit(
    label,
    keys.map(({ id }) => ({ do: "delete", on: "keyframe", id })),
  );
}

/** @type {Record<string, () => string>} */
const CHANGES = {
  frame: () => t("Change the frame"),
  hold: () => t("Change the hold"),
  pose: () => t("Change the pose"),
  method: () => t("Change the method"),
  ease: () => t("Change the spacing"),
  curve: () => t("Change the spacing"),
  exposure: () => t("Change the exposure"),
  chart: () => t("Change the spacing"),
  arc: () => t("Change the arc"),
  stop: () => t("Change where the motion rests"),
  turns: () => t("Change how a bone turns"),
  planted: () => t("Change what is planted"),
  pins: () => t("Change the pins"),
  breakdowns: () => t("Change the breakdowns"),
};

/**
 * Change what a keyframe says of itself or of the segment that it begins.
 * @param {Store} store
 * @param {Id} id
 * @param {Partial<Omit<Keyframe, "id" | "shot">>} to
 * @param {{join?: string}} [options]
 * @returns {Promise<Outcome>}
 */
export function setKey(store, id, to, options) {
  const [first] = Object.keys(to);
  const label = CHANGES[first]?.() ?? t("Change the keyframe");
  return store.edit(label, [{ do: "set", on: "keyframe", id, to }], options);
}

/**
 * The keyframes that the selection stands for; a segment stands for none.
 * @param {Store} store
 * @returns {Keyframe[]}
 */
export function selectedKeys(store) {
  return store.shotKeys.value.filter(({ id }) => store.selection.value.has(id));
}

/** @param {Store} store @param {Id} pose */
export function poseName(store, pose) {
  return store.poses.value.get(pose)?.name ?? t("Unknown pose");
}
