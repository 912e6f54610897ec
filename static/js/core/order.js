/**
 * Order keys: texts over 0-9A-Za-z, sorted as plain text, between any two of which another fits. The server
 * has the same rule and the same vectors. No key ends in "0", or nothing would fit just before it.
 */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const MIDDLE = "V";

/**
 * Make a key that sorts after `before` and ahead of `after`; null stands for the open end.
 * @param {string | null} before
 * @param {string | null} after
 * @returns {string}
 */
export function between(before, after) {
  if (before !== null && after !== null && before >= after) {
    throw new RangeError(`no order key fits between ${before} and ${after}`);
  }
  if (after === null) return behind(before ?? "");
  if (before === null) return ahead(after);
  let shared = 0;
  while (digit(before, shared) === digit(after, shared)) shared += 1;
  const low = digit(before, shared);
  const high = digit(after, shared);
  const prefix = after.slice(0, shared);
  if (high - low > 1) return prefix + DIGITS[(low + high) >> 1];
  return prefix + DIGITS[low] + behind(before.slice(shared + 1));
}

/** A missing digit counts as 0. @param {string} key @param {number} place */
function digit(key, place) {
  return place < key.length ? DIGITS.indexOf(key[place]) : 0;
}

/** The next key after one: its first digit that can still grow, grown by one. @param {string} key */
function behind(key) {
  let place = 0;
  while (place < key.length && key[place] === "z") place += 1;
  if (place === key.length) return key + MIDDLE;
  return key.slice(0, place) + DIGITS[digit(key, place) + 1];
}

/** The key just ahead of one: its first digit that can still shrink, shrunk by one. @param {string} key */
function ahead(key) {
  let place = 0;
  while (key[place] === "0") place += 1;
  const shrunk = DIGITS[digit(key, place) - 1];
  return key.slice(0, place) + (shrunk === "0" ? `0${MIDDLE}` : shrunk);
}

/**
 * Sort by order key, equal keys by id, as every page and the server do.
 * @template {{id: string, order: string}} T
 * @param {Iterable<T>} rows
 * @returns {T[]}
 */
export function inOrder(rows) {
  return [...rows].sort((a, b) => compare(a.order, b.order) || compare(a.id, b.id));
}

/** @param {string} a @param {string} b */
function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
