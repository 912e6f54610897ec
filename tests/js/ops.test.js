import assert from "node:assert/strict";
import { test } from "node:test";
import { fromSnapshot } from "#kf/core/document.js";
import { apply, invert, perform } from "#kf/core/ops.js";
import { firstSnapshot, keyframe, rows, SHOT, seeded } from "./lib/model.js";

const start = () => fromSnapshot(firstSnapshot([0, 12, 24]));
const shape = ({ project, shots, poses, keyframes }) => ({
  project,
  shots: rows(shots),
  poses: rows(poses),
  keyframes: rows(keyframes),
});

test("an edit makes a new document and leaves the old one alone", () => {
  const before = start();
  const kept = structuredClone(shape(before));
  const after = apply(before, [
    { do: "set", on: "keyframe", id: "key-1", to: { frame: 15 } },
    { do: "delete", on: "keyframe", id: "key-2" },
    { do: "set", on: "project", id: "project", to: { title: "New" } },
  ]);
  assert.deepEqual(shape(before), kept);
  assert.equal(after.keyframes.get("key-1").frame, 15);
  assert.equal(after.keyframes.has("key-2"), false);
  assert.equal(after.project.title, "New");
  assert.equal(after.shots, before.shots, "what was not touched stays the same value");
});

test("a guard holds off properties that have changed since, and only those", () => {
  const { document, skipped, applied } = perform(start(), [
    { do: "set", on: "keyframe", id: "key-1", to: { frame: 3, hold: 4 }, was: { frame: 99, hold: 1 } },
  ]);
  assert.equal(document.keyframes.get("key-1").frame, 12);
  assert.equal(document.keyframes.get("key-1").hold, 4);
  assert.deepEqual(skipped, [{ index: 0, property: "frame" }]);
  assert.deepEqual(applied, [{ do: "set", on: "keyframe", id: "key-1", to: { hold: 4 } }]);
});

test("lists are compared by what is in them", () => {
  const { skipped } = perform(start(), [
    { do: "set", on: "project", id: "project", to: { rate: [25, 1] }, was: { rate: [24, 1] } },
  ]);
  assert.deepEqual(skipped, []);
});

test("a deleted row vanishes and comes back as it was", () => {
  const gone = apply(start(), [{ do: "delete", on: "keyframe", id: "key-1" }]);
  assert.equal(gone.keyframes.has("key-1"), false);
  const back = apply(gone, [{ do: "restore", on: "keyframe", id: "key-1" }]);
  assert.deepEqual(shape(back), shape(start()));
});

test("a row that this page never saw comes back with the values the server sends", () => {
  const { shot, ...to } = keyframe("old", 40);
  const back = apply(start(), [{ do: "restore", on: "keyframe", id: "old", to: { shot, ...to } }]);
  assert.deepEqual(back.keyframes.get("old"), keyframe("old", 40));
});

test("what cannot apply is passed over", () => {
  const same = apply(start(), [
    { do: "set", on: "keyframe", id: "nobody", to: { frame: 3 } },
    { do: "delete", on: "shot", id: "nobody" },
    { do: "restore", on: "keyframe", id: "nobody" },
    { do: "create", on: "shot", id: SHOT, to: { name: "Again" } },
  ]);
  assert.deepEqual(shape(same), shape(start()));
});

function randomOperation(random, document, made) {
  const ids = [...document.keyframes.keys()];
  const kind = random.pick(["set", "set", "set", "create", "delete", "restore", "project"]);
  if (kind === "create") {
    const { id, ...to } = keyframe(`made-${made}`, 100 + made);
    return { do: "create", on: "keyframe", id, to };
  }
  if (kind === "project")
    return { do: "set", on: "project", id: "project", to: { title: `T${made}`, rate: [25, 1] } };
  const gone = [...document.gone.keys()].map((name) => name.split(":")[1]);
  if (kind === "restore" && gone.length > 0) return { do: "restore", on: "keyframe", id: random.pick(gone) };
  const id = random.pick(ids.length > 0 ? ids : ["nobody"]);
  if (kind === "delete") return { do: "delete", on: "keyframe", id };
  return {
    do: "set",
    on: "keyframe",
    id,
    to: { frame: made, hold: 1 + random.below(4), ease: random.pick(["in", "out"]) },
  };
}

test("any batch followed by its inverse leaves everything as it was", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = seeded(seed);
    const before = apply(start(), random.chance(0.5) ? [{ do: "delete", on: "keyframe", id: "key-0" }] : []);
    let grown = before;
    const operations = Array.from({ length: 1 + random.below(8) }, (_, place) => {
      const operation = randomOperation(random, grown, seed * 10 + place);
      grown = apply(grown, [operation]);
      return operation;
    });
    const back = apply(grown, invert(before, operations));
    assert.deepEqual(shape(back), shape(before), `seed ${seed}`);
  }
});
