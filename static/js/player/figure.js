/**
 * The little figure of the empty project: two poses as numbers, and everything between them by the same
 * arithmetic that the product is about.
 */
import { svg } from "lit";
import { eased } from "#kf/core/time.js";

/**
 * @typedef {object} Stance angles in degrees, 0 straight down, growing against the clock
 * @property {[x: number, y: number]} hip
 * @property {number} back
 * @property {[upper: number, lower: number][]} arms
 * @property {[upper: number, lower: number][]} legs
 */

/** @type {Stance} */
const CROUCH = {
  hip: [36, 69],
  back: 148,
  arms: [
    [-52, -20],
    [-70, -46],
  ],
  legs: [
    [66, -42],
    [40, -52],
  ],
};
/** @type {Stance} */
const LEAP = {
  hip: [62, 47],
  back: 172,
  arms: [
    [152, 168],
    [118, 150],
  ],
  legs: [
    [52, 8],
    [-30, -64],
  ],
};

const [BACK, NECK, HEAD, ARM, LEG] = [24, 9, 7.5, 12, 15];

/** @param {number} a @param {number} b @param {number} u */
const mix = (a, b, u) => a + (b - a) * u;

/** @param {readonly [number, number]} from @param {number} angle @param {number} length @returns {[number, number]} */
function reach([x, y], angle, length) {
  const turn = (angle * Math.PI) / 180;
  return [x + Math.sin(turn) * length, y + Math.cos(turn) * length];
}

/** @param {readonly [number, number]} from @param {[number, number]} a @param {[number, number]} b @param {number} u @param {number} length */
function limb(from, a, b, u, length) {
  const joint = reach(from, mix(a[0], b[0], u), length);
  const end = reach(joint, mix(a[1], b[1], u), length);
  return `M${path(from)}L${path(joint)}L${path(end)}`;
}

/** @param {readonly [number, number]} point */
function path(point) {
  return point.map((value) => value.toFixed(1)).join(" ");
}

/**
 * Draw the figure at a moment.
 * @param {number} t 0 for the first pose, 1 for the second
 * @param {boolean} [narrow] only a strip around the figure, for cells that are higher than wide
 */
export function figure(t, narrow = false) {
  const u = eased(t, "both");
  const hip = /** @type {[number, number]} */ ([
    mix(CROUCH.hip[0], LEAP.hip[0], u),
    mix(CROUCH.hip[1], LEAP.hip[1], u) - 9 * u * (1 - u),
  ]);
  const back = mix(CROUCH.back, LEAP.back, u);
  const shoulder = reach(hip, back, BACK);
  const head = reach(shoulder, mix(back, 176, 0.4), NECK + 3);
  const arms = CROUCH.arms.map((arm, side) => limb(shoulder, arm, LEAP.arms[side], u, ARM));
  const legs = CROUCH.legs.map((leg, side) => limb(hip, leg, LEAP.legs[side], u, LEG));
  return svg`<svg class="figure" viewBox=${narrow ? `${(head[0] - 31).toFixed(1)} -8 60 108` : "0 -8 100 108"} preserveAspectRatio="xMidYMax meet" aria-hidden="true">
    <path class="figure-ground" d="M-200 110V95H300V110Z" />
    <path class="figure-far" d="${arms[1]}${legs[1]}" />
    <path class="figure-near" d="M${path(hip)}L${path(shoulder)}" stroke-width="10" />
    <path class="figure-near" d="${legs[0]}" />
    <circle class="figure-head" cx=${head[0].toFixed(1)} cy=${head[1].toFixed(1)} r=${HEAD} />
    <path class="figure-near figure-arm" d="${arms[0]}" />
  </svg>`;
}
