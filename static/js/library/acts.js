/**
 * What can be done with pictures of the library, one or several: each an edit of one step.
 *
 * @import {Character, Id, Operation, Outcome, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { t, tn } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { api } from "#kf/core/net.js";
import { keysOfPoses, nextKey } from "#kf/library/order.js";

/** What the server says an edit sets so that a pose is shown by a version. @typedef {{version: {sha256: string}, to: Record<string, unknown>, note: string}} Setting */

export const MOST_TAGS = 12;
export const LONGEST_TAG = 40;

/** @param {readonly Pose[]} poses @param {{one: (pose: Pose) => string, many: () => string}} words */
function label(poses, words) {
  return poses.length === 1 ? words.one(poses[0]) : words.many();
}

/** @param {Id} id @param {Partial<Pose>} to @returns {Operation} */
function set(id, to) {
  return { do: "set", on: "pose", id, to };
}

/** A tag as it is kept: one line, nothing around it. @param {string} text */
export function tagOf(text) {
  return text
    .normalize("NFC")
    .replace(/[\s,]+/g, " ")
    .trim()
    .slice(0, LONGEST_TAG);
}

/**
 * Put a tag on pictures, or take it off.
 * @param {Store} store @param {readonly Pose[]} poses @param {string} tag @param {boolean} on
 * @returns {Promise<Outcome> | null} null where nothing was to do
 */
export function tagPoses(store, poses, tag, on) {
  const open = poses.filter(({ tags }) => tags.includes(tag) !== on && (!on || tags.length < MOST_TAGS));
  if (!tag || open.length === 0) return null;
  const values = { tag, count: open.length };
  const words = on
    ? label(open, {
        one: ({ name }) => t("Tag {name} {tag}", { name, tag }),
        many: () => tn("Tag {count} picture {tag}", "Tag {count} pictures {tag}", open.length, values),
      })
    : label(open, {
        one: ({ name }) => t("Take the tag {tag} off {name}", { name, tag }),
        many: () =>
          tn(
            "Take the tag {tag} off {count} picture",
            "Take the tag {tag} off {count} pictures",
            open.length,
            values,
          ),
      });
  return store.edit(
    words,
    open.map(({ id, tags }) => set(id, { tags: on ? [...tags, tag] : tags.filter((one) => one !== tag) })),
  );
}

/**
 * Say which character pictures show. Joints stay where both have the same skeleton, and go otherwise.
 * @param {Store} store @param {readonly Pose[]} poses @param {Character | null} character
 */
export function assignPoses(store, poses, character) {
  const open = poses.filter((pose) => (pose.character ?? null) !== (character?.id ?? null));
  if (open.length === 0) return;
  const operations = open.map((pose) => {
    const old = store.characters.value.get(pose.character ?? "");
    const fits = character && old && JSON.stringify(old.skeleton) === JSON.stringify(character.skeleton);
    const bare = fits
      ? {}
      : { ...(pose.joints ? { joints: null } : {}), ...(pose.behind.length > 0 ? { behind: [] } : {}) };
    return set(pose.id, { character: character?.id ?? null, ...bare });
  });
  const values = { name: character?.name ?? "", count: open.length };
  const words = character
    ? label(open, {
        one: ({ name: pose }) => t("{pose} shows {name}", { pose, name: character.name }),
        many: () => tn("{count} picture shows {name}", "{count} pictures show {name}", open.length, values),
      })
    : label(open, {
        one: ({ name: pose }) => t("{pose} shows no character", { pose }),
        many: () =>
          tn("{count} picture shows no character", "{count} pictures show no character", open.length),
      });
  void store.edit(words, operations);
  const lost = open.filter(
    (pose, place) => pose.joints && "joints" in /** @type {any} */ (operations[place]).to,
  );
  if (lost.length === 0) return;
  store.toast(
    tn(
      "The joints of {count} picture went: they were of another skeleton.",
      "The joints of {count} pictures went: they were of another skeleton.",
      lost.length,
    ),
    store.undoOffer(),
  );
}

