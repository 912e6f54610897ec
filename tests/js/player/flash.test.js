import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { COLUMNS, flashing, lightOf, ROWS } from "#kf/player/flash.js";

const all = (level) => new Float32Array(COLUMNS * ROWS).fill(level);
/** The left part of a picture at one level, the rest at another. */
const partly = (columns, level, rest) =>
  new Float32Array(COLUMNS * ROWS).map((_, square) => (square % COLUMNS < columns ? level : rest));
const blinking = (frames, every, dark = 0, bright = 1) =>
  Array.from({ length: frames }, (_, frame) => all(Math.floor(frame / every) % 2 === 0 ? dark : bright));

describe("what flashes", () => {
  test("light and dark on every third frame at 24 a second is warned of within the second", () => {
    assert.equal(flashing(blinking(48, 3), 24), 21);
  });

  test("three flashes a second are not", () => {
    assert.equal(flashing(blinking(96, 4), 24), null);
    assert.equal(flashing(blinking(96, 3), 12), null);
  });

  test("a small part of the picture is not, a quarter of it is", () => {
    const blink = (columns) => Array.from({ length: 24 }, (_, frame) => partly(columns, frame % 2, 0.5));
    assert.equal(flashing(blink(3), 24), null);
    assert.notEqual(flashing(blink(4), 24), null);
  });

  test("little changes, and those among bright levels, are not", () => {
    assert.equal(flashing(blinking(48, 1, 0.5, 0.58), 24), null);
    assert.equal(flashing(blinking(48, 1, 0.82, 1), 24), null);
    assert.notEqual(flashing(blinking(48, 1, 0.7, 1), 24), null);
  });

  test("a slow change counts once, however many steps it takes", () => {
    const slow = Array.from({ length: 24 }, (_, frame) => all(frame / 24));
    assert.equal(flashing([...slow, ...slow.toReversed()], 24), null);
  });

  test("a movement of something bright over something dark is not", () => {
    const moving = Array.from({ length: 48 }, (_, frame) =>
      new Float32Array(COLUMNS * ROWS).map((_, square) => (square % COLUMNS === frame % COLUMNS ? 1 : 0)),
    );
    assert.equal(flashing(moving, 24), null);
  });

  test("frames that are not known are passed over", () => {
    const half = blinking(48, 3).map((light, frame) => (frame % 3 === 1 ? light : null));
    assert.notEqual(flashing(half, 24), null);
    assert.equal(flashing([null, null], 24), null);
  });
});

describe("a picture's light", () => {
  test("is the relative luminance of each square", () => {
    const data = new Uint8ClampedArray(COLUMNS * ROWS * 4).fill(255);
    data.set([0, 0, 0, 255], 0);
    data.set([255, 0, 0, 255], 4);
    const light = lightOf(data, COLUMNS, ROWS);
    assert.deepEqual(
      [...light.slice(0, 3)].map((one) => Math.round(one * 1e4) / 1e4),
      [0, 0.2126, 1],
    );
  });
});
