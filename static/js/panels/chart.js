/**
 * The ticks of a spacing chart: which one is taken hold of, and where it may go. Pure.
 */

/** Digits that the server keeps of a place: what is sent must be in order after rounding too. */
const SCALE = 1e6;

/**
 * Ticks after one of them was moved: never past a neighbour, for time does not go back.
 * @param {readonly number[]} times
 * @param {number} index
 * @param {number} to
 * @returns {number[]}
 */
export function moved(times, index, to) {
  const rounded = times.map(six);
  const [least, most] = [rounded[index - 1] ?? 0, rounded[index + 1] ?? 1];
  const place = Math.min(most, Math.max(least, six(to)));
  return rounded.map((time, at) => (at === index ? place : time));
}

/** @param {number} place */
function six(place) {
  return Math.round(place * SCALE) / SCALE;
}

/**
 * The tick that a press takes hold of: the nearest one. Of several at one place it is one that can go where the
 * pointer is, the last of them right of it and the first left of it.
 * @param {readonly number[]} times
 * @param {number} to
 */
export function tickNear(times, to) {
  let best = 0;
  times.forEach((time, index) => {
    const nearer = Math.abs(times[best] - to) - Math.abs(time - to);
    if (nearer > 0 || (time === times[best] && (to >= time || time === 0) && time < 1)) best = index;
  });
  return best;
}
