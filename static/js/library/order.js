/**
 * Which pictures of a library are shown, and in which order. Everything here is pure.
 *
 * @import {Character, Id, Keyframe, Pose} from "#kf/core/types.d.ts"
 */
import { byName } from "#kf/panels/natural.js";

/** @typedef {"name" | "came" | "used"} Sort */
/** @typedef {{sought: string, tags: ReadonlySet<string>}} Wish */
/** @typedef {{id: string, character: Character | null, plates: boolean, poses: Pose[]}} Group id: of the character, "none" or "plates" */

/** @type {WeakMap<Map<Id, Keyframe>, Map<Id, Keyframe[]>>} */
const known = new WeakMap();

/**
 * The keys that show each pose, in the order of their shots and frames. Kept per set of keyframes.
 * @param {Map<Id, Keyframe>} keyframes
 * @returns {Map<Id, Keyframe[]>} by pose
 */
export function keysOfPoses(keyframes) {
  const made = known.get(keyframes);
  if (made) return made;
  /** @type {Map<Id, Keyframe[]>} */
  const found = new Map();
  for (const key of keyframes.values()) {
    const keys = found.get(key.pose);
    if (keys) keys.push(key);
    else found.set(key.pose, [key]);
  }
  known.set(keyframes, found);
  return found;
}

/**
 * The key after this one of those that show a pose, the first again after the last: by shots as the film has
 * them, then by frames.
 * @param {readonly Keyframe[]} keys
 * @param {readonly Id[]} shots in their order
 * @param {{shot: Id | null, frame: number, id?: Id}} now
 * @returns {Keyframe | undefined}
 */
export function nextKey(keys, shots, now) {
  const place = new Map(shots.map((shot, index) => [shot, index]));
  const sorted = [...keys].sort(
    (a, b) =>
      (place.get(a.shot) ?? 0) - (place.get(b.shot) ?? 0) || a.frame - b.frame || (a.id < b.id ? -1 : 1),
  );
  const at = sorted.findIndex(({ id }) => id === now.id);
  if (at >= 0) return sorted[(at + 1) % sorted.length];
  const here = place.get(now.shot ?? "") ?? 0;
  const later = sorted.find((key) => {
    const shot = place.get(key.shot) ?? 0;
    return shot > here || (shot === here && key.frame > now.frame);
  });
  return later ?? sorted[0];
}

/**
 * Poses that have all that is wished for: what is typed in their name or a tag, and every chosen tag.
 * @param {readonly Pose[]} poses
 * @param {Wish} wish
 * @returns {Pose[]}
 */
export function filtered(poses, { sought, tags }) {
  const words = plain(sought).split(" ").filter(Boolean);
  return poses.filter((pose) => {
    const text = plain([pose.name, ...pose.tags].join(" "));
    return words.every((word) => text.includes(word)) && [...tags].every((tag) => pose.tags.includes(tag));
  });
}

/** Letters as they are compared: however they were composed, large or small. @param {string} text */
function plain(text) {
  return text.normalize("NFKC").toLocaleLowerCase().trim();
}

/**
 * @param {readonly Pose[]} poses as they came
 * @param {Sort} sort
 * @param {(pose: Pose) => number} uses
 * @returns {Pose[]}
 */
export function sorted(poses, sort, uses) {
  if (sort === "came") return [...poses];
  const named = byName(poses);
  return sort === "name" ? named : named.sort((a, b) => uses(b) - uses(a));
}

/**
 * Poses by the character they show, characters by name; then those that show none, then the backgrounds. A
 * character without poses has its group too, so that one can be given to it; groups of no name are left out
 * where they would be empty.
 * @param {readonly Pose[]} poses sorted
 * @param {Iterable<Character>} characters
 * @returns {Group[]}
 */
export function grouped(poses, characters) {
  const people = byName([...characters]);
  const there = new Set(people.map(({ id }) => id));
  const of = (/** @type {Id} */ id) => poses.filter((pose) => !pose.is_plate && pose.character === id);
  const nobody = poses.filter((pose) => !pose.is_plate && !there.has(pose.character ?? ""));
  const plates = poses.filter((pose) => pose.is_plate);
  /** @type {Group[]} */
  const groups = people.map((character) => ({
    id: character.id,
    character,
    plates: false,
    poses: of(character.id),
  }));
  if (nobody.length > 0) groups.push({ id: "none", character: null, plates: false, poses: nobody });
  if (plates.length > 0) groups.push({ id: "plates", character: null, plates: true, poses: plates });
  return groups;
}

/**
 * All tags of a library with how many pictures have each, the most used first.
 * @param {Iterable<Pose>} poses
 * @returns {{name: string, count: number}[]}
 */
export function tagsOf(poses) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { tags } of poses) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const found = byName([...counts].map(([name, count]) => ({ name, count })));
  return found.sort((a, b) => b.count - a.count);
}
