/**
 * Pins: places on the first key's picture, each with the place that it goes to on the last key's. Pure.
 *
 * @import {Pin, Point} from "#kf/core/types.d.ts"
 */
import { round } from "#kf/marks/rounded.js";

export const MOST_PINS = 64;

/** @typedef {"first" | "last"} Side */

/** @param {Pin} pin @param {Side} side @returns {Point} */
export function endOf([ax, ay, bx, by], side) {
  return side === "first" ? [ax, ay] : [bx, by];
}

/** @param {readonly Pin[]} pins @param {number} index @param {Side} side @param {Point} to @returns {Pin[]} */
export function movedPin(pins, index, side, to) {
  return pins.map((pin, place) => (place === index ? pinOf(pin, side, to) : pin));
}

/** @param {Pin} pin @param {Side} side @param {Point} to @returns {Pin} */
function pinOf([ax, ay, bx, by], side, to) {
  const [x, y] = round(to);
  return side === "first" ? [x, y, bx, by] : [ax, ay, x, y];
}

/** @param {readonly Pin[]} pins @param {Point} first @param {Point} last @returns {Pin[]} */
export function withPin(pins, first, last) {
  return pins.length < MOST_PINS ? [...pins, [...round(first), ...round(last)]] : [...pins];
}

/** @param {readonly Pin[]} pins @param {number} index @returns {Pin[]} */
export function withoutPin(pins, index) {
  return pins.filter((_, place) => place !== index);
}
