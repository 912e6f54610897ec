/**
 * Where in its picture a pose's figure stands, so that the narrow cells of the timeline show the figure and
 * not the empty middle. Read once per picture from its small version.
 */
import { signal } from "@preact/signals-core";
import { idle } from "#kf/core/idle.js";

const GRID = 48;

/** @type {Map<string, import("@preact/signals-core").Signal<number>>} */
const centres = new Map();

/**
 * Give the middle of a picture's figure as a share of its width. One half until the picture has been read,
 * and for pictures without anything see-through.
 * @param {string} url of the small picture
 * @param {boolean} hasAlpha
 * @returns {import("@preact/signals-core").ReadonlySignal<number>}
 */
export function figureCentre(url, hasAlpha) {
  let centre = centres.get(url);
  if (!centre) {
    centre = signal(0.5);
    centres.set(url, centre);
    if (hasAlpha) void read(url, centre);
  }
  return centre;
}

/** @param {string} url @param {import("@preact/signals-core").Signal<number>} centre */
async function read(url, centre) {
  await idle();
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = GRID;
    canvas.height = GRID;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) return;
    context.drawImage(image, 0, 0, GRID, GRID);
    centre.value = middle(context.getImageData(0, 0, GRID, GRID).data);
  } catch {
    // A picture that will not load, or that another host serves, is shown by its middle.
  }
}

/** The alpha's centre of gravity, from left to right. @param {Uint8ClampedArray} pixels */
function middle(pixels) {
  let weight = 0;
  let sum = 0;
  for (let place = 0; place < GRID * GRID; place += 1) {
    const alpha = pixels[place * 4 + 3];
    weight += alpha;
    sum += alpha * ((place % GRID) + 0.5);
  }
  return weight > 0 ? sum / weight / GRID : 0.5;
}
