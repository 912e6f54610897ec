import assert from "node:assert/strict";
import { test } from "node:test";
import { jointNamed, jointWords } from "#kf/marks/jointwords.js";

test("joints are read in words, and what is typed in words is the joint that they name", () => {
  for (const [name, words] of [
    ["left_hand", "Left hand"],
    ["left_hand_2", "Left hand 2"],
    ["tip_12", "Tip 12"],
  ]) {
    assert.equal(jointWords(name), words);
    assert.equal(jointNamed(words), name);
  }
  assert.equal(jointNamed(" left HAND "), "left_hand");
  assert.equal(jointNamed("left_hand"), "left_hand");
});

test("a joint of one's own keeps the name that it was given", () => {
  assert.equal(jointWords("third_wing"), "Third wing");
  assert.equal(jointWords("wing_2"), "Wing 2");
  assert.equal(jointNamed("Third wing"), "Third wing");
});
