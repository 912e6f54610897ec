import assert from "node:assert/strict";
import { test } from "node:test";
import { restored, settingsDiff } from "#kf/panels/settingsdiff.js";

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

test("what has not changed is not told, and nothing is set", () => {
  assert.deepEqual(
    settingsDiff({ ...NOW, frame: 90 }, NOW, WORDS),
    [],
    "where a key stands is not a setting",
  );
  assert.deepEqual(restored({ ...NOW, frame: 90 }, NOW), {});
});

test("a spacing is one difference, whatever it is made of", () => {
  const then = { ...NOW, ease: "cubic", curve: [0.333, 0, 0.667, 1] };
  const [only, ...more] = settingsDiff(then, NOW, WORDS);
  assert.deepEqual(more, []);
  assert.deepEqual([only.name, only.before, only.after], ["spacing", "Ease 0.33 0.00 0.67 1.00", "Linear"]);
  assert.deepEqual(restored(then, NOW), { ease: "cubic", curve: [0.333, 0, 0.667, 1] });
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

test("what was not kept then is left as it is; the order of names says nothing", () => {
  assert.deepEqual(restored({ method: "rig" }, NOW), { method: "rig" });
  const turns = { left_hand: 1, right_hand: -1 };
  assert.deepEqual(restored({ turns }, { ...NOW, turns: { right_hand: -1, left_hand: 1 } }), {});
});
