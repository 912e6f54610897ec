/**
 * Whether pictures flash as WCAG 2.3.1 warns of: more than three times within a second, over a quarter of the
 * picture, each flash a rise and a fall of a tenth of full brightness, the darker side below 0.8. Pure.
 */

/** Pictures are looked at in so many squares. */
export const COLUMNS = 16;
export const ROWS = 9;
const CHANGE = 0.1;
const DARK = 0.8;
const AREA = 0.25;
/** Three flashes are three rises and three falls; with the next change a fourth has begun. */
const ALLOWED = 6;

/** Light of an sRGB level from 0 to 255. */
const LIGHT = Float32Array.from({ length: 256 }, (_, level) => {
  const share = level / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

/**
 * The relative luminance of each square of a picture.
 * @param {Uint8ClampedArray} data RGBA
 * @param {number} width of the picture, a multiple of COLUMNS
 * @param {number} height a multiple of ROWS
 */
export function lightOf(data, width, height) {
  const light = new Float32Array(COLUMNS * ROWS);
  const [across, down] = [width / COLUMNS, height / ROWS];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      const here = 0.2126 * LIGHT[data[at]] + 0.7152 * LIGHT[data[at + 1]] + 0.0722 * LIGHT[data[at + 2]];
      light[Math.floor(y / down) * COLUMNS + Math.floor(x / across)] += here;
    }
  }
  for (let square = 0; square < light.length; square++) light[square] /= across * down;
  return light;
}

/**
 * The first place in a row of pictures at which they have flashed too often within a second, or null.
 * @param {readonly (Float32Array | null)[]} pictures one a frame; null where it is not known, as the one before it
 * @param {number} rate frames that are shown per second
 * @returns {number | null}
 */
export function flashing(pictures, rate) {
  /** Where each square last turned: its light there, and the way it went since. */
  const extremes = new Float32Array(COLUMNS * ROWS);
  const ways = new Int8Array(COLUMNS * ROWS);
  /** @type {number[]} */
  const changes = [];
  let way = 0;
  let begun = false;
  for (const [frame, light] of pictures.entries()) {
    if (!light) continue;
    if (!begun) {
      extremes.set(light);
      begun = true;
      continue;
    }
    const turned = turnedBy(light, extremes, ways);
    const next = turned.up >= AREA ? 1 : turned.down >= AREA ? -1 : 0;
    if (next === 0 || next === way) continue;
    way = next;
    changes.push(frame);
    while (frame - changes[0] >= rate) changes.shift();
    if (changes.length > ALLOWED) return frame;
  }
  return null;
}

/**
 * How much of the picture has become lighter, and how much darker, since it last turned.
 * @param {Float32Array} light @param {Float32Array} extremes @param {Int8Array} ways
 */
function turnedBy(light, extremes, ways) {
  let [up, down] = [0, 0];
  for (let square = 0; square < light.length; square++) {
    const [now, extreme] = [light[square], extremes[square]];
    const way = Math.sign(now - extreme);
    if (way === ways[square]) {
      extremes[square] = now; // it goes on the same way: the turning point moves along
      continue;
    }
    if (Math.abs(now - extreme) < CHANGE || Math.min(now, extreme) >= DARK) continue;
    if (way > 0) up++;
    else down++;
    ways[square] = way;
    extremes[square] = now;
  }
  return { up: up / light.length, down: down / light.length };
}
