/**
 * Breakdowns without a drawing: poses that the motion passes through, each at its place between two keys. Pure.
 *
 * @import {Breakdown, Point} from "#kf/core/types.d.ts"
 */
import { round } from "#kf/marks/rounded.js";

export const MOST_BREAKDOWNS = 16;
/** Two places nearer than this are one. */
const SAME = 1e-4;

/**
 * The breakdown at a place, or null.
 * @param {readonly Breakdown[]} breakdowns
 * @param {number} u
 */
export function breakdownAt(breakdowns, u) {
  return breakdowns.find((one) => Math.abs(one.u - u) < SAME) ?? null;
}

/**
 * Put a pose at a place, in order; one that is there already is replaced.
 * @param {readonly Breakdown[]} breakdowns
 * @param {number} u
 * @param {readonly Point[]} joints
 * @returns {Breakdown[]} the same ones when there is no room for another
 */
export function withBreakdown(breakdowns, u, joints) {
  const others = withoutBreakdown(breakdowns, u);
  if (others.length >= MOST_BREAKDOWNS) return [...breakdowns];
  const place = Math.round(u * 1e6) / 1e6;
  return [...others, { u: place, joints: joints.map(round) }].sort((a, b) => a.u - b.u);
}

/** @param {readonly Breakdown[]} breakdowns @param {number} u @returns {Breakdown[]} */
export function withoutBreakdown(breakdowns, u) {
  return breakdowns.filter((one) => Math.abs(one.u - u) >= SAME);
}

/**
 * Of places in order, the one nearest to a place.
 * @param {readonly number[]} places
 * @param {number} u
 */
export function nearest(places, u) {
  let best = 0;
  places.forEach((place, index) => {
    if (Math.abs(place - u) < Math.abs(places[best] - u)) best = index;
  });
  return best;
}
