/**
 * Between a pose's picture, the project's canvas and the stage. A pose lies whole and centred on the canvas. Pure.
 *
 * @import {Point} from "#kf/core/types.d.ts"
 * @import {Size, View} from "#kf/player/view.js"
 */

/** @typedef {{x: number, y: number, width: number, height: number}} Sheet where what is marked lies, in CSS pixels of the stage */

/**
 * Where a pose's picture lies on the canvas, in the canvas's pixels: whole ones, as the server draws it.
 * @param {Size} canvas
 * @param {Size} picture
 * @returns {Sheet}
 */
export function pictureOn(canvas, picture) {
  const scale = Math.min(canvas.width / picture.width, canvas.height / picture.height);
  const fitted = (/** @type {number} */ most, /** @type {number} */ side) =>
    Math.min(most, Math.max(1, toEven(side * scale)));
  const [width, height] = [fitted(canvas.width, picture.width), fitted(canvas.height, picture.height)];
  const middle = (/** @type {number} */ room) => Math.floor(room / 2);
  return { x: middle(canvas.width - width), y: middle(canvas.height - height), width, height };
}

/** Round as the server does: a half goes to the even side. @param {number} value */
function toEven(value) {
  const down = Math.floor(value);
  if (value - down !== 0.5) return Math.round(value);
  return down % 2 === 0 ? down : down + 1;
}

/**
 * Where it lies on the stage; without a picture, where the whole canvas lies.
 * @param {View} view
 * @param {Size} canvas
 * @param {Size | null} picture
 * @returns {Sheet}
 */
export function onStage({ scale, x, y }, canvas, picture) {
  const sheet = picture ? pictureOn(canvas, picture) : { x: 0, y: 0, ...canvas };
  return {
    x: x + sheet.x * scale,
    y: y + sheet.y * scale,
    width: sheet.width * scale,
    height: sheet.height * scale,
  };
}

/** @param {Sheet} sheet @param {readonly [number, number]} share @returns {Point} in CSS pixels of the stage */
export function toStage({ x, y, width, height }, [across, down]) {
  return [x + across * width, y + down * height];
}

/** @param {Sheet} sheet @param {readonly [number, number]} place @returns {Point} shares of the sheet */
export function fromStage({ x, y, width, height }, [left, top]) {
  return [(left - x) / width, (top - y) / height];
}

/**
 * A place in a pose's picture as a place on the canvas, both in shares.
 * @param {Size} canvas
 * @param {Size} picture
 * @param {Point} share
 * @returns {Point}
 */
export function onCanvas(canvas, picture, share) {
  const [x, y] = toStage(pictureOn(canvas, picture), share);
  return [x / canvas.width, y / canvas.height];
}
