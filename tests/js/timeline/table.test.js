import assert from "node:assert/strict";
import { test } from "node:test";
import { linesOf, readCount, readFrame, readHold, windowOf } from "#kf/timeline/tablerows.js";
import { freshSegment } from "../lib/model.js";
import { key } from "./lanes.js";

const project = { rate: [24, 1], first_frame: 1001 };
const name = (pose) => pose;
const lane = [key("a", 0, { hold: 2 }), key("b", 10), key("c", 20)];

test("keys of all tracks stand in the order of time, or as asked", () => {
  const tracks = [{ id: "top" }, { id: "low" }];
  const lanes = new Map([
    ["top", [key("x", 10, { track: "top", pose: "Anna" }), key("y", 30, { track: "top", pose: "Zoe" })]],
    ["low", [key("a", 0, { pose: "Mia" }), key("b", 10, { pose: "Bo" })]],
  ]);
  const segments = new Map([
    ["x", freshSegment("t", 19)],
    ["a", { ...freshSegment("u", 9), state: "failed" }],
  ]);
  const ids = (by, down = false) =>
    linesOf(tracks, lanes, segments, { by, down }, name).map((line) => line.key.id);
  assert.deepEqual(ids("frame"), ["a", "x", "b", "y"]);
  assert.deepEqual(ids("frame", true), ["y", "b", "x", "a"]);
  assert.deepEqual(ids("track"), ["x", "y", "a", "b"]);
  assert.deepEqual(ids("pose"), ["x", "b", "a", "y"]);
  assert.deepEqual(ids("state"), ["a", "x", "b", "y"]);
  assert.deepEqual(ids("count", true)[0], "x");
  const [first] = linesOf(tracks, lanes, segments, { by: "pose", down: false }, name);
  assert.deepEqual([first.number, first.row, first.segment?.count], [1, 0, 19]);
});

test("frames are typed as people read them", () => {
  const read = (text) => readFrame(text, lane[1], lane, { project, name });
  assert.deepEqual(read("1005"), { value: 4 });
  assert.deepEqual(read("+3"), { value: 13 });
  assert.deepEqual(read("-2"), { value: 8 });
  assert.deepEqual(read("1s"), { value: 24 });
  assert.deepEqual(read("00:00:12"), { value: 12 });
  assert.deepEqual(read("50%"), { value: 11 });
  assert.match(read("1002").wrong, /^Frame 1002 shows pose-a\./);
  assert.match(read("1021").wrong, /^Frame 1021 shows pose-c\./);
  assert.match(read("12").wrong, /^Frames begin at 1001\.$/);
  assert.match(read("soon").wrong, /^Type a frame/);
});

test("holds and counts have bounds", () => {
  assert.deepEqual(readHold("4", lane[0], lane, project), { value: 4 });
  assert.deepEqual(readHold("200%", lane[0], lane, project), { value: 4 });
  assert.deepEqual(readHold("2s", lane[2], lane, project), { value: 48 });
  assert.match(readHold("11", lane[0], lane, project).wrong, /room for 10 frames/);
  assert.match(readHold("0", lane[0], lane, project).wrong, /one frame at least/);
  assert.deepEqual(readCount("50%", 12, project), { value: 6 });
  assert.deepEqual(readCount("+2", 12, project), { value: 14 });
  assert.match(readCount("-20", 12, project).wrong, /fewer/);
  assert.match(readCount("many", 12, project).wrong, /^Type/);
});

test("of a thousand lines a screenful is drawn, and the others keep their room", () => {
  for (const top of [0, 36, 400, 12_345, 35_600, 36_000]) {
    const { from, to, above, below } = windowOf(1000, { top, height: 400, row: 36 });
    assert.ok(to - from < 60, `${top}`);
    assert.ok(from * 36 <= top && (to * 36 >= top + 400 || to === 1000), `${top}`);
    assert.equal(above + (to - from) * 36 + below, 36_000);
  }
  assert.deepEqual(windowOf(3, { top: 0, height: 400, row: 36 }), { from: 0, to: 3, above: 0, below: 0 });
});
