import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { withTake } from "#kf/player/compare.js";
import { clearAlike, spanOf } from "#kf/player/cutout.js";
import { flipTo } from "#kf/player/flip.js";
import { ghostsOf, ONION } from "#kf/player/ghosts.js";
import { partOf } from "#kf/player/parts.js";
import { sceneAt } from "#kf/player/scene.js";
import { freshSegment, keyframe } from "../lib/model.js";

const lane = [
  keyframe("a", 0, "a"),
  keyframe("b", 5, "b", { hold: 3 }),
  keyframe("c", 12, "c"),
  keyframe("d", 20, "d"),
];
const segments = new Map([
  ["a", freshSegment("a-take", 4)],
  ["b", freshSegment("b-take", 4)],
]);
const ghosts = (frame, more) => ghostsOf(lane, segments, frame, { ...ONION, ...more });
const shown = (list) => list.map(({ side, frame }) => `${side} ${frame}`).sort();

describe("onion skin of keys", () => {
  test("shows the keys on both sides of an in-between", () => {
    assert.deepEqual(shown(ghosts(10)), ["after 12", "before 5"]);
  });

  test("on a held key shows its neighbours, on every frame of the hold", () => {
    for (const frame of [5, 6, 7]) assert.deepEqual(shown(ghosts(frame)), ["after 12", "before 0"]);
  });

  test("counts each side on its own, and ends where there are no more", () => {
    assert.deepEqual(shown(ghosts(12, { before: 5, after: 0 })), ["before 0", "before 5"]);
    assert.deepEqual(shown(ghosts(25, { before: 2 })), ["before 12", "before 20"]);
    assert.deepEqual(ghostsOf([], segments, 3, ONION), []);
  });

  test("loses with each step, and paints the furthest first", () => {
    const list = ghosts(13, { before: 3, after: 1, strength: 0.5 });
    assert.deepEqual(
      list
        .filter(({ side }) => side === "before")
        .map(({ frame, alpha }) => [frame, Math.round(alpha * 100)]),
      [
        [0, 18],
        [5, 30],
        [12, 50],
      ],
    );
    assert.equal(list.at(-1).step, 1);
  });
});

describe("onion skin of frames", () => {
  test("shows the in-betweens themselves", () => {
    const list = ghosts(3, { which: "frames", before: 2, after: 1 });
    assert.deepEqual(shown(list), ["after 4", "before 1", "before 2"]);
    assert.deepEqual(
      list.map(({ scene }) => scene.kind),
      ["drawing", "drawing", "drawing"],
    );
  });

  test("of every so many leaves out what shows the same picture", () => {
    assert.deepEqual(shown(ghosts(8, { which: "every", every: 4, before: 3, after: 2 })), [
      "after 12",
      "after 16",
      "before 0",
      "before 4",
    ]);
    assert.deepEqual(shown(ghosts(6, { which: "frames", before: 1, after: 1 })), []);
  });
});

describe("flipping", () => {
  test("goes to the other key of the segment, and from an in-between to the nearer pose", () => {
    assert.equal(flipTo(lane, 5), 12);
    assert.equal(flipTo(lane, 7), 12);
    assert.equal(flipTo(lane, 8), 7);
    assert.equal(flipTo(lane, 11), 12);
    assert.equal(flipTo(lane, 20), 12);
    assert.equal(flipTo(lane, 30), 20);
    assert.equal(flipTo([], 3), null);
    assert.equal(flipTo([lane[0]], 0), null);
  });
});

describe("comparing", () => {
  const parts = (frame) => [partOf("low", true, sceneAt(lane, segments, frame))];
  const compare = (a, b = "other") => ({ keyframe: "a", takes: [a, b], way: "wipe" });

  test("puts the take in place of what is shown, in step with the playhead", () => {
    const [part] = withTake(compare("first"), 0, parts(3));
    assert.deepEqual([part.scene.take, part.scene.drawing, part.opaque], ["first", 2, true]);
    assert.equal(withTake(compare("first"), 1, parts(3))[0].scene.take, "other");
  });

  test("spreads a take of another length over the segment", () => {
    const drawing = (frame, drawings) =>
      withTake(compare({ key: "t", drawings }), 0, parts(frame))[0].scene.drawing;
    assert.deepEqual(
      [1, 2, 3, 4].map((frame) => drawing(frame, 9)),
      [1, 3, 5, 7],
    );
    assert.equal(drawing(4, 1), 0);
  });

  test("is nothing outside the segment", () => {
    assert.equal(withTake(compare("first"), 0, parts(5)), null);
    assert.equal(withTake(compare("first"), 0, parts(9)), null);
  });
});

describe("cutting a figure out of a drawing", () => {
  const flat = (...levels) => Uint8ClampedArray.from(levels.flatMap((level) => [level, level, level, 255]));

  test("clears what is as the scenery or its neighbours are, and keeps the rest", () => {
    const span = spanOf(flat(20, 20, 200, 200), { width: 4, height: 1 });
    const data = flat(25, 150, 90, 60);
    clearAlike(data, span);
    assert.deepEqual([data[3], data[7], data[11], data[15]], [0, 0, 0, 255]);
    const other = flat(90, 20, 20, 200);
    clearAlike(other, span);
    assert.equal(other[3], 255);
  });
});
