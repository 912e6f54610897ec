import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CURVES,
  easingNamed,
  easingOf,
  presetOf,
  presets,
  reversed,
  spacingName,
  withEasing,
} from "#kf/core/easing.js";
import { drawingTimes } from "#kf/core/time.js";

const PLAIN = { ease: "linear", curve: null, chart: null, exposure: 1, method: "auto" };

test("each preset is what it was chosen as", () => {
  for (const { name } of presets()) {
    const key = { ...PLAIN, ...withEasing(PLAIN, easingNamed(name, PLAIN, 5), 5) };
    assert.equal(presetOf(key), name);
    assert.equal(spacingName(key).name, name);
  }
});

test("Ease is the curve that animators know by that name", () => {
  const to = withEasing(PLAIN, easingNamed("ease", PLAIN, 5), 5);
  assert.deepEqual(to, { ease: "cubic", curve: [0.333, 0, 0.667, 1] });
  assert.equal(
    presetOf({ ...PLAIN, ease: "cubic", curve: [0.33, 0, 0.67, 1] }),
    "ease",
    "as the fields show it",
  );
  assert.equal(presetOf({ ...PLAIN, ease: "cubic", curve: [0.33, 0.1, 0.67, 1] }), "cubic");
});

test("snap is late, then early", () => {
  const times = drawingTimes(9, 1, "cubic", CURVES.snap);
  assert.ok(times[2] < 0.1 && times[6] > 0.9, times.join(" "));
});

test("hold is a method, and another spacing lets the segment move again", () => {
  const held = {
    ...PLAIN,
    ease: "in",
    ...withEasing({ ...PLAIN, ease: "in" }, easingNamed("hold", PLAIN, 5), 5),
  };
  assert.equal(held.method, "hold");
  assert.equal(held.ease, "in", "what it had before is kept under the hold");
  assert.deepEqual(withEasing(held, easingNamed("in", held, 5), 5), { method: "auto" });
  assert.deepEqual(withEasing(held, easingOf(held), 5), {}, "the same again changes nothing");
});

test("an own curve and own ticks begin as what was there", () => {
  const out = { ...PLAIN, ease: "out" };
  assert.deepEqual(easingNamed("cubic", out, 5).curve, [0, 0, 0.58, 1]);
  assert.deepEqual(easingNamed("chart", out, 5).chart, drawingTimes(5, 1, "out"));
});

test("a chart that is pasted is fitted to the drawings there", () => {
  const from = { ...PLAIN, ease: "chart", chart: [0.5, 0.75, 0.875] };
  const to = withEasing({ ...PLAIN, exposure: 2 }, easingOf(from), 14);
  assert.equal(to.ease, "chart");
  assert.equal(to.chart.length, 7);
  assert.equal(to.chart.at(-1) > 0.9, true);
  assert.deepEqual(
    to.chart,
    [...to.chart].sort((a, b) => a - b),
  );
  assert.deepEqual(withEasing(from, easingOf(from), 3), {}, "the same again changes nothing");
});

test("a spacing leaves nothing of the one before", () => {
  const key = { ...PLAIN, ease: "chart", chart: [0.1, 0.2] };
  assert.deepEqual(withEasing(key, easingNamed("out", key, 2), 2), { ease: "out", chart: null });
  const curved = { ...PLAIN, ease: "cubic", curve: [0.1, 0.2, 0.3, 0.4] };
  assert.deepEqual(withEasing(curved, easingNamed("linear", curved, 2), 2), { ease: "linear", curve: null });
});

test("a spacing run backwards twice is as it was", () => {
  const key = { ...PLAIN, ease: "cubic", curve: [0.16, 0.5, 0.5, 1] };
  const easing = easingOf(key);
  assert.deepEqual(reversed(easing).curve, [0.5, 0, 0.84, 0.5]);
  assert.deepEqual(reversed(reversed(easing)), easing);
  assert.equal(reversed(easingOf({ ...PLAIN, ease: "in" })).ease, "out");
  const ticks = easingOf({ ...PLAIN, ease: "chart", chart: [0.1, 0.4, 0.9] });
  assert.deepEqual(reversed(ticks).chart, [0.1, 0.6, 0.9]);
});
