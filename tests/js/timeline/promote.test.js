import assert from "node:assert/strict";
import { test } from "node:test";
import { split } from "#kf/core/promote-split.js";
import { drawingOf, drawingTimes } from "#kf/core/time.js";
import { seeded } from "../lib/model.js";
import { key } from "./lanes.js";

/** Where an in-between stands between the outer keys, as the two halves have it. */
function placesAfter(left, count, inbetween, { u, before, after }) {
  const times = (half, length) => drawingTimes(length, left.exposure, half.ease, half.curve, half.chart);
  const first = times(before, inbetween - 1);
  const last = times(after, count - inbetween);
  return Array.from({ length: count }, (_, index) => {
    if (index + 1 === inbetween) return u;
    if (index + 1 < inbetween) return u * (first[drawingOf(index + 1, left.exposure)] ?? 0);
    return u + (1 - u) * (last[drawingOf(index + 1 - inbetween, left.exposure)] ?? 0);
  });
}

test("even spacing stays even in both halves", () => {
  const halves = split(key("a", 0), 11, 4);
  assert.equal(halves.u, Math.round((4 / 12) * 1e6) / 1e6);
  assert.deepEqual([halves.before.ease, halves.after.ease], ["linear", "linear"]);
});

test("on ones every in-between stays where it was, whatever the spacing", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = seeded(seed);
    const ease = ["in", "out", "both", "linear"][random.below(4)];
    const left = key("a", 0, { ease });
    const count = 1 + random.below(30);
    const inbetween = 1 + random.below(count);
    const halves = split(left, count, inbetween);
    const wanted = drawingTimes(count, 1, ease);
    placesAfter(left, count, inbetween, halves).forEach((place, index) => {
      assert.ok(Math.abs(place - wanted[index]) < 2e-4, `seed ${seed}, in-between ${index + 1}`);
    });
  }
});

test("on twos the drawings before the new key stay, and time only ever goes on", () => {
  const left = key("a", 0, { ease: "both", exposure: 2 });
  const halves = split(left, 12, 6);
  const places = placesAfter(left, 12, 6, halves);
  const wanted = drawingTimes(12, 2, "both");
  for (let inbetween = 1; inbetween < 6; inbetween += 1)
    assert.ok(Math.abs(places[inbetween - 1] - (wanted[drawingOf(inbetween, 2)] ?? 0)) < 2e-4);
  assert.deepEqual(
    [...places].sort((a, b) => a - b),
    places,
  );
});

test("a frame that shows the key itself is nothing to make a key of", () => {
  assert.equal(split(key("a", 0, { exposure: 2 }), 12, 1), null);
});

test("breakdowns and pins go to the half that they belong to", () => {
  const left = key("a", 0, {
    arc: 0.4,
    pins: [[0, 0, 1, 0.5]],
    breakdowns: [
      { u: 0.25, joints: [[0, 0]] },
      { u: 0.75, joints: [[1, 1]] },
    ],
  });
  const { before, after } = split(left, 3, 2);
  assert.deepEqual(before.breakdowns, [{ u: 0.5, joints: [[0, 0]] }]);
  assert.deepEqual(after.breakdowns, [{ u: 0.5, joints: [[1, 1]] }]);
  assert.deepEqual([before.pins, after.pins], [[[0, 0, 0.5, 0.25]], [[0.5, 0.25, 1, 0.5]]]);
  assert.deepEqual([before.arc, after.arc], [0.2, 0.2]);
});
