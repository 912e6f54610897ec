/**
 * Motion arcs: the course of a figure's ends through the drawings, and what pulling at one of them does. Pure.
 *
 * @import {Point, Skeleton} from "#kf/core/types.d.ts"
 */
import { dragged, endsOf, hangingOn, parentsOf } from "#kf/marks/marks.js";
import { round } from "#kf/marks/rounded.js";

/** A limb never gets quite straight, so that it knows which way it bends. */
const STRAIGHT = 0.999;

/**
 * The joints whose course is drawn: hands, feet, the head, and the root that carries them all.
 * @param {Skeleton} skeleton
 * @returns {string[]}
 */
export function tracedJoints(skeleton) {
  const parents = parentsOf(skeleton);
  const root = skeleton.names[parents.indexOf(-1)];
  return [...endsOf(skeleton).filter((name) => name !== root), root];
}

/**
 * The side that a joint's name says it is on.
 * @param {string} name
 * @returns {"left" | "right" | ""}
 */
export function sideOf(name) {
  const found = /(?:^|[^a-z])(left|right|l|r)(?:[^a-z]|$)/i.exec(name.replace(/([a-z])([A-Z])/g, "$1_$2"));
  const word = found?.[1].toLowerCase() ?? "";
  if (word === "l" || word === "left") return "left";
  return word === "r" || word === "right" ? "right" : "";
}

/**
 * The name on the other side, or the same where it is on none.
 * @param {string} name
 */
export function otherSide(name) {
  const swap = /** @type {Record<string, string>} */ ({
    left: "right",
    right: "left",
    Left: "Right",
    Right: "Left",
    LEFT: "RIGHT",
    RIGHT: "LEFT",
    l: "r",
    r: "l",
    L: "R",
    R: "L",
  });
  const split = /(left|right|Left|Right|LEFT|RIGHT)/;
  if (split.test(name)) return name.replace(split, (word) => swap[word]);
  return name.replace(/(^|_|\.|-)([lrLR])(?=$|_|\.|-)/, (_, edge, side) => edge + swap[side]);
}

/**
 * The joints of a pose that was marked with left and right mistaken for each other.
 * @param {Skeleton} skeleton
 * @param {readonly Point[]} joints
 * @returns {Point[]}
 */
export function sidesSwapped({ names }, joints) {
  return names.map((name, index) => {
    const other = names.indexOf(otherSide(name));
    return joints[other >= 0 ? other : index];
  });
}

/**
 * The joints after one was pulled to a place: the root takes all along; the end of a limb bends it where it has
 * room to bend, and never stretches it; what hangs on a single bone turns about it.
 * @param {Skeleton} skeleton
 * @param {readonly Point[]} joints
 * @param {number} joint
 * @param {Point} to
 * @param {number} aspect width of the canvas for its height
 * @returns {Point[]}
 */
export function pulled(skeleton, joints, joint, to, aspect) {
  const parents = parentsOf(skeleton);
  const middle = parents[joint];
  if (middle < 0) return dragged(parents, joints, joint, to, "hanging", aspect);
  const start = parents[middle];
  if (start < 0 || parents[start] < 0) return dragged(parents, joints, joint, to, "turning", aspect);
  return bent(parents, joints, [start, middle, joint], to, aspect);
}

/**
 * Bend two bones so that the second ends as near to a place as they reach; the bend keeps its side.
 * @param {readonly number[]} parents
 * @param {readonly Point[]} joints
 * @param {[start: number, middle: number, end: number]} chain
 * @param {Point} to
 * @param {number} aspect
 * @returns {Point[]}
 */
function bent(parents, joints, [start, middle, end], to, aspect) {
  const seen = (/** @type {Point} */ [x, y]) => /** @type {Point} */ ([x * aspect, y]);
  const [a, b, c, goal] = [joints[start], joints[middle], joints[end], to].map(seen);
  const [upper, lower] = [length(a, b), length(b, c)];
  const far = length(a, goal);
  if (Math.min(upper, lower, far) < 1e-9) return joints.map((point) => /** @type {Point} */ ([...point]));
  const most = (upper + lower) * STRAIGHT;
  const reach = Math.min(Math.max(far, Math.abs(upper - lower) / STRAIGHT), most);
  const along = [(goal[0] - a[0]) / far, (goal[1] - a[1]) / far];
  const cosine = (upper ** 2 + reach ** 2 - lower ** 2) / (2 * upper * reach);
  const across = Math.sqrt(Math.max(0, 1 - cosine ** 2));
  const side = Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) || 1;
  const knee = /** @type {Point} */ ([
    a[0] + upper * (cosine * along[0] + side * across * along[1]),
    a[1] + upper * (cosine * along[1] - side * across * along[0]),
  ]);
  const tip = /** @type {Point} */ ([a[0] + reach * along[0], a[1] + reach * along[1]]);
  const next = /** @type {Point[]} */ (joints.map((point) => [...point]));
  const move = (/** @type {number} */ joint, /** @type {Point} */ place) => {
    const [dx, dy] = [place[0] / aspect - next[joint][0], place[1] - next[joint][1]];
    for (const one of hangingOn(parents, joint)) next[one] = [next[one][0] + dx, next[one][1] + dy];
  };
  move(middle, knee);
  move(end, tip);
  return next.map(round);
}

/** @param {Point} a @param {Point} b */
function length(a, b) {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/**
 * The place nearest to a pointer, and how far it is.
 * @param {readonly Point[]} places
 * @param {Point} to
 */
export function nearestOf(places, to) {
  let [index, far] = [-1, Number.POSITIVE_INFINITY];
  places.forEach((place, at) => {
    const away = length(place, to);
    if (away < far) [index, far] = [at, away];
  });
  return { index, far };
}
