import assert from "node:assert/strict";
import { test } from "node:test";
import { applied, byTrack, sound } from "#kf/timeline/plan.js";
import { rerated, reratedMarker, retimed, spanOf, stretched } from "#kf/timeline/retime.js";
import { seeded } from "../lib/model.js";
import { key, orders, randomShot, someOf } from "./lanes.js";

const ids = (...names) => new Set(names);
const frames = (keys, plan) => applied(keys, plan).map(({ frame }) => frame);

test("the far end stays, the times between are scaled and rounded", () => {
  const keys = [key("a", 4), key("b", 8), key("c", 14)];
  assert.deepEqual(frames(keys, stretched(keys, ids("a", "b", "c"), "end", 24)), [4, 12, 24]);
  assert.deepEqual(frames(keys, stretched(keys, ids("a", "b", "c"), "start", 9)), [9, 11, 14]);
});

test("pressed together, keys stand side by side and no closer", () => {
  const keys = [key("a", 0), key("b", 4), key("c", 9), key("d", 20)];
  assert.deepEqual(frames(keys, stretched(keys, ids("a", "b", "c", "d"), "end", 1)), [0, 1, 2, 3]);
});

test("a long hold stretches too, a key of one frame stays one", () => {
  const keys = [key("a", 0, { hold: 4 }), key("b", 10), key("c", 20)];
  assert.deepEqual(
    applied(keys, stretched(keys, ids("a", "b", "c"), "end", 40)).map(({ hold }) => hold),
    [8, 1, 1],
  );
});

test("it stops before keys that are not meant, or takes them along", () => {
  const keys = [key("a", 0), key("b", 10), key("c", 15), key("d", 18)];
  assert.deepEqual(frames(keys, stretched(keys, ids("a", "b"), "end", 40)), [0, 14, 15, 18]);
  assert.deepEqual(
    frames(keys, stretched(keys, ids("a", "b"), "end", 20, { ripple: true })),
    [0, 20, 25, 28],
  );
});

test("however far the wish lies, what stands in the way is found at once", () => {
  const far = 1e12;
  const keys = [key("z", 2), key("a", 10), key("b", 20), key("c", 25, { hold: 2 }), key("d", 30)];
  const chosen = ids("a", "b", "d");
  assert.deepEqual(frames(keys, stretched(keys, ids("a", "b"), "end", far)), [2, 10, 24, 25, 30]);
  assert.deepEqual(frames(keys, stretched(keys, ids("a", "b"), "start", -far)), [2, 3, 20, 25, 30]);
  assert.deepEqual(frames(keys, stretched(keys, chosen, "end", far)), [2, 10, 24, 25, 38]);
  assert.deepEqual(frames(keys, stretched(keys, chosen, "end", -far)), [2, 10, 19, 25, 27]);
});

test("a share and a span", () => {
  const keys = [key("a", 10), key("b", 20), key("c", 30)];
  assert.deepEqual(frames(keys, retimed(keys, ids("a", "b", "c"), 0.5)), [10, 15, 20]);
  assert.deepEqual(spanOf(keys), { from: 10, to: 30 });
  assert.equal(spanOf([keys[0], key("d", 10, { track: "top" })]), null);
  assert.equal(retimed(keys, ids("a"), 2).size, 0);
});

test("however it is stretched, no keys meet and the order stays", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = seeded(seed);
    const keys = randomShot(random);
    const chosen = someOf(keys, random, 0.6);
    const way = { ripple: random.chance(0.5) };
    for (const end of ["start", "end"]) {
      const plan = stretched(keys, chosen, end, random.below(160) - 20, way);
      const after = byTrack(applied(keys, plan));
      assert.ok(sound(after.values()), `${end}, seed ${seed}`);
      assert.deepEqual(orders(after), orders(byTrack(keys)), `${end}, seed ${seed}`);
    }
  }
});

test("another rate moves every key to the nearest frame of its time", () => {
  const keys = [key("a", 0), key("b", 12, { hold: 6 }), key("c", 24), key("d", 36, { track: "top" })];
  const after = applied(keys, rerated(keys, 0.5));
  assert.deepEqual(
    after.map(({ frame, hold }) => [frame, hold]),
    [
      [0, 1],
      [6, 3],
      [12, 1],
      [18, 1],
    ],
  );
  assert.deepEqual(reratedMarker({ frame: 24, length: 5 }, 0.5), { frame: 12, length: 3 });
  assert.equal(reratedMarker({ frame: 0, length: 0 }, 2), null);
});

test("at no rate do keys meet", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = seeded(seed);
    const keys = randomShot(random);
    const plan = rerated(keys, [0.25, 0.5, 1001 / 1000, 1.25, 2.5][random.below(5)]);
    const after = byTrack(applied(keys, plan));
    assert.ok(sound(after.values()), `seed ${seed}`);
    assert.deepEqual(orders(after), orders(byTrack(keys)), `seed ${seed}`);
  }
});
