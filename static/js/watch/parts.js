/** The parts of the page, by their names. */

/** @param {string} id @returns {HTMLElement} */
export function part(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** Where the middle of a frame lies on a track. @param {number} frame @param {number} length */
export function at(frame, length) {
  return `${((100 * (frame + 0.5)) / Math.max(1, length)).toFixed(3)}%`;
}
