import assert from "node:assert/strict";
import { test } from "node:test";
import { drawingTimes } from "#kf/core/time.js";
import { middle, usable, whole } from "#kf/panels/takelist.js";

const take = (more = {}) => ({
  key: "k",
  drawings: 3,
  times: drawingTimes(3, 1, "out"),
  settings: { ease: "out", curve: null, chart: null, exposure: 1 },
  fits: true,
  draft: false,
  ...more,
});

test("a take whose settings give just its drawings needs no render", () => {
  assert.equal(whole(take(), 3), true);
  assert.equal(whole(take(), 4), false, "the keys have moved apart since");
  assert.equal(whole(take({ settings: { ease: "linear", exposure: 1 } }), 3), false);
  assert.equal(whole(take({ settings: { ease: "out", exposure: 2 } }), 6), false, "twos fall elsewhere");
  assert.equal(whole(take({ settings: { ease: "out", exposure: 2 } }), 7), true, "or on the same places");
});

test("of other poses, a draft, or with settings that were not kept: only to be looked at", () => {
  assert.equal(usable(take()), true);
  for (const more of [{ fits: false }, { draft: true }, { settings: null }])
    assert.equal(usable(take(more)), false);
});

test("one drawing in the middle stands for the take", () => {
  assert.deepEqual(
    [0, 1, 2, 3, 12].map((drawings) => middle({ drawings })),
    [0, 0, 0, 1, 5],
  );
});
