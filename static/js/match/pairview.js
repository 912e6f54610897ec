/**
 * One picture over another, as both lie on the canvas.
 *
 * @import {Size} from "#kf/player/view.js"
 */
import { pictureOn } from "#kf/marks/fit.js";

/**
 * @param {CanvasRenderingContext2D} context in pixels of the canvas
 * @param {Size} canvas
 * @param {{first: ImageBitmap, last: ImageBitmap}} pictures
 * @param {[a: number, b: number, c: number, d: number, e: number, f: number]} laid what is done to the last one
 * @param {{opacity: number, difference: boolean, flipped: boolean, ground: string}} look flipped: the first one alone
 */
export function pair(context, canvas, { first, last }, laid, { opacity, difference, flipped, ground }) {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 1;
  context.globalCompositeOperation = "source-over";
  context.imageSmoothingQuality = "high";
  context.fillStyle = difference ? "#000" : ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  draw(context, canvas, first);
  if (flipped) return;
  context.setTransform(...laid);
  context.globalCompositeOperation = difference ? "difference" : "source-over";
  context.globalAlpha = difference ? 1 : opacity;
  draw(context, canvas, last);
}

/** @param {CanvasRenderingContext2D} context @param {Size} canvas @param {ImageBitmap} picture */
function draw(context, canvas, picture) {
  const { x, y, width, height } = pictureOn(canvas, picture);
  context.drawImage(picture, x, y, width, height);
}
