import assert from "node:assert/strict";
import { test } from "node:test";
import { frameOfItem, itemAt, walk } from "#kf/timeline/layout.js";
import { step } from "#kf/timeline/walking.js";
import { seeded } from "../lib/model.js";
import { key, randomShot } from "./lanes.js";

const low = [key("a", 0), key("b", 12), key("c", 13)];
const top = [key("x", 5, { hold: 3 }), key("y", 20)];
const tracks = [
  { id: "top", lane: top },
  { id: "mid", lane: [] },
  { id: "low", lane: low },
];

test("left and right walk a track and end at its head", () => {
  assert.equal(step("ArrowRight", "a", tracks), "seg:a");
  assert.equal(step("ArrowRight", "seg:a", tracks), "b");
  assert.equal(step("ArrowRight", "b", tracks), "c");
  assert.equal(step("ArrowRight", "c", tracks), null);
  assert.equal(step("ArrowLeft", "a", tracks), "head:low");
  assert.equal(step("End", "a", tracks), "c");
  assert.equal(step("Home", "c", tracks), "a");
});

test("up and down lead to what stands nearest in time, and to the head of an empty track", () => {
  const two = [tracks[0], tracks[2]];
  assert.equal(step("ArrowUp", "b", two), "seg:x");
  assert.equal(step("ArrowDown", "x", two), "seg:a");
  assert.equal(step("ArrowUp", "a", two), "x");
  assert.equal(step("ArrowDown", "y", two), "c");
  assert.equal(step("ArrowUp", "x", two), null);
  assert.equal(step("ArrowUp", "b", tracks), "head:mid");
});

test("an item that is gone leads to the first there is", () => {
  assert.equal(step("ArrowRight", "gone", tracks), "x");
  assert.equal(step("ArrowRight", null, [{ id: "mid", lane: [] }]), "head:mid");
  assert.equal(step("ArrowRight", null, []), null);
});

test("what stands at a frame is what covers it", () => {
  assert.equal(itemAt([], 4), null);
  assert.equal(itemAt(top, 0), "x");
  assert.equal(itemAt(top, 7), "x");
  assert.equal(itemAt(top, 8), "seg:x");
  assert.equal(itemAt(top, 99), "y");
  assert.equal(frameOfItem(top, "seg:x"), 14);
  assert.equal(frameOfItem(top, "gone"), null);
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = seeded(seed);
    const lane = randomShot(random).filter(({ track }) => track === "low");
    for (const item of walk(lane)) assert.equal(itemAt(lane, frameOfItem(lane, item)), item, `seed ${seed}`);
  }
});
