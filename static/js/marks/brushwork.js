/**
 * What the brush paints, on canvases.
 *
 * @import {Point} from "#kf/core/types.d.ts"
 * @import {Stroke} from "#kf/marks/brush.js"
 */

/** How far dabs of a stroke lie apart, in radii. */
const APART = 0.2;

/**
 * Where a stroke's dabs fall, in pixels.
 * @param {Stroke} stroke
 * @param {number} from index of the point to go on from
 * @param {number} width
 * @param {number} height
 * @returns {Point[]}
 */
export function dabs({ size, points }, from, width, height) {
  const step = Math.max(1, ((size * width) / 2) * APART);
  const places = points.slice(from).map(([x, y]) => /** @type {Point} */ ([x * width, y * height]));
  const made = from === 0 ? [places[0]] : [];
  for (let index = 1; index < places.length; index += 1) {
    const [[ax, ay], [bx, by]] = [places[index - 1], places[index]];
    const count = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / step));
    for (let at = 1; at <= count; at += 1)
      made.push([ax + ((bx - ax) * at) / count, ay + ((by - ay) * at) / count]);
  }
  return made;
}

/** Paint one. @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} radius @param {number} soft */
export function dab(context, x, y, radius, soft) {
  const fade = context.createRadialGradient(x, y, radius * (1 - soft), x, y, radius);
  fade.addColorStop(0, "#fff");
  fade.addColorStop(1, "rgba(255, 255, 255, 0)");
  context.fillStyle = soft > 0 ? fade : "#fff";
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** An empty canvas. @param {number} width @param {number} height */
export function sized(width, height) {
  return Object.assign(document.createElement("canvas"), { width, height });
}

/** A grey picture as a canvas whose alpha it is. @param {HTMLImageElement} image @param {number} width @param {number} height */
export function fromGrey(image, width, height) {
  const canvas = sized(width, height);
  const context = /** @type {CanvasRenderingContext2D} */ (
    canvas.getContext("2d", { willReadFrequently: true })
  );
  context.drawImage(image, 0, 0, width, height);
  const pixels = context.getImageData(0, 0, width, height);
  const { data } = pixels;
  for (let at = 0; at < data.length; at += 4) {
    data[at + 3] = data[at];
    data[at] = data[at + 1] = data[at + 2] = 255;
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}

/** White where the figure is, black elsewhere. @param {HTMLCanvasElement} mask @returns {Promise<Blob>} */
export function greyPicture(mask) {
  const canvas = sized(mask.width, mask.height);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = "#000";
  context.fillRect(0, 0, mask.width, mask.height);
  context.drawImage(mask, 0, 0);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"),
  );
}
