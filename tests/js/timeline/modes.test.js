import assert from "node:assert/strict";
import { test } from "node:test";
import { apply, invert } from "#kf/core/ops.js";
import { closed, held, lifted, moved, pushed, rippled, swapped } from "#kf/timeline/modes.js";
import { applied, byTrack, operationsOf, sound } from "#kf/timeline/plan.js";
import { seeded } from "../lib/model.js";
import { key, ORDER, orders, randomShot, someOf } from "./lanes.js";

const frames = (keys, plan) => Object.fromEntries(applied(keys, plan).map(({ id, frame }) => [id, frame]));
const SEEDS = 300;

test("a move stops beside the next key and its hold", () => {
  const keys = [key("a", 0, { hold: 3 }), key("b", 10), key("c", 20)];
  assert.deepEqual(frames(keys, moved(keys, new Set(["b"]), 50)), { a: 0, b: 19, c: 20 });
  assert.deepEqual(frames(keys, moved(keys, new Set(["b"]), -50)), { a: 0, b: 3, c: 20 });
});

test("keys of several tracks move as far as the one with the least room", () => {
  const keys = [key("a", 4), key("b", 2, { track: "top" }), key("c", 9, { track: "top" })];
  assert.deepEqual(frames(keys, moved(keys, new Set(["a", "b"]), -9)), { a: 2, b: 0, c: 9 });
});

test("a ripple takes along what follows, on its own track or on all", () => {
  const keys = [key("a", 0), key("b", 10), key("c", 20), key("d", 12, { track: "top" })];
  assert.deepEqual(frames(keys, rippled(keys, new Set(["b"]), 5)), { a: 0, b: 15, c: 25, d: 12 });
  assert.deepEqual(frames(keys, rippled(keys, new Set(["b"]), 5, { all: true })), {
    a: 0,
    b: 15,
    c: 25,
    d: 17,
  });
  assert.deepEqual(frames(keys, rippled(keys, new Set(["b"]), -50)), { a: 0, b: 1, c: 11, d: 12 });
});

test("a swap trades poses and leaves times", () => {
  const [a, b] = [key("a", 0), key("b", 10)];
  const after = applied([a, b], swapped(a, b));
  assert.deepEqual(
    after.map(({ pose, frame }) => [pose, frame]),
    [
      ["pose-b", 0],
      ["pose-a", 10],
    ],
  );
  assert.equal(swapped(a, { ...b, pose: a.pose }).size, 0);
});

test("on another track a key comes to stand at the nearest free place", () => {
  const keys = [key("a", 10, { hold: 2 }), key("b", 9, { track: "mid", hold: 4 })];
  const plan = lifted(keys, new Set(["a"]), 0, 1, ORDER);
  assert.deepEqual(plan.get("a"), { frame: 13, track: "mid" });
  assert.deepEqual(lifted(keys, new Set(["a"]), 8, 1, ORDER).get("a"), { frame: 18, track: "mid" });
});

test("keys are lifted together, no further than the highest track", () => {
  const keys = [key("a", 0), key("b", 5, { track: "mid" })];
  const plan = lifted(keys, new Set(["a", "b"]), 0, 9, ORDER);
  assert.deepEqual([plan.get("a").track, plan.get("b").track], ["mid", "top"]);
});

test("a hold goes as far as the next key, or pushes it", () => {
  const keys = [key("a", 0), key("b", 10), key("c", 20)];
  assert.equal(held(keys, "a", 30).get("a").hold, 10);
  assert.equal(held(keys, "a", -3).get("a").hold, 1);
  const plan = held(keys, "a", 5, { push: true });
  assert.equal(plan.get("a").hold, 5);
  assert.deepEqual(frames(keys, plan), { a: 0, b: 14, c: 24 });
});

test("closing the gap gives the next key the place of the one that goes", () => {
  const keys = [key("a", 0), key("b", 10), key("c", 20), key("d", 26)];
  assert.deepEqual(frames(keys, closed(keys, new Set(["b"]))), { a: 0, b: 10, c: 10, d: 16 });
  assert.deepEqual(frames(keys, closed(keys, new Set(["b", "c"]))).d, 10);
  assert.equal(closed(keys, new Set(["d"])).size, 0);
});

test("whatever is wished, no keys meet, none passes another, and none leaves the shot", () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const random = seeded(seed);
    const keys = randomShot(random);
    const ids = someOf(keys, random);
    const by = random.below(90) - 45;
    const [one] = ids;
    const plans = {
      moved: moved(keys, ids, by),
      rippled: rippled(keys, ids, by),
      everywhere: rippled(keys, ids, by, { all: true }),
      held: held(keys, one, random.below(40)),
      pushing: held(keys, one, random.below(40), { push: true, all: random.chance(0.5) }),
      pushed: pushed(keys, random.below(30), random.below(20), (track) => track !== "mid"),
    };
    for (const [name, plan] of Object.entries(plans)) {
      const after = byTrack(applied(keys, plan));
      assert.ok(sound(after.values()), `${name}, seed ${seed}`);
      assert.deepEqual(orders(after), orders(byTrack(keys)), `${name}, seed ${seed}`);
    }
    const up = lifted(keys, ids, by, random.below(5) - 2, ORDER.slice(0, byTrack(keys).size));
    const after = applied(keys, up);
    assert.ok(sound(byTrack(after).values()), `lifted, seed ${seed}`);
    const stays = closed(keys, ids);
    const rest = applied(keys, stays).filter(({ id }) => !ids.has(id));
    assert.ok(sound(byTrack(rest).values()), `closed, seed ${seed}`);
  }
});

test("keys that are lifted keep their distances", () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const random = seeded(seed);
    const keys = randomShot(random);
    const ids = someOf(keys, random);
    const plan = lifted(
      keys,
      ids,
      random.below(60) - 30,
      random.below(3) - 1,
      ORDER.slice(0, byTrack(keys).size),
    );
    const by = new Set(
      keys.filter(({ id }) => plan.has(id)).map(({ id, frame }) => plan.get(id).frame - frame),
    );
    assert.ok(by.size <= 1, `seed ${seed}`);
  }
});

test("one undo takes all of a plan back", () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const random = seeded(seed);
    const keys = randomShot(random);
    const document = {
      keyframes: new Map(keys.map((one) => [one.id, one])),
      tracks: new Map(ORDER.map((id) => [id, { id, shot: "shot-1" }])),
    };
    const plan = rippled(keys, someOf(keys, random), random.below(40) - 20);
    const operations = operationsOf(keys, plan);
    const back = apply(apply(document, operations), invert(document, operations));
    assert.deepEqual([...back.keyframes.values()], keys, `seed ${seed}`);
  }
});
