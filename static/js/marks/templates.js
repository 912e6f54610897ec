/**
 * Skeletons to begin with, each with where its joints stand in a box around the figure: (0, 0) is the box's top
 * left corner, (1, 1) its bottom right one. Left and right are the character's own; it faces us.
 *
 * @import {Point, Skeleton} from "#kf/core/types.d.ts"
 * @import {Box} from "#kf/marks/box.js"
 */
import { t } from "#kf/core/i18n.js";
import { round } from "#kf/marks/rounded.js";

/** @typedef {[name: string, parent: string | null, x: number, y: number]} Row */
/** @typedef {{id: string, label: () => string, hint: () => string, rows: Row[]}} Template */

/** @type {readonly Template[]} */
export const TEMPLATES = [
  {
    id: "humanoid",
    label: () => t("Humanoid"),
    hint: () => t("Two legs, two arms, a head"),
    rows: [
      ["root", null, 0.5, 0.56],
      ["hip", "root", 0.5, 0.52],
      ["torso", "hip", 0.5, 0.38],
      ["neck", "torso", 0.5, 0.3],
      ["right_shoulder", "torso", 0.34, 0.37],
      ["right_elbow", "right_shoulder", 0.22, 0.48],
      ["right_hand", "right_elbow", 0.14, 0.59],
      ["left_shoulder", "torso", 0.66, 0.37],
      ["left_elbow", "left_shoulder", 0.78, 0.48],
      ["left_hand", "left_elbow", 0.86, 0.59],
      ["right_hip", "root", 0.41, 0.6],
      ["right_knee", "right_hip", 0.38, 0.77],
      ["right_foot", "right_knee", 0.36, 0.95],
      ["left_hip", "root", 0.59, 0.6],
      ["left_knee", "left_hip", 0.62, 0.77],
      ["left_foot", "left_knee", 0.64, 0.95],
    ],
  },
  {
    id: "quadruped",
    label: () => t("Four legs"),
    hint: () => t("With a tail and ears, facing left"),
    rows: [
      ["root", null, 0.68, 0.42],
      ["chest", "root", 0.36, 0.44],
      ["neck", "chest", 0.26, 0.3],
      ["head", "neck", 0.14, 0.2],
      ["left_ear", "head", 0.2, 0.1],
      ["left_ear_tip", "left_ear", 0.22, 0.02],
      ["right_ear", "head", 0.12, 0.1],
      ["right_ear_tip", "right_ear", 0.11, 0.02],
      ["front_right_knee", "chest", 0.33, 0.66],
      ["front_right_paw", "front_right_knee", 0.32, 0.95],
      ["front_left_knee", "chest", 0.41, 0.66],
      ["front_left_paw", "front_left_knee", 0.42, 0.95],
      ["back_right_knee", "root", 0.66, 0.67],
      ["back_right_paw", "back_right_knee", 0.68, 0.95],
      ["back_left_knee", "root", 0.74, 0.67],
      ["back_left_paw", "back_left_knee", 0.78, 0.95],
      ["tail_base", "root", 0.8, 0.34],
      ["tail_middle", "tail_base", 0.88, 0.24],
      ["tail_tip", "tail_middle", 0.95, 0.1],
    ],
  },
  {
    id: "prop",
    label: () => t("Prop"),
    hint: () => t("Three joints in a row: a sword, a lamp, a rope"),
    rows: [
      ["base", null, 0.5, 0.92],
      ["middle", "base", 0.5, 0.5],
      ["tip", "middle", 0.5, 0.08],
    ],
  },
];

/** @param {Template} template @returns {Skeleton} */
export function skeletonOf({ rows }) {
  /** @type {Record<string, string>} */
  const parents = {};
  for (const [name, parent] of rows) if (parent !== null) parents[name] = parent;
  return { names: rows.map(([name]) => name), parents };
}

/**
 * Where a skeleton's joints may begin in a picture: a template's where the names are its own, else in a circle
 * around the middle, each outside what it hangs on.
 * @param {Skeleton} skeleton
 * @param {Box} box around the figure, in shares of the picture
 * @returns {Point[]}
 */
export function startIn(skeleton, box) {
  const known = TEMPLATES.map((template) => new Map(template.rows.map(([name, , x, y]) => [name, { x, y }])));
  const fitting = known.find((places) => skeleton.names.every((name) => places.has(name)));
  return skeleton.names.map((name, index) => {
    const { x, y } = fitting?.get(name) ?? onRing(skeleton, name, index);
    return round([box.left + x * (box.right - box.left), box.top + y * (box.bottom - box.top)]);
  });
}

/** @param {Skeleton} skeleton @param {string} name @param {number} index */
function onRing({ names, parents }, name, index) {
  let depth = 0;
  for (let one = name; one in parents; one = parents[one]) depth += 1;
  const angle = (index / names.length) * 2 * Math.PI;
  const far = Math.min(0.46, depth * 0.12);
  return { x: 0.5 + Math.sin(angle) * far, y: 0.5 - Math.cos(angle) * far };
}
