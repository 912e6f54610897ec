/**
 * Where the figure stands in a see-through picture, so that a small card shows the pose and not the empty
 * ground around it. Read once per picture from its small version.
 */
import { signal } from "@preact/signals-core";
import { idle } from "#kf/core/idle.js";

const GRID = 64;
const AIR = 0.06;
/** How far a card may go in, so that a figure that is small in its picture stays small. */
const CLOSEST = 0.42;

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box shares of the picture */

/** @type {Map<string, import("@preact/signals-core").Signal<Box | null>>} */
const boxes = new Map();

/**
 * The part of a picture to show, or null for all of it: until it has been read, and where nothing is
 * see-through.
 * @param {string} url of the small picture
 * @param {boolean} hasAlpha
 */
export function figureBox(url, hasAlpha) {
  let box = boxes.get(url);
  if (!box) {
    box = signal(null);
    boxes.set(url, box);
    if (hasAlpha) void read(url, box);
  }
  return box.value;
}

/** @param {string} url @param {import("@preact/signals-core").Signal<Box | null>} box */
async function read(url, box) {
  await idle();
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    const context = new OffscreenCanvas(GRID, GRID).getContext("2d", { willReadFrequently: true });
    if (!context) return;
    context.drawImage(image, 0, 0, GRID, GRID);
    box.value = around(context.getImageData(0, 0, GRID, GRID).data);
  } catch {
    // A picture that will not load, or that another host serves, is shown whole.
  }
}

/**
 * The same share of width and height around all that is not see-through, with a little air.
 * @param {Uint8ClampedArray} pixels of GRID by GRID
 * @returns {Box | null}
 */
export function around(pixels) {
  let [left, top, right, bottom] = [GRID, GRID, 0, 0];
  for (let place = 0; place < GRID * GRID; place++) {
    if (pixels[place * 4 + 3] < 24) continue;
    const [x, y] = [place % GRID, Math.floor(place / GRID)];
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  }
  if (right <= left) return null;
  const side = Math.min(1, Math.max(CLOSEST, (right - left) / GRID + AIR, (bottom - top) / GRID + AIR));
  const x = Math.min(Math.max(0, (left + right) / 2 / GRID - side / 2), 1 - side);
  const y = Math.min(Math.max(0, (top + bottom) / 2 / GRID - side / 2), 1 - side);
  return { left: x, top: y, right: x + side, bottom: y + side };
}

/**
 * The style that shows only that part; browsers that do not know it show the whole picture.
 * @param {string} url
 * @param {boolean} hasAlpha
 */
export function closeUp(url, hasAlpha) {
  const box = figureBox(url, hasAlpha);
  if (!box) return "";
  const inset = [box.top, 1 - box.right, 1 - box.bottom, box.left].map(
    (share) => `${(share * 100).toFixed(1)}%`,
  );
  return `object-view-box:inset(${inset.join(" ")})`;
}
