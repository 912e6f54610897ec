import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Reel } from "#kf/watch/reel.js";

const RUNS = [
  { start: 0, frames: 2, picture: "a", kind: "background", exact: true },
  { start: 2, frames: 1, picture: "b", kind: "key", exact: true },
  { start: 3, frames: 3, picture: "c", kind: "in-between", exact: true },
  { start: 6, frames: 2, picture: "d", kind: "missing", exact: false },
  { start: 8, frames: 1, picture: "e", kind: "key", exact: true },
];

/** A reel of two shots, of five frames and of four. */
function reel(more = {}) {
  return new Reel({
    id: "p",
    revision: 1,
    title: "Winter",
    credit: "",
    size: [64, 48],
    rate: [24, 1],
    first_frame: 1001,
    length: 9,
    shots: [
      { id: "one", name: "One", start: 0, length: 5, poster: "b" },
      { id: "two", name: "Two", start: 5, length: 4, poster: "e" },
    ],
    runs: RUNS,
    keys: [
      { frame: 2, kind: "key" },
      { frame: 8, kind: "key" },
    ],
    poster: "b",
    ...more,
  });
}

describe("a reel", () => {
  test("knows what each frame shows", () => {
    const shown = Array.from({ length: 9 }, (_, frame) => reel().at(frame)?.picture).join("");
    assert.equal(shown, "aabcccdde");
    assert.equal(reel().at(9), null);
    assert.equal(reel().at(-1), null);
  });

  test("counts frames as people do", () => {
    assert.equal(reel().shown(0), 1001);
    assert.equal(reel().within(4000), 8);
    assert.equal(reel().within(-3), 0);
  });

  test("goes from key to key, and stays where there is none", () => {
    assert.equal(reel().keyFrom(0, 1), 2);
    assert.equal(reel().keyFrom(2, 1), 8);
    assert.equal(reel().keyFrom(8, 1), null);
    assert.equal(reel().keyFrom(8, -1), 2);
    assert.equal(reel().keyFrom(5, -1), 2);
    assert.equal(reel().keyFrom(2, -1), null);
  });

  test("goes from shot to shot, and back to the start of the one that is under way", () => {
    assert.equal(reel().shotAt(4)?.id, "one");
    assert.equal(reel().shotAt(5)?.id, "two");
    assert.equal(reel().shotFrom(0, 1), 5);
    assert.equal(reel().shotFrom(5, 1), null);
    assert.equal(reel().shotFrom(7, -1), 5);
    assert.equal(reel().shotFrom(5, -1), 0);
  });

  test("counts what is lacking", () => {
    assert.equal(reel().lacking, 2);
  });

  test("may be empty", () => {
    const empty = reel({ length: 0, runs: [], shots: [], keys: [] });
    assert.equal(empty.at(0), null);
    assert.equal(empty.shotAt(0), null);
    assert.equal(empty.within(5), 0);
    assert.equal(empty.keyFrom(0, 1), null);
  });
});
