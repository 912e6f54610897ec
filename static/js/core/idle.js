/** Longest wait, in milliseconds, where the page never rests. */
const LONGEST = 2000;

/** Wait until the page has nothing else to do, for what nobody waits for. @returns {Promise<void>} */
export function idle() {
  return new Promise((done) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(() => done(), { timeout: LONGEST });
    else setTimeout(done, 0);
  });
}
