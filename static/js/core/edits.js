/**
 * The edits people make on a timeline, each one batch with a label. The timeline, its list, the library and
 * the inspector all edit through these.
 *
 * @import {Id, Keyframe, Operation, Outcome} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { tracksOf } from "#kf/core/document.js";
import { t, tn } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { between } from "#kf/core/order.js";
import { shownFrame } from "#kf/core/time.js";

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
  const there = store.lane.value.find((key) => key.frame === frame);
  if (there) {
    setKey(store, there.id, { pose });
    return there.id;
  }
  const id = uuid();
  const shot = store.shot.value ?? uuid();
  const track = store.track.value ?? uuid();
  const operations = store.shot.value ? [] : createShot(store, shot, track);
  if (store.shot.value && !store.track.value) operations.push(createTrack(store, shot, track));
  const held = store.lane.value.find((key) => key.frame < frame && frame < key.frame + key.hold);
  if (held) operations.push({ do: "set", on: "keyframe", id: held.id, to: { hold: frame - held.frame } });
  operations.push({ do: "create", on: "keyframe", id, to: { ...NEW_KEY, shot, track, pose, frame } });
  void store.edit(
    t("Place {pose} at frame {frame}", { pose: poseName(store, pose), frame: shown(store, frame) }),
    operations,
  );
  return id;
}

/**
 * A new shot at the end of the film, with its first track: a shot without one has nowhere to put a key.
 * @param {Store} store
 * @param {Id} id
 * @param {Id} [track]
 * @returns {Operation[]}
 */
export function createShot(store, id, track = uuid()) {
  const last = store.shotList.value.at(-1)?.order ?? null;
  const name = t("Shot {number}", { number: store.shotList.value.length + 1 });
  return [
    {
      do: "create",
      on: "shot",
      id,
      to: { name, order: between(last, null), plate: null, ground: GROUND },
    },
    createTrack(store, id, track),
  ];
}

/**
 * A new track above the others of a shot.
 * @param {Store} store
 * @param {Id} shot
 * @param {Id} id
 * @param {{name?: string, character?: Id | null}} [more]
 * @returns {Operation}
 */
export function createTrack(store, shot, id, { name, character = null } = {}) {
  const there = tracksOf(store.tracks.value, shot);
  const last = there.at(-1)?.order ?? null;
  const called = name ?? (last ? t("Keys {number}", { number: there.length + 1 }) : t("Keys"));
  return { do: "create", on: "track", id, to: { shot, name: called, order: between(last, null), character } };
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
      ? t("Delete {pose} at frame {frame}", {
          pose: poseName(store, keys[0].pose),
          frame: shown(store, keys[0].frame),
        })
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
  track: () => t("Change the track"),
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
  return store.edit(changeLabel(to), [{ do: "set", on: "keyframe", id, to }], options);
}

/** What a change of a keyframe is called. @param {object} to */
export function changeLabel(to) {
  const [first] = Object.keys(to);
  return CHANGES[first]?.() ?? t("Change the keyframe");
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

/** @param {Store} store @param {number} frame */
function shown(store, frame) {
  return shownFrame(frame, store.project.value);
}
