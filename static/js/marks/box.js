/**
 * The box around the figure in a picture or in its mask.
 */
import { maskPicture } from "#kf/marks/maskpicture.js";

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box shares of the picture */

/** @type {Box} */
export const MIDDLE = { left: 0.3, top: 0.12, right: 0.7, bottom: 0.92 };
const GRID = 128;

/**
 * The box around all that a reading calls the figure, or null where there is none.
 * @param {ArrayLike<number>} pixels RGBA, row by row
 * @param {number} width
 * @param {number} height
 * @param {(pixels: ArrayLike<number>, at: number) => boolean} inside
 * @returns {Box | null}
 */
export function boxIn(pixels, width, height, inside) {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!inside(pixels, (y * width + x) * 4)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  if (right <= left) return null;
  return { left: left / width, top: top / height, right: right / width, bottom: bottom / height };
}

/**
 * Read the figure's box from its mask; where none comes, a box in the middle.
 * @param {string} url of a grey picture, white where the figure is
 * @returns {Promise<Box>}
 */
export async function figureBoxOf(url) {
  try {
    const image = await maskPicture(url);
    const context = new OffscreenCanvas(GRID, GRID).getContext("2d", { willReadFrequently: true });
    if (!context) return MIDDLE;
    context.drawImage(image, 0, 0, GRID, GRID);
    const { data } = context.getImageData(0, 0, GRID, GRID);
    return boxIn(data, GRID, GRID, (pixels, at) => pixels[at] > 127) ?? MIDDLE;
  } catch {
    return MIDDLE; // a start that the person corrects anyway
  }
}
