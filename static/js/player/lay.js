/**
 * Puts the canvas and what is written on the picture where the view says.
 *
 * @import {Size, View} from "#kf/player/view.js"
 */

/**
 * Give a canvas a pixel for each of the screen's.
 * @param {HTMLCanvasElement} canvas
 * @param {Size} area in CSS pixels
 * @returns {boolean} whether it had another size, and is empty now
 */
export function sized(canvas, area) {
  const width = Math.round(area.width * devicePixelRatio);
  const height = Math.round(area.height * devicePixelRatio);
  if (canvas.width === width && canvas.height === height) return false;
  Object.assign(canvas, { width, height });
  return true;
}

/**
 * Lay an element over the part of the picture that can be seen.
 * @param {HTMLElement} frame
 * @param {View} view
 * @param {Size} area
 * @param {Size} size of the project
 */
export function lay(frame, { scale, x, y }, area, size) {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  // Where the whole picture lies, seen from what is seen of it.
  frame.style.setProperty("--pic-x", `${x - left}px`);
  frame.style.setProperty("--pic-y", `${y - top}px`);
  frame.style.setProperty("--pic-w", `${size.width * scale}px`);
  frame.style.setProperty("--pic-h", `${size.height * scale}px`);
  frame.style.left = `${left}px`;
  frame.style.top = `${top}px`;
  frame.style.width = `${Math.max(0, Math.min(area.width, x + size.width * scale) - left)}px`;
  frame.style.height = `${Math.max(0, Math.min(area.height, y + size.height * scale) - top)}px`;
}
