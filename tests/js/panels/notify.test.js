import assert from "node:assert/strict";
import { test } from "node:test";
import { ended, states } from "#kf/panels/notify.js";

const of = (entries) => new Map(Object.entries(entries).map(([id, state]) => [id, { state }]));

test("what ended is what was under way before and is not now", () => {
  const before = states(of({ a: "running", b: "queued", c: "running", d: "fresh", e: "stale" }));
  const now = of({ a: "fresh", b: "running", c: "failed", d: "fresh", e: "fresh" });
  assert.deepEqual(ended(before, now), { done: ["a"], failed: ["c"], going: 1 });
});

test("what was called off did not end, and an edit that makes something fresh is no render", () => {
  const before = states(of({ a: "running", b: "stale" }));
  assert.deepEqual(ended(before, of({ a: "missing", b: "fresh" })), { done: [], failed: [], going: 0 });
});
