/**
 * Laying one pose on another: what is done to it on the canvas, and which framing of its original comes to the same.
 * Pure.
 *
 * @import {Size} from "#kf/player/view.js"
 */
import { pictureOn } from "#kf/marks/fit.js";

/** @typedef {{scale: number, turn: number, x: number, y: number}} Laying about the canvas' middle: scaled, turned clockwise in degrees, then shifted by shares of the canvas */
/** @typedef {{x: number, y: number, width: number, height: number, turn: number}} Framing in pixels of the original, which is turned about its middle under it */

/** @type {Readonly<Laying>} */
export const STILL = Object.freeze({ scale: 1, turn: 0, x: 0, y: 0 });
export const LEAST_SCALE = 0.25;
export const MOST_SCALE = 4;

/** Whether nothing is done. @param {Laying} laying */
export function isStill({ scale, turn, x, y }) {
  const small = (/** @type {number} */ value, /** @type {number} */ most) => Math.abs(value) < most;
  return small(scale - 1, 5e-4) && small(turn, 0.01) && small(x, 2e-4) && small(y, 2e-4);
}

/** Within what can be applied. @param {Laying} laying @returns {Laying} */
export function limited({ scale, turn, x, y }) {
  const between = (/** @type {number} */ value, /** @type {number} */ least, /** @type {number} */ most) =>
    Math.min(most, Math.max(least, value));
  return {
    scale: between(scale, LEAST_SCALE, MOST_SCALE),
    turn: ((((turn + 180) % 360) + 360) % 360) - 180,
    x: between(x, -1, 1),
    y: between(y, -1, 1),
  };
}

/**
 * The matrix that lays a picture of the canvas, in pixels of the canvas, as a 2D context takes it.
 * @param {Laying} laying
 * @param {Size} canvas
 * @returns {[a: number, b: number, c: number, d: number, e: number, f: number]}
 */
export function matrixOf({ scale, turn, x, y }, { width, height }) {
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const [mx, my] = [width / 2, height / 2];
  return [cos, sin, -sin, cos, mx + x * width - cos * mx + sin * my, my + y * height - sin * mx - cos * my];
}

/**
 * The framing of the original whose picture lies on the canvas as the laid one does: it is as large as the canvas.
 * @param {Laying} laying
 * @param {Size} canvas
 * @param {{framing: Framing, original: Size}} present how the picture that is laid was cut
 * @returns {Framing}
 */
export function framingOf(laying, canvas, { framing, original }) {
  const size = { width: Math.round(framing.width), height: Math.round(framing.height) };
  const box = pictureOn(canvas, size);
  const placed = box.width / size.width;
  const middle = /** @type {[number, number]} */ ([original.width / 2, original.height / 2]);
  // Where the original's middle, about which it is turned, is in the present picture, on the canvas, and laid.
  const own = [middle[0] - framing.x, middle[1] - framing.y];
  const [px, py] = [box.x + own[0] * placed, box.y + own[1] * placed];
  const [a, b, c, d, e, f] = matrixOf(laying, canvas);
  const laid = [a * px + c * py + e, b * px + d * py + f];
  const whole = placed * laying.scale;
  return {
    x: middle[0] - laid[0] / whole,
    y: middle[1] - laid[1] / whole,
    width: canvas.width / whole,
    height: canvas.height / whole,
    turn: framing.turn + laying.turn,
  };
}

/**
 * Whether a laid picture leaves some of the canvas free.
 * @param {Laying} laying
 * @param {Size} canvas
 * @param {Size} picture
 */
export function leavesGaps(laying, canvas, picture) {
  const box = pictureOn(canvas, picture);
  const [a, b, c, d, e, f] = matrixOf(laying, canvas);
  const whole = a * d - b * c;
  const corners = [
    [0, 0],
    [canvas.width, 0],
    [canvas.width, canvas.height],
    [0, canvas.height],
  ];
  return corners.some(([x, y]) => {
    const [dx, dy] = [x - e, y - f];
    const [bx, by] = [(d * dx - c * dy) / whole - box.x, (a * dy - b * dx) / whole - box.y];
    return bx < -1 || by < -1 || bx > box.width + 1 || by > box.height + 1;
  });
}