/** Make a pose the one that its character is known by. @param {Store} store @param {Pose} pose */
export function setCard(store, pose) {
  const character = store.characters.value.get(pose.character ?? "");
  if (!character) return;
  const is = character.card === pose.id;
  void store.edit(
    is
      ? t("{name} has no reference card", { name: character.name })
      : t("{pose} is the reference card of {name}", { pose: pose.name, name: character.name }),
    [{ do: "set", on: "character", id: character.id, to: { card: is ? null : pose.id } }],
  );
}

/** Add a picture with the same marks; it is chosen when it is there. @param {Store} store @param {Pose} pose */
export async function duplicatePose(store, pose) {
  await store.settled();
  const answer = await ask(store, `/poses/${pose.id}/copy`, { id: uuid() });
  if (!answer) return null;
  store.poseLanded(answer);
  return /** @type {Id} */ (answer.pose.id);
}

/** Add the sample's two poses to an empty library. @param {Store} store */
export async function addStarter(store) {
  const answer = await ask(store, "/poses/starter", { id: uuid() });
  if (!answer) return;
  store.receive({
    type: "ops",
    revision: answer.revision,
    batch: "",
    actor: null,
    applied: answer.applied,
    segments: {},
  });
  store.chosenPose.value ??= store.poseList.value[0]?.id ?? null;
}

/**
 * Show the next key of a pose: its shot is opened, the key selected, the playhead put there.
 * @param {Store} store @param {Pose} pose
 */
export function showNextKey(store, pose) {
  const shots = store.shotList.value.map(({ id }) => id);
  if (pose.is_plate) {
    const backed = shots.filter((id) => store.shots.value.get(id)?.plate === pose.id);
    const next = backed[(backed.indexOf(store.shot.value ?? "") + 1) % Math.max(1, backed.length)];
    if (next) store.openShot(next);
    return;
  }
  const keys = keysOfPoses(store.keyframes.value).get(pose.id) ?? [];
  const [only, ...others] = [...store.selection.value];
  const id = others.length === 0 ? only : undefined;
  const key = nextKey(keys, shots, { shot: store.shot.value, frame: store.frame.value, id });
  if (!key) {
    store.toast(
      t("{name} stands on no key yet. Press Enter to place it at the playhead.", { name: pose.name }),
    );
    return;
  }
  store.openShot(key.shot);
  store.openTrack(key.track);
  store.seek(key.frame);
  store.select([key.id]);
}

/**
 * Show a pose by another of its pictures, and tell what that came to.
 * @param {Store} store
 * @param {Pose} pose
 * @param {Setting} setting
 * @param {{edit: string, told: string}} words label of the edit, and what is said when it is done
 */
export async function showBy(store, pose, { to, note }, { edit, told }) {
  if (Object.keys(to).length === 0) {
    store.toast(t("That is the picture of {name} already.", { name: pose.name }));
    return false;
  }
  const fresh = freshSegments(store);
  const shown = store.edit(edit, [{ do: "set", on: "pose", id: pose.id, to }]);
  const undo = store.undoOffer();
  if (!(await shown).ok) return false;
  const stale = fresh.filter((id) => store.segments.value.get(id)?.state !== "fresh").length;
  const went = stale > 0 ? tn("{count} segment went stale.", "{count} segments went stale.", stale) : "";
  store.toast([told, went, note].filter(Boolean).join(" "), undo);
  return true;
}

/** @param {Store} store */
function freshSegments(store) {
  return [...store.segments.value].filter(([, { state }]) => state === "fresh").map(([id]) => id);
}

/**
 * Ask the server for something about this project; a refusal is told.
 * @param {Store} store @param {string} path @param {unknown} [json] undefined reads
 */
export async function ask(store, path, json) {
  try {
    return await api(`/api/projects/${store.project.value.id}${path}`, { json });
  } catch (error) {
    store.toast(/** @type {any} */ (error).sentence ?? String(error), null, "error");
    return null;
  }
}
