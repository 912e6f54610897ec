/**
 * Skeletons and joints, as plain values: bones, limbs, and what dragging a joint does to the others. Pure.
 *
 * @import {Character, Limb, Point, Skeleton} from "#kf/core/types.d.ts"
 */
import { round } from "#kf/marks/rounded.js";

/** Most joints that a skeleton has. */
export const MOST_JOINTS = 64;
const HEADS = ["head", "neck", "face"];
const ARMS = ["elbow", "hand", "wrist", "arm", "palm"];
const LEGS = ["knee", "foot", "ankle", "toe", "leg", "paw", "hoof"];

// --- skeletons ----------------------------------------------------------------------------------------

/**
 * The index of the joint that each joint hangs on, -1 for the root.
 * @param {Skeleton} skeleton
 * @returns {number[]}
 */
export function parentsOf({ names, parents }) {
  return names.map((name) => (name in parents ? names.indexOf(parents[name]) : -1));
}

/**
 * The bones, from the root outwards. A bone is known by the joint it ends in.
 * @param {Skeleton} skeleton
 * @returns {{from: number, to: number}[]}
 */
export function bonesOf(skeleton) {
  const parents = parentsOf(skeleton);
  return outwards(parents)
    .filter((joint) => parents[joint] >= 0)
    .map((joint) => ({ from: parents[joint], to: joint }));
}

/** Joints, each after the one that it hangs on. @param {readonly number[]} parents */
function outwards(parents) {
  const order = [...parents.keys()].filter((joint) => parents[joint] < 0);
  for (const joint of order) order.push(...childrenOf(parents, joint));
  return order;
}

/** @param {readonly number[]} parents @param {number} joint */
function childrenOf(parents, joint) {
  return [...parents.keys()].filter((child) => parents[child] === joint);
}

/**
 * All that hangs on a joint, itself first.
 * @param {readonly number[]} parents
 * @param {number} joint
 * @returns {number[]}
 */
export function hangingOn(parents, joint) {
  const found = [joint];
  for (const one of found) found.push(...childrenOf(parents, one));
  return found;
}

/**
 * The joints that nothing hangs on: hands, feet, the head.
 * @param {Skeleton} skeleton
 * @returns {string[]}
 */
export function endsOf(skeleton) {
  const parents = parentsOf(skeleton);
  return skeleton.names.filter((_, joint) => !parents.includes(joint));
}

/**
 * A character's limbs: those the server has worked out, else those that follow from the tree, by the same rule.
 * @param {Pick<Character, "skeleton" | "limbs">} character
 * @returns {Limb[]}
 */
export function limbsOf({ skeleton, limbs }) {
  // Until the server has answered, limbs may still be those of the skeleton as it was.
  if (limbs?.every(({ joints }) => joints.every((name) => skeleton.names.includes(name)))) return limbs;
  if (skeleton.limbs) return Object.entries(skeleton.limbs).map(([name, joints]) => ({ name, joints }));
  /** @type {Limb[]} */
  const found = [];
  for (const chain of chains(skeleton)) {
    const words = chain.map((joint) => skeleton.names[joint].toLowerCase());
    if (chain.length < 2 || words.some((word) => HEADS.some((head) => word.includes(head)))) continue;
    const joints = (chain.length > 2 ? chain.slice(1) : chain).map((joint) => skeleton.names[joint]);
    const name = limbName(joints);
    const free = found.every((limb) => limb.name !== name);
    found.push({ name: free ? name : /** @type {string} */ (joints.at(-1)), joints });
  }
  return found;
}

/** From each end inwards to where the tree branches. @param {Skeleton} skeleton */
function chains(skeleton) {
  const parents = parentsOf(skeleton);
  const order = outwards(parents);
  const root = order[0];
  const count = (/** @type {number} */ joint) => childrenOf(parents, joint).length;
  const made = [];
  for (const end of order) {
    if (count(end) > 0 || end === root) continue;
    const chain = [end];
    while (count(parents[chain[0]]) === 1 && parents[chain[0]] !== root) chain.unshift(parents[chain[0]]);
    if (parents[chain[0]] === root && count(root) === 1) continue; // this is the body itself
    made.push(chain);
  }
  return made;
}

/** @param {readonly string[]} joints */
function limbName(joints) {
  for (const [words, limb] of /** @type {const} */ ([
    [ARMS, "arm"],
    [LEGS, "leg"],
  ])) {
    for (const joint of joints) {
      const found = joint.match(new RegExp(`^(.*?)(?:${words.join("|")})(\\d*)$`, "i"));
      if (found) return `${found[1]}${limb}${found[2]}`;
    }
  }
  return /** @type {string} */ (joints.at(-1));
}

/**
 * The limb that a joint belongs to, or null for the body's.
 * @param {readonly Limb[]} limbs
 * @param {string} joint
 */
export function limbWith(limbs, joint) {
  return limbs.find(({ joints }) => joints.includes(joint)) ?? null;
}

