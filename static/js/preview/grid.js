/**
 * Places between two keys at which drawings are previewed: those of the drawings there are now, and a dense grid,
 * so that another spacing, exposure or count finds drawings that are there already. Pure.
 */

/** Places of the dense grid at least, and at most. */
const LEAST = 25;
const MOST = 49;
/** Drawings of a segment that are previewed just where they are. */
const EXACT = 25;
/** Two places nearer than this are one. */
export const SAME = 1e-4;

/**
 * A dense grid, twice as fine as the drawings are, from key to key.
 * @param {number} drawings
 * @returns {number[]}
 */
export function denseGrid(drawings) {
  const count = Math.min(MOST, Math.max(LEAST, drawings * 2 + 1));
  return Array.from({ length: count }, (_, index) => six(index / (count - 1)));
}

/**
 * The places of the drawings themselves; of a long segment, every so many of them.
 * @param {readonly number[]} times
 * @returns {number[]}
 */
export function exactPlaces(times) {
  const apart = Math.ceil(times.length / EXACT);
  const picked = times.filter((_, index) => index % apart === Math.floor((apart - 1) / 2));
  return [...new Set(picked.map((u) => six(Math.min(1, Math.max(0, u)))))];
}

/**
 * The index of the place nearest to a place; -1 where there is none.
 * @param {readonly number[]} places
 * @param {number} u
 */
export function nearestPlace(places, u) {
  let best = -1;
  places.forEach((place, index) => {
    if (best < 0 || Math.abs(place - u) < Math.abs(places[best] - u)) best = index;
  });
  return best;
}

/** @param {number} u */
function six(u) {
  return Math.round(u * 1e6) / 1e6;
}
