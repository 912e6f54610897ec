import assert from "node:assert/strict";
import { test } from "node:test";
import { settingsDiff } from "#kf/panels/settingsdiff.js";

const WORDS = { method: (name) => name.toUpperCase(), pose: (id) => `Pose ${id}` };
const NOW = {
  id: "key",
  frame: 4,
  pose: "a",
  hold: 1,
  method: "flow",
  ease: "linear",
  curve: null,
  chart: null,
  exposure: 1,
  arc: 0,
  stop: false,
  planted: [],
  turns: {},
  pins: [],
  breakdowns: [],
  hint: "",
  seed: null,
};

test("what has not changed is not told", () => {
  assert.deepEqual(
    settingsDiff({ ...NOW, frame: 90 }, NOW, WORDS),
    [],
    "where a key stands is not a setting",
  );
});

test("a spacing is one difference, whatever it is made of", () => {
  const then = { ...NOW, ease: "cubic", curve: [0.333, 0, 0.667, 1] };
  const [only, ...more] = settingsDiff(then, NOW, WORDS);
  assert.deepEqual(more, []);
  assert.deepEqual([only.name, only.before, only.after], ["spacing", "Ease 0.33 0.00 0.67 1.00", "Linear"]);
});

test("several differences come in the panel's order, in words", () => {
  const then = { ...NOW, exposure: 2, method: "rig", planted: ["left_foot"], hint: "he jumps" };
  const found = settingsDiff(then, NOW, WORDS);
  assert.deepEqual(
    found.map(({ name, before, after }) => [name, before, after]),
    [
      ["method", "RIG", "FLOW"],
      ["exposure", "Twos", "Ones"],
      ["planted", "1", "none"],
      ["hint", "he jumps", "none"],
    ],
  );
});

test("two that read alike are still told apart", () => {
  const then = { ...NOW, pins: [[0, 0, 1, 1]] };
  const [pins] = settingsDiff(then, { ...NOW, pins: [[0, 0, 0.5, 1]] }, WORDS);
  assert.notEqual(pins.before, pins.after);
});

test("what was not kept then says nothing, nor does the order of names", () => {
  const names = (then, now = NOW) => settingsDiff(then, now, WORDS).map(({ name }) => name);
  assert.deepEqual(names({ method: "rig" }), ["method"]);
  const turns = { left_hand: 1, right_hand: -1 };
  assert.deepEqual(names({ turns }, { ...NOW, turns: { right_hand: -1, left_hand: 1 } }), []);
});
