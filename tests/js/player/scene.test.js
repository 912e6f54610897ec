import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { neighbour, sceneAt } from "#kf/player/scene.js";

const key = (id, frame, more = {}) => ({
  id,
  shot: "s",
  pose: `pose ${id}`,
  frame,
  hold: 1,
  method: "auto",
  ease: "linear",
  curve: null,
  exposure: 1,
  ...more,
});
const segment = (more = {}) => ({
  key: "now",
  count: 12,
  drawings: 12,
  exposure: 1,
  state: "fresh",
  done: 12,
  total: 12,
  place: null,
  eta: null,
  method: "flow",
  reason: "",
  error: null,
  shown: "now",
  shown_drawings: 12,
  shown_done: 12,
  ...more,
});
const keys = [key("a", 2, { hold: 3 }), key("b", 17)];
const at = (frame, one = segment()) => sceneAt(keys, new Map([["a", one]]), frame);

describe("a key's frames", () => {
  test("are those from its frame on, as long as it is held", () => {
    assert.deepEqual(
      [2, 3, 4].map((frame) => at(frame).kind),
      ["key", "key", "key"],
    );
    assert.equal(at(4).left.id, "a");
    assert.equal(at(17).left.id, "b");
  });

  test("have only the background before the first key and after the last", () => {
    assert.equal(at(1).kind, "empty");
    assert.equal(at(18).kind, "empty");
    assert.equal(sceneAt([], new Map(), 0).kind, "empty");
  });
});

describe("an in-between", () => {
  test("shows its drawing of the take", () => {
    const { kind, inbetween, count, take, drawing, exact } = at(5);
    assert.deepEqual(
      { kind, inbetween, count, take, drawing, exact },
      { kind: "drawing", inbetween: 1, count: 12, take: "now", drawing: 0, exact: true },
    );
    assert.equal(at(16).drawing, 11);
  });

  test("without a take is missing, and knows its place between the poses", () => {
    const scene = at(10, segment({ state: "missing", shown: null, shown_done: 0, shown_drawings: 0 }));
    assert.equal(scene.kind, "missing");
    assert.equal(scene.exact, false);
    assert.ok(Math.abs(scene.u - 6 / 13) < 1e-12);
  });

  test("of a take that is still being drawn is missing until its drawing lands", () => {
    const half = segment({ state: "running", done: 6, shown_done: 6 });
    assert.equal(at(10, half).kind, "drawing");
    assert.equal(at(11, half).kind, "missing");
  });

  test("on twos stays for two frames, and the first frame is still the left key", () => {
    const twos = [key("a", 0, { exposure: 2 }), key("b", 6)];
    const takes = new Map([
      ["a", segment({ count: 5, drawings: 2, exposure: 2, shown_drawings: 2, shown_done: 2 })],
    ]);
    const seen = [1, 2, 3, 4, 5].map((frame) => sceneAt(twos, takes, frame));
    assert.deepEqual(
      seen.map(({ kind }) => kind),
      ["key", "drawing", "drawing", "drawing", "drawing"],
    );
    assert.deepEqual(
      seen.map(({ drawing }) => drawing),
      [-1, 0, 0, 1, 1],
    );
  });
});

describe("a stale take", () => {
  const stale = segment({ key: "next", state: "stale", shown: "before", shown_drawings: 5, shown_done: 5 });

  test("is shown by the nearest drawing, and never as exact", () => {
    const seen = [5, 10, 16].map((frame) => at(frame, stale));
    assert.deepEqual(
      seen.map(({ drawing }) => drawing),
      [0, 2, 4],
    );
    assert.ok(seen.every(({ exact, take }) => !exact && take === "before"));
  });

  test("never shows a drawing that is not there", () => {
    const broken = { ...stale, shown_done: 2 };
    for (let frame = 5; frame < 17; frame++) assert.ok([0, 1].includes(at(frame, broken).drawing));
  });

  test("whose new key is not known yet is stale as well", () => {
    assert.equal(at(5, { ...stale, key: null }).exact, false);
  });
});

test("the keys beside a frame are found on both sides", () => {
  assert.equal(neighbour(keys, 2, 1).id, "b");
  assert.equal(neighbour(keys, 17, -1).id, "a");
  assert.equal(neighbour(keys, 17, 1), null);
  assert.equal(neighbour(keys, 0, -1), null);
});
