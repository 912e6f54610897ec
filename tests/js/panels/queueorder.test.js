import assert from "node:assert/strict";
import { test } from "node:test";
import { askers, underWay } from "#kf/panels/queueorder.js";

const one = (state, more = {}) => ({
  state,
  place: null,
  eta: null,
  done: 0,
  drawings: 12,
  total: 12,
  ...more,
});

test("what runs comes first, then what waits by its place", () => {
  const segments = [
    ["late", one("queued", { place: 7 })],
    ["unknown", one("queued")],
    ["done", one("fresh")],
    ["slow", one("running", { eta: 40 })],
    ["next", one("queued", { place: 1, eta: 50 })],
    ["soon", one("running", { eta: 3 })],
    ["failed", one("failed")],
  ];
  assert.deepEqual(
    underWay(segments).map(({ id }) => id),
    ["soon", "slow", "next", "late", "unknown"],
  );
});

test("running without an estimate stands behind those that have one, the further one first", () => {
  const segments = [
    ["begun", one("running", { done: 1 })],
    ["nearly", one("running", { done: 11 })],
    ["known", one("running", { eta: 90 })],
  ];
  assert.deepEqual(
    underWay(segments).map(({ id }) => id),
    ["known", "nearly", "begun"],
  );
});

test("who asked is told, the first one first, and only of what is not over", () => {
  const lines = (...ids) => ids.map((keyframe) => ({ keyframe }));
  const found = askers([
    { state: "queued", by: "Bo", lines: lines("a", "b") },
    { state: "running", by: "Ana", lines: lines("a") },
    { state: "done", by: "Cy", lines: lines("a", "c") },
  ]);
  assert.deepEqual(
    [...found],
    [
      ["a", "Ana, Bo"],
      ["b", "Bo"],
    ],
  );
});
