import assert from "node:assert/strict";
import { test } from "node:test";
import { byFrame, lanesOf, runsOf } from "#kf/review/chips.js";

test("frames one after the other are one where each would not find room", () => {
  assert.deepEqual(runsOf([7, 3, 4, 5], true), [
    { first: 3, last: 5 },
    { first: 7, last: 7 },
  ]);
  assert.equal(runsOf([7, 3, 4, 5], false).length, 4);
});

test("chips that would lie on each other go a lane down, also those pushed in at the end", () => {
  const wide = 100;
  const lanes = (/** @type {number[]} */ ...places) =>
    lanesOf(
      places.map((at) => ({ at, wide })),
      1000,
    ).lanes;
  assert.deepEqual(lanes(0, 104, 208), [0, 0, 0]);
  assert.deepEqual(lanes(0, 50, 103, 160), [0, 1, 2, 0]);
  assert.deepEqual(lanes(-12, 95), [0, 1]);
  assert.deepEqual(lanes(820, 990), [0, 1]);
  assert.equal(lanesOf([], 1000).count, 1);
});

test("marks on one frame are one chip, and frames are in their order", () => {
  const marks = [
    { frame: 9, text: "last" },
    { frame: 2, text: "here" },
    { frame: 9, text: "" },
  ];
  assert.deepEqual(byFrame(marks), [
    { frame: 2, texts: ["here"] },
    { frame: 9, texts: ["last", ""] },
  ]);
});
