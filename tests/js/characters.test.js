import assert from "node:assert/strict";
import { test } from "node:test";
import { fromSnapshot } from "#kf/core/document.js";
import { apply, perform } from "#kf/core/ops.js";
import { noted, presented, timings } from "#kf/core/segments.js";
import { firstSnapshot, freshSegment, keyframe } from "./lib/model.js";

const skeleton = { names: ["a", "b"], parents: { b: "a" } };
const JOINTS = [
  [0.4, 0.5],
  [0.5, 0.6],
];

/** Three keys whose poses all show one character. */
function marked(more = {}) {
  const snapshot = firstSnapshot([0, 12, 24, 36]);
  return fromSnapshot({
    ...snapshot,
    characters: [{ id: "girl", name: "Girl", skeleton, limbs: [] }],
    poses: snapshot.poses.map((pose) => ({ ...pose, character: "girl", joints: JOINTS })),
    keyframes: [0, 12, 24, 36].map((frame, place) =>
      keyframe(`key-${place}`, frame, `pose-${place % 3}`, more),
    ),
  });
}

const changed = (before, after) => {
  const [old, now] = [timings(before), timings(after)];
  return [...now.keys()].filter((id) => old.get(id)?.inputs !== now.get(id).inputs);
};

test("rows from before there were marks say nothing of them", () => {
  const document = fromSnapshot(firstSnapshot([0, 12]));
  assert.deepEqual(document.poses.get("pose-0").behind, []);
  assert.equal(document.poses.get("pose-0").joints, null);
  assert.equal(document.keyframes.get("key-0").arc, 0);
  assert.equal(document.characters.size, 0);
  assert.equal(document.shots.get("shot-1").loop, false);
});

test("characters are made, changed, deleted and brought back like other rows", () => {
  const document = fromSnapshot(firstSnapshot());
  const made = perform(document, [
    { do: "create", on: "character", id: "fox", to: { name: "Fox", skeleton } },
    { do: "set", on: "pose", id: "pose-0", to: { character: "fox", joints: JOINTS } },
  ]);
  assert.equal(made.document.characters.get("fox").name, "Fox");
  assert.deepEqual(apply(made.document, made.inverse).poses.get("pose-0"), document.poses.get("pose-0"));
  assert.equal(apply(made.document, made.inverse).characters.size, 0);
  const gone = perform(made.document, [{ do: "delete", on: "character", id: "fox" }]);
  assert.equal(gone.document.characters.size, 0);
  assert.equal(apply(gone.document, gone.inverse).characters.get("fox").name, "Fox");
});

/** @type {import("#kf/core/types.d.ts").Operation} */
const MOVED_JOINT = {
  do: "set",
  on: "pose",
  id: "pose-1",
  to: {
    joints: [
      [0, 0],
      [1, 1],
    ],
  },
};

test("a moved joint touches the segments of its pose, and those that the motion flows into", () => {
  const before = marked();
  const after = apply(before, [MOVED_JOINT]);
  assert.deepEqual(changed(before, after).toSorted(), ["key-0", "key-1", "key-2"]);
});

test("where the motion comes to rest, it flows no further", () => {
  const before = marked({ stop: true });
  const after = apply(before, [MOVED_JOINT]);
  assert.deepEqual(changed(before, after).toSorted(), ["key-0", "key-1"]);
});

test("unmarked poses know nothing of each other", () => {
  const before = fromSnapshot(firstSnapshot([0, 12, 24]));
  const after = apply(before, [{ do: "set", on: "keyframe", id: "key-1", to: { stop: true } }]);
  assert.deepEqual(changed(before, after), []);
});

test("a breakdown makes its segment and those beside it stale at once", () => {
  const before = marked();
  const said = Object.fromEntries(
    [...before.keyframes.keys()].map((id) => [id, timings(before).has(id) ? freshSegment(id, 11) : null]),
  );
  const known = noted(new Map(), before, said, { trust: true });
  const after = apply(before, [
    { do: "set", on: "keyframe", id: "key-1", to: { breakdowns: [{ u: 0.5, joints: JOINTS }] } },
  ]);
  const shown = presented(after, known);
  for (const id of ["key-0", "key-1", "key-2"]) assert.equal(shown.get(id).state, "stale", id);
});

test("what the server does not name has not changed, whatever the page took for a change", () => {
  const before = marked();
  const said = {
    "key-0": freshSegment("a", 11),
    "key-1": freshSegment("b", 11),
    "key-2": freshSegment("c", 11),
  };
  const known = noted(new Map(), before, said, { trust: true });
  const after = apply(before, [{ do: "set", on: "keyframe", id: "key-1", to: { stop: true } }]);
  assert.equal(presented(after, known).get("key-1").state, "stale");
  const answered = noted(known, after, { "key-0": freshSegment("a2", 11) });
  assert.equal(presented(after, answered).get("key-1").state, "fresh");
  assert.equal(presented(after, answered).get("key-0").key, "a2");
});
