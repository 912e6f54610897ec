/**
 * The edits of marks: each one batch with a label.
 *
 * @import {Breakdown, Character, Id, Keyframe, Operation, Outcome, Pin, Point, Pose, Skeleton} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */

import { setKey } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { jointWords } from "#kf/marks/jointwords.js";
import { carried, limbsOf } from "#kf/marks/marks.js";
import { round } from "#kf/marks/rounded.js";
import { characterOf } from "#kf/marks/subject.js";

/**
 * @param {Store} store
 * @param {string} label
 * @param {Id} pose
 * @param {Partial<Pose>} to
 * @param {string} [join]
 * @returns {Promise<Outcome>}
 */
function setPose(store, label, pose, to, join) {
  return store.edit(label, [{ do: "set", on: "pose", id: pose, to }], { join });
}

/**
 * Make a character and say that a pose shows it.
 * @param {Store} store
 * @param {Pose} pose
 * @param {{name: string, skeleton: Skeleton, joints?: Point[]}} what joints: where they begin
 * @returns {Promise<Outcome>}
 */
export function createCharacter(store, pose, { name, skeleton, joints }) {
  const id = uuid();
  /** @type {Operation[]} */
  const operations = [
    ...left(pose),
    { do: "create", on: "character", id, to: { name, skeleton } },
    {
      do: "set",
      on: "pose",
      id: pose.id,
      to: joints ? { character: id, joints: joints.map(round) } : { character: id },
    },
  ];
  return store.edit(t("Make the character {name}", { name }), operations);
}

/** A pose that goes to another character leaves its joints behind. @param {Pose} pose @returns {Operation[]} */
function left(pose) {
  return pose.joints || pose.behind.length > 0
    ? [{ do: "set", on: "pose", id: pose.id, to: { joints: null, behind: [] } }]
    : [];
}

/**
 * Say which character a pose shows; its joints go, for they were another skeleton's.
 * @param {Store} store
 * @param {Pose} pose
 * @param {Id | null} character
 */
export function chooseCharacter(store, pose, character) {
  if (pose.character === character) return;
  const name = store.characters.value.get(character ?? "")?.name;
  const label = name
    ? t("{pose} shows {name}", { pose: pose.name, name })
    : t("{pose} shows no character", { pose: pose.name });
  void setPose(store, label, pose.id, {
    character,
    ...(pose.joints ? { joints: null } : {}),
    ...(pose.behind.length > 0 ? { behind: [] } : {}),
  });
}

/** @param {Store} store @param {Character} character @param {string} name */
export function renameCharacter(store, character, name) {
  const to = name.trim().slice(0, 120);
  if (!to || to === character.name) return;
  void store.edit(t("Rename {old} to {name}", { old: character.name, name: to }), [
    { do: "set", on: "character", id: character.id, to: { name: to } },
  ]);
}

/**
 * Change a skeleton; poses that are marked by it keep the joints that both have, and a new one begins beside the
 * joint that it hangs on.
 * @param {Store} store
 * @param {Character} character
 * @param {Skeleton} skeleton
 */
export function setSkeleton(store, character, skeleton) {
  const limbs = limbsOf({ skeleton }).map(({ name }) => name);
  const marked = [...store.poses.value.values()].filter(
    (pose) => pose.character === character.id && pose.joints !== null,
  );
  /** @type {Operation[]} */
  const operations = [
    { do: "set", on: "character", id: character.id, to: { skeleton } },
    ...marked.map(({ id, joints, behind }) => ({
      do: /** @type {const} */ ("set"),
      on: /** @type {const} */ ("pose"),
      id,
      to: {
        joints: carried(character.skeleton, skeleton, joints ?? []),
        ...(behind.every((name) => limbs.includes(name))
          ? {}
          : { behind: behind.filter((name) => limbs.includes(name)) }),
      },
    })),
  ];
  return store.edit(t("Change the skeleton of {name}", { name: character.name }), operations);
}

/** @param {Store} store @param {Character} character */
export function removeCharacter(store, character) {
  return store.edit(t("Delete the character {name}", { name: character.name }), [
    { do: "delete", on: "character", id: character.id },
  ]);
}

/**
 * Put a pose's joints where they are.
 * @param {Store} store
 * @param {Pose} pose
 * @param {readonly Point[] | null} joints
 * @param {{joint?: string, join?: string, label?: string, character?: Id}} [options] joint: the one that was moved;
 *   character: whose joints they are, where the pose has not said so yet
 */
export function setJoints(store, pose, joints, { joint, join, label, character } = {}) {
  const words =
    label ??
    (joint
      ? t("Move {joint} of {pose}", { joint: jointWords(joint), pose: pose.name })
      : t("Mark {pose}", { pose: pose.name }));
  const whose = character && character !== pose.character ? { character } : {};
  const to = joints ? { ...whose, joints: joints.map(round) } : { joints: null };
  return setPose(store, words, pose.id, to, join);
}

/**
 * Say whether a limb passes behind the body in a picture.
 * @param {Store} store
 * @param {Pose} pose
 * @param {string} limb
 * @param {boolean} behind
 */
export function setBehind(store, pose, limb, behind) {
  const others = pose.behind.filter((one) => one !== limb);
  const values = { limb: jointWords(limb), pose: pose.name };
  void setPose(
    store,
    behind ? t("{limb} behind, in {pose}", values) : t("{limb} in front, in {pose}", values),
    pose.id,
    { behind: behind ? [...others, limb] : others },
  );
}

/** @param {Store} store @param {Keyframe} key @param {Breakdown[]} breakdowns @param {string} [join] */
export function setBreakdowns(store, key, breakdowns, join) {
  return setKey(store, key.id, { breakdowns }, { join });
}

/** @param {Store} store @param {Keyframe} key @param {Pin[]} pins @param {string} [join] */
export function setPins(store, key, pins, join) {
  return setKey(store, key.id, { pins }, { join });
}

/**
 * Mark a limb behind in both poses of a segment, where it is not yet.
 * @param {Store} store
 * @param {readonly (Pose | undefined)[]} poses
 * @param {string} limb
 */
export function putBehind(store, poses, limb) {
  const open = poses.filter(
    (pose) => pose !== undefined && has(store, pose, limb) && !pose.behind.includes(limb),
  );
  /** @type {Operation[]} */
  const operations = open.map((pose) => ({
    do: "set",
    on: "pose",
    id: /** @type {Pose} */ (pose).id,
    to: { behind: [.../** @type {Pose} */ (pose).behind, limb] },
  }));
  const unique = operations.filter((one, place) => operations.findIndex(({ id }) => id === one.id) === place);
  void store.edit(t("{limb} behind", { limb: jointWords(limb) }), unique);
}

/** @param {Store} store @param {Pose} pose @param {string} limb */
function has(store, pose, limb) {
  const character = characterOf(store, pose);
  return character !== null && limbsOf(character).some(({ name }) => name === limb);
}
