const LEAST = 500;
const MOST = 15_000;

/**
 * Say how long to wait before the next try, in milliseconds: doubling from half a second to fifteen, with
 * jitter so that a room full of pages does not come back in one instant.
 * @param {number} tries how many have failed so far, from 1
 * @param {() => number} [random]
 */
export function backoff(tries, random = Math.random) {
  const ceiling = Math.min(MOST, LEAST * 2 ** Math.min(tries - 1, 10));
  return Math.max(LEAST, ceiling * (0.5 + random() / 2));
}
