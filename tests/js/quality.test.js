import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { curvePath, GAUGES, readings, remedies, scoreWord } from "#kf/core/quality.js";
import { frameOfDrawing, inbetweenOf } from "#kf/timeline/weakest.js";

const CLEAN = {
  ghost: 0,
  unexplained: 0,
  drift: 0,
  missing: 0,
  jump: 0,
  torn: null,
  sharp: 1,
  light: 0,
  flicker: 0,
  flips: null,
  area: null,
};

test("measures become trouble with a word; what was not measured is not shown", () => {
  const found = readings({ ...CLEAN, ghost: 0.75, sharp: 0.6 });
  assert.deepEqual(
    found.map(({ name }) => name),
    ["ghost", "unexplained", "drift", "missing", "jump", "sharp", "light", "flicker"],
  );
  assert.equal(found[0].trouble, 1);
  assert.equal(found[0].word, "very much");
  assert.equal(found[1].word, "none");
  assert.ok(found[5].trouble > 0.7 && found[5].alarm, "less sharp is more trouble");
  assert.equal(new Set(found.map(({ label }) => label)).size, found.length, "each has a name of its own");
});

test("a take that was judged before jumps were measured shows the rest", () => {
  const { jump, torn, flicker, ...earlier } = CLEAN;
  assert.deepEqual(
    readings(earlier).map(({ name }) => name),
    ["ghost", "unexplained", "drift", "missing", "sharp", "light"],
  );
});

test("an advice is answered with what fits it", () => {
  assert.deepEqual(remedies({ code: "torn_limb", sentence: "", limb: "left_arm", drawing: 3 }), [
    "behind",
    "marks",
    "look",
  ]);
  assert.deepEqual(remedies({ code: "dissolves", sentence: "", drawing: 3 }), ["breakdown", "pins", "look"]);
  assert.deepEqual(remedies({ code: "dissolves", sentence: "" }), ["pins"]);
  assert.deepEqual(remedies({ code: "something new", sentence: "", drawing: 0 }), ["look"]);
  assert.deepEqual(remedies({ code: "something new", sentence: "", limb: "tail" }), ["behind", "marks"]);
});

test("scores have words in their order", () => {
  assert.deepEqual([95, 70, 50, 10].map(scoreWord), ["Good", "Fair", "Weak", "Poor"]);
});

test("the curve is drawn with trouble downwards", () => {
  assert.equal(
    curvePath([0, 1, 0.5], (index) => index * 10, 20),
    "M0.0 0.0L10.0 20.0L20.0 10.0",
  );
});

test("a drawing is found on its frame, an earlier take's spread over the present ones", () => {
  const left = { frame: 4, hold: 2, exposure: 2 };
  const own = { key: "k", shown: "k", shown_drawings: 5, count: 10 };
  assert.equal(frameOfDrawing(left, own, 0), 7);
  assert.equal(inbetweenOf(own, 2, 4), 10);
  const old = { ...own, shown: "older", shown_drawings: 3 };
  assert.deepEqual(
    [0, 1, 2].map((drawing) => inbetweenOf(old, 2, drawing)),
    [3, 6, 8],
  );
});

test("meters go from harmless to worst by the engine's own measures", () => {
  const engine = readFileSync(new URL("../../jobs/inbetween/quality/measures.py", import.meta.url), "utf8");
  const weights = [...engine.matchAll(/^ {4}"(\w+)": \(([\d.]+), ([\d.]+), ([\d.]+)\),$/gm)];
  const scales = new Map(
    weights.map(([, name, , harmless, worst]) => [name, [Number(harmless), Number(worst)]]),
  );
  const ranking = GAUGES.filter(({ alarm }) => !alarm);
  assert.deepEqual(ranking.map(({ name }) => name).sort(), [...scales.keys()].sort());
  for (const { name, harmless, worst } of ranking)
    assert.deepEqual([harmless, worst], scales.get(name), name);
});
