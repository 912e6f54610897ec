/**
 * Lines over the picture: title- and action-safe areas, thirds, squares. Dark under light, so that they show on any
 * picture.
 *
 * @import {Guides} from "#kf/player/look.js"
 * @import {Size} from "#kf/player/view.js"
 */

/** Shares of width and height within which action, and within which titles, are surely seen. */
const SAFE = [0.93, 0.9];

/**
 * @param {CanvasRenderingContext2D} context in units of the project
 * @param {Size} size
 * @param {Guides} guides
 * @param {number} pixel one pixel of the screen, in units of the project
 */
export function paintGuides(context, { width, height }, { safe, grid, squares }, pixel) {
  const lines = new Path2D();
  if (grid === "thirds")
    for (const share of [1 / 3, 2 / 3]) cross(lines, share * width, share * height, width, height);
  if (grid === "squares") squared(lines, width, height, squares);
  if (safe)
    for (const share of SAFE)
      lines.rect((width * (1 - share)) / 2, (height * (1 - share)) / 2, width * share, height * share);
  context.save();
  context.lineWidth = 3 * pixel;
  context.strokeStyle = "rgb(0 0 0 / .28)";
  context.stroke(lines);
  context.lineWidth = pixel;
  context.strokeStyle = "rgb(255 255 255 / .85)";
  context.stroke(lines);
  context.restore();
}

/** @param {Path2D} lines @param {number} x @param {number} y @param {number} width @param {number} height */
function cross(lines, x, y, width, height) {
  lines.moveTo(x, 0);
  lines.lineTo(x, height);
  lines.moveTo(0, y);
  lines.lineTo(width, y);
}

/** So many squares across, from the middle, so that the middle lines are always there. @param {Path2D} lines @param {number} width @param {number} height @param {number} count */
function squared(lines, width, height, count) {
  const side = width / Math.max(2, count);
  for (let away = 0; away < width / 2; away += side)
    for (const x of [width / 2 - away, width / 2 + away]) {
      lines.moveTo(x, 0);
      lines.lineTo(x, height);
    }
  for (let away = 0; away < height / 2; away += side)
    for (const y of [height / 2 - away, height / 2 + away]) {
      lines.moveTo(0, y);
      lines.lineTo(width, y);
    }
}
