import assert from "node:assert/strict";
import { test } from "node:test";
import { lockIn } from "#kf/timeline/locks.js";
import { key } from "./lanes.js";

const TRACKS = new Map([
  ["low", { id: "low", name: "Mira", locked: false }],
  ["top", { id: "top", name: "Pip", locked: true }],
]);
const context = { tracks: TRACKS, name: (pose) => pose, you: "another of that name" };
const keys = [
  key("a", 0, { locked: true, locked_by: "Guest", locker: "ana" }),
  key("b", 10),
  key("c", 20),
  key("d", 5, { track: "top" }),
];
const why = (change) => lockIn(keys, change, context)?.sentence ?? null;

test("a locked track refuses what moves its keys, adds to them or brings some there", () => {
  const said = "The track Pip is locked. Unlock it first.";
  assert.equal(why({ plan: new Map([["d", { frame: 6 }]]) }), said);
  assert.equal(why({ gone: new Set(["d"]) }), said);
  assert.equal(why({ plan: new Map([["c", { track: "top" }]]) }), said);
  assert.equal(why({ added: [{ track: "top", frame: 40, hold: 1 }] }), said);
});

test("an approved segment refuses what would change its drawings, from either end or between", () => {
  const said = "pose-a to pose-b is locked by Guest. Unlock it first.";
  assert.equal(why({ plan: new Map([["b", { frame: 11 }]]) }), said);
  assert.equal(why({ gone: new Set(["a"]) }), said);
  assert.equal(why({ added: [{ track: "low", frame: 4, hold: 1 }] }), said);
  assert.equal(why({ plan: new Map([["a", { hold: 2 }]]) }), said);
  assert.equal(why({ plan: new Map([["b", { pose: "other" }]]) }), said);
});

test("it goes along as a whole, and what lies beside it is free", () => {
  const both = new Map([
    ["a", { frame: 3 }],
    ["b", { frame: 13 }],
  ]);
  assert.equal(why({ plan: both }), null);
  assert.equal(why({ plan: new Map([["c", { frame: 30 }]]) }), null);
  assert.equal(why({ plan: new Map([["b", { hold: 4 }]]) }), null);
});

test("what is in the way can be opened, and is one's own where one has locked it", () => {
  const change = { gone: new Set(["a"]) };
  assert.deepEqual(lockIn(keys, change, { ...context, you: "ana" }), {
    on: "keyframe",
    id: "a",
    sentence: "pose-a to pose-b is locked by you. Unlock it first.",
  });
  const { on, id } = lockIn(keys, { gone: new Set(["d"]) }, context);
  assert.deepEqual([on, id], ["track", "top"]);
});
