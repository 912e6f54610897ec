/**
 * The mask in use of a pose, as the server knows or finds it.
 */

/** The server finds one figure at a time for each person; who asks meanwhile is told to come again. */
const TRIES = 4;
const PAUSE = 1500;

/**
 * The picture at `url`, asked for again a few times before it fails.
 * @param {string} url
 * @param {(milliseconds: number) => Promise<void>} [wait]
 * @returns {Promise<HTMLImageElement>}
 */
export async function maskPicture(url, wait = pause) {
  for (let tries = 1; ; tries += 1) {
    const image = new Image();
    image.src = url;
    try {
      await image.decode();
      return image;
    } catch (error) {
      if (tries === TRIES) throw error;
      await wait(PAUSE);
    }
  }
}

/** @param {number} milliseconds @returns {Promise<void>} */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
