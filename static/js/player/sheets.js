/**
 * Empty sheets to put pictures together on: plain canvases that are wiped and used again, one per name and size.
 */

/** @typedef {import("#kf/player/view.js").Size} Size */

/** @type {Map<string, CanvasRenderingContext2D>} */
const sheets = new Map();

/**
 * A canvas of a size, off the page.
 * @param {Size} size
 * @param {boolean} [read] whether its pixels will be read
 * @returns {CanvasRenderingContext2D}
 */
export function canvasOf({ width, height }, read = false) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) });
  const context = canvas.getContext("2d", { willReadFrequently: read });
  if (!context) throw new Error("This browser gives no canvas to draw on.");
  return context;
}

/**
 * An empty sheet; each is wiped and used again.
 * @param {Size} size
 * @param {string} [name]
 * @param {boolean} [read] whether its pixels will be read
 */
export function blank(size, name = "sheet", read = false) {
  let sheet = sheets.get(name);
  if (!sheet || sheet.canvas.width !== size.width || sheet.canvas.height !== size.height) {
    sheet = canvasOf(size, read);
    sheets.set(name, sheet);
  }
  sheet.setTransform(1, 0, 0, 1, 0, 0);
  sheet.globalCompositeOperation = "source-over";
  sheet.globalAlpha = 1;
  sheet.clearRect(0, 0, size.width, size.height);
  return sheet;
}