// --- building one -------------------------------------------------------------------------------------

/**
 * A name that no joint has yet.
 * @param {readonly string[]} names
 * @param {string} wish
 */
export function freeName(names, wish) {
  if (!names.includes(wish)) return wish;
  const stem = wish.replace(/_?\d+$/, "");
  for (let number = 2; ; number += 1) if (!names.includes(`${stem}_${number}`)) return `${stem}_${number}`;
}

/**
 * Hang a new joint on a joint.
 * @param {Skeleton} skeleton
 * @param {string} parent
 * @param {string} name
 * @returns {Skeleton}
 */
export function withJoint({ names, parents, limbs }, parent, name) {
  return kept({ names: [...names, name], parents: { ...parents, [name]: parent }, limbs });
}

/**
 * Call a joint something else.
 * @param {Skeleton} skeleton
 * @param {string} old
 * @param {string} name
 * @returns {Skeleton}
 */
export function renamed({ names, parents, limbs }, old, name) {
  const now = (/** @type {string} */ one) => (one === old ? name : one);
  const own = limbs && Object.entries(limbs).map(([limb, joints]) => [limb, joints.map(now)]);
  return kept({
    names: names.map(now),
    parents: Object.fromEntries(Object.entries(parents).map(([child, parent]) => [now(child), now(parent)])),
    limbs: own && Object.fromEntries(own),
  });
}

/**
 * Take a joint out; what hung on it hangs on what it hung on. The root stays.
 * @param {Skeleton} skeleton
 * @param {string} name
 * @returns {Skeleton}
 */
export function withoutJoint({ names, parents }, name) {
  const above = parents[name];
  if (above === undefined) return { names, parents };
  const rest = Object.entries(parents).filter(([child]) => child !== name);
  return {
    names: names.filter((one) => one !== name),
    parents: Object.fromEntries(rest.map(([child, parent]) => [child, parent === name ? above : parent])),
  };
}

/** Where a new joint begins, seen from the one that it hangs on. */
const BESIDE = 0.04;

/**
 * Joints of one skeleton as those of another that has joints of the same names.
 * @param {Skeleton} before
 * @param {Skeleton} after
 * @param {readonly Point[]} joints
 * @returns {Point[]}
 */
export function carried(before, after, joints) {
  /** @type {(name: string) => Point} */
  const placeOf = (name) => {
    const index = before.names.indexOf(name);
    if (index >= 0) return joints[index];
    if (!(name in after.parents)) return [0.5, 0.5];
    const [x, y] = placeOf(after.parents[name]);
    return round([x + BESIDE, y + BESIDE]);
  };
  return after.names.map(placeOf);
}

/** @param {{names: string[], parents: Record<string, string>, limbs: Record<string, string[]> | undefined}} skeleton @returns {Skeleton} */
function kept({ names, parents, limbs }) {
  return limbs ? { names, parents, limbs } : { names, parents };
}

// --- joints -------------------------------------------------------------------------------------------

/** @typedef {"joint" | "hanging" | "turning"} Grip what a drag takes along: the joint alone, all that hangs on it,
 *  or that too while its bone turns and keeps its length */

/**
 * Joints after one of them was dragged to a place.
 * @param {readonly number[]} parents
 * @param {readonly Point[]} joints
 * @param {number} joint
 * @param {Point} to
 * @param {Grip} grip
 * @param {number} [aspect] width of the picture for its height: lengths are those that one sees
 * @returns {Point[]}
 */
export function dragged(parents, joints, joint, to, grip, aspect = 1) {
  const next = /** @type {Point[]} */ (joints.map((point) => [...point]));
  if (grip === "joint") {
    next[joint] = to;
    return next.map(round);
  }
  const parent = parents[joint];
  if (grip === "turning" && parent >= 0) turn(parents, next, joint, to, aspect);
  else {
    const [dx, dy] = [to[0] - joints[joint][0], to[1] - joints[joint][1]];
    for (const one of hangingOn(parents, joint)) next[one] = [joints[one][0] + dx, joints[one][1] + dy];
  }
  return next.map(round);
}

/**
 * Turn a bone about the joint it begins at until it points at a place, with all that hangs on it.
 * @param {readonly number[]} parents @param {Point[]} joints @param {number} joint @param {Point} to @param {number} aspect
 */
function turn(parents, joints, joint, to, aspect) {
  const [ox, oy] = joints[parents[joint]];
  const angle = (/** @type {Point} */ [x, y]) => Math.atan2(y - oy, (x - ox) * aspect);
  const by = angle(to) - angle(joints[joint]);
  const [cos, sin] = [Math.cos(by), Math.sin(by)];
  for (const one of hangingOn(parents, joint)) {
    const [x, y] = [(joints[one][0] - ox) * aspect, joints[one][1] - oy];
    joints[one] = [ox + (x * cos - y * sin) / aspect, oy + x * sin + y * cos];
  }
}
