/** Finding something by a few of its letters, as a person types them. Pure. */

/** Points for a letter at the start of a word, for one right after the last, and for any other. */
const START = 8;
const NEXT = 5;
const ANY = 1;

/** @param {string} text */
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * How well a text fits what was typed.
 * @param {string} typed its letters must come in this order; spaces do not matter
 * @param {string} text
 * @returns {number | null} more is better; null when a letter is missing
 */
export function fit(typed, text) {
  const letters = [...plain(typed).replace(/\s+/g, "")];
  const there = [...plain(text)];
  let best = null;
  for (let first = 0; first < there.length; first += 1) {
    if (there[first] !== letters[0]) continue;
    const points = from(letters, there, first);
    if (points !== null && (best === null || points > best)) best = points;
  }
  return letters.length === 0 ? 0 : best;
}

/** @param {string[]} letters @param {string[]} there @param {number} first where the first letter is */
function from(letters, there, first) {
  let points = 0;
  let last = first - 1;
  for (const letter of letters) {
    const at = there.indexOf(letter, last + 1);
    if (at < 0) return null;
    points += starts(there, at) ? START : at === last + 1 && last >= first ? NEXT : ANY;
    last = at;
  }
  return points - (last - first) / 10 - there.length / 100;
}

/** @param {string[]} there @param {number} at */
function starts(there, at) {
  return at === 0 || !/[\p{L}\p{N}]/u.test(there[at - 1]);
}

/**
 * Those that fit, the best first; with nothing typed all, as they are.
 * @template T
 * @param {string} typed
 * @param {readonly T[]} items
 * @param {(item: T) => string} textOf
 * @returns {T[]}
 */
export function found(typed, items, textOf) {
  if (!typed.trim()) return [...items];
  return items
    .map((item, place) => ({ item, place, points: fit(typed, textOf(item)) }))
    .filter(({ points }) => points !== null)
    .sort((a, b) => Number(b.points) - Number(a.points) || a.place - b.place)
    .map(({ item }) => item);
}
