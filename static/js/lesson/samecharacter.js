/**
 * Two poses that are one character: said here by one press, which the editor's menus say in several.
 *
 * @import {Character, Operation, Pose} from "#kf/core/types.d.ts"
 * @import {Snapshot} from "#kf/lesson/work.js"
 */
import { t } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { COLOURS } from "#kf/library/colours.js";
import { skeletonOf, TEMPLATES } from "#kf/marks/templates.js";

/** @typedef {[Pose, Pose]} Pair */

/**
 * The first two poses of which it is still to be said: those at the ends of a shot, or, before anything is placed, the
 * first two different ones.
 * @param {Snapshot | null} snapshot
 * @returns {Pair | null}
 */
export function openPair(snapshot) {
  if (!snapshot) return null;
  const placed = ends(snapshot);
  const stills = snapshot.poses.filter(({ is_plate }) => !is_plate);
  const other = stills.find(({ sha256 }) => sha256 !== stills[0]?.sha256);
  const pairs = placed.length ? placed : other ? [/** @type {Pair} */ ([stills[0], other])] : [];
  return pairs.find(([one, two]) => !one.character || one.character !== two.character) ?? null;
}

/** @param {Snapshot} snapshot @returns {Pair[]} of each shot that starts with one pose and ends with another */
function ends({ shots, tracks, keyframes, poses }) {
  const pose = new Map(poses.map((one) => [one.id, one]));
  return shots.flatMap(({ id }) => {
    for (const track of tracks.filter(({ shot }) => shot === id)) {
      const keys = keyframes.filter((key) => key.track === track.id).sort((a, b) => a.frame - b.frame);
      const [first, last] = [keys[0], keys.at(-1)].map((key) => pose.get(key?.pose ?? ""));
      if (first && last && first.sha256 !== last.sha256) return [/** @type {Pair} */ ([first, last])];
    }
    return [];
  });
}

/**
 * The one edit that says it: a character that one of them has is the other's too; where none has one, it is made.
 * @param {Pair} pair
 * @param {readonly Character[]} characters
 * @returns {Operation[]}
 */
export function sameCharacter([one, two], characters) {
  const marked = [one, two].find(({ joints }) => joints); // what was marked by hand stays, where it can
  const known = marked?.character ?? one.character ?? two.character;
  const id = known ?? uuid();
  const give = (/** @type {Pose} */ pose) => (pose.character === id ? [] : [given(pose, id)]);
  return [...(known ? [] : [made(id, characters)]), ...give(one), ...give(two)];
}

/** Joints are those of a character; where it had another, they go with that. @param {Pose} pose @param {string} id @returns {Operation} */
function given({ id: pose, joints }, id) {
  return {
    do: "set",
    on: "pose",
    id: pose,
    to: { character: id, ...(joints ? { joints: null, behind: [] } : {}) },
  };
}

/** @param {string} id @param {readonly Character[]} characters @returns {Operation} */
function made(id, characters) {
  const taken = new Set(characters.map(({ name }) => name));
  let number = 1;
  while (taken.has(t("Character {number}", { number }))) number += 1;
  const used = new Set(characters.map(({ colour }) => colour));
  const { value: colour } = COLOURS.find(({ value }) => !used.has(value)) ?? COLOURS[0];
  const to = { name: t("Character {number}", { number }), skeleton: skeletonOf(TEMPLATES[0]), colour };
  return { do: "create", on: "character", id, to };
}
