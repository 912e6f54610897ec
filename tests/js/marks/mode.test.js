import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "#kf/core/store.js";
import { markedDrawing, markedPose } from "#kf/marks/marked.js";
import { markingOf } from "#kf/marks/mode.js";
import { modeWords, segmentAt } from "#kf/marks/subject.js";
import { calm, firstSnapshot, ModelServer } from "../lib/model.js";

const skeleton = { names: ["a", "b"], parents: { b: "a" } };
const JOINTS = [
  [0.4, 0.5],
  [0.5, 0.6],
];

/** A page of three keys whose poses show one character, before a server that answers at once. */
function page() {
  const snapshot = firstSnapshot([0, 4, 8]);
  const server = new ModelServer({
    ...snapshot,
    characters: [{ id: "girl", name: "Girl", skeleton }],
    poses: snapshot.poses.map((pose) => ({ ...pose, character: "girl", joints: JOINTS })),
  });
  const { shots, ...rest } = server.snapshot();
  const store = new Store(
    {
      ...rest,
      shots: [...shots, { ...shots[0], id: "another", order: "W" }],
      characters: [{ id: "girl", name: "Girl", skeleton }],
    },
    { send: async (batch) => server.take("me", batch) },
  );
  return { store, marking: markingOf(store) };
}

test("a pose is marked until it is done, or gone, or the shot plays", async () => {
  const { store, marking } = page();
  assert.equal(markingOf(store), marking);
  marking.markJoints("pose-1");
  assert.equal(marking.subject.id, "pose-1");
  assert.equal(marking.shownKey.pose, "pose-1");
  assert.match(modeWords(store, marking), /Pose 1/);
  marking.end();
  assert.equal(marking.mode.value, null);
  assert.equal(marking.shownKey, null);

  marking.markJoints("pose-1");
  store.playing.value = true;
  assert.equal(marking.mode.value, null);
  store.playing.value = false;

  marking.markJoints("pose-2");
  void store.edit("Delete", [
    { do: "delete", on: "keyframe", id: "key-2" },
    { do: "delete", on: "pose", id: "pose-2" },
  ]);
  assert.equal(marking.mode.value, null);
  await calm();
});

test("choosing another key goes on with its pose", () => {
  const { store, marking } = page();
  marking.markJoints("pose-0");
  store.select(["key-1"]);
  assert.equal(marking.mode.value.pose, "pose-1");
  store.select(["key-0", "key-1"]);
  assert.equal(marking.mode.value.pose, "pose-1");
});

test("strokes that are not saved are not lost by the way", () => {
  const { store, marking } = page();
  marking.mode.value = { kind: "mask", pose: "pose-0" };
  marking.brush.strokes.value = [{ adds: true, size: 0.1, soft: 0, points: [[0.5, 0.5]] }];
  marking.end();
  assert.equal(marking.mode.value.kind, "mask");
  assert.equal(marking.heldUp.value, true);
  store.playing.value = true;
  assert.equal(store.playing.value, false);
  marking.markJoints("pose-1");
  assert.equal(marking.mode.value.kind, "mask");
  store.select(["seg:key-1"]);
  store.seek(6);
  store.openShot("another");
  assert.equal(marking.mode.value.kind, "mask");
  marking.giveUpMask();
  assert.deepEqual(marking.mode.value, { kind: "joints", pose: "pose-0" });
  assert.equal(marking.heldUp.value, false);
});

test("a mode ends when something else is looked at", () => {
  const { store, marking } = page();
  marking.markJoints("pose-0");
  store.select(["seg:key-0"]);
  assert.equal(marking.mode.value, null);
  marking.markJoints("pose-0");
  store.seek(8);
  assert.equal(marking.mode.value.pose, "pose-2", "joints go on with the key at the playhead");
  store.seek(6);
  assert.equal(marking.mode.value, null);
  marking.placePins("key-0");
  store.select(["seg:key-0"]);
  assert.equal(marking.mode.value.kind, "pins");
  store.select(["key-1"]);
  assert.equal(marking.mode.value, null);
  marking.setBreakdown("key-1");
  store.seek(7);
  assert.equal(marking.mode.value.kind, "breakdown", "its own drawings can be gone through");
  store.select(["seg:key-0"]);
  assert.equal(marking.mode.value, null);
  marking.markJoints("pose-1");
  store.openShot("another");
  assert.equal(marking.mode.value, null);
});

test("a proposal is kept while one looks elsewhere", () => {
  const { store, marking } = page();
  const proposal = { pose: "pose-0", from: "pose-1", joints: JOINTS, confidence: [1, 1] };
  marking.markJoints("pose-0");
  marking.proposal.value = proposal;
  marking.end();
  assert.equal(marking.proposal.value, null);
  assert.match(store.toasts.value.at(-1).text, /Pose 0 are kept/);
  store.toasts.value.at(-1).action.act();
  assert.equal(marking.proposal.value, proposal);
  marking.proposal.value = null;
  marking.end();
  marking.markJoints("pose-0");
  assert.equal(marking.proposal.value, null, "what was decided does not come back");
});

test("a pose that says nothing of its character is taken to show its neighbour's, or the only one", () => {
  const { store, marking } = page();
  const plain = { ...store.poses.value.get("pose-1"), character: null, joints: null };
  store.poses.value = new Map(store.poses.value).set("pose-1", plain);
  marking.markJoints("pose-1");
  assert.equal(markedPose(store, marking).character.id, "girl");
  store.characters.value = new Map(store.characters.value).set("boy", { id: "boy", name: "Boy", skeleton });
  assert.equal(markedPose(store, marking).character.id, "girl", "the nearest marked pose shows her");
  store.poses.value = new Map([["pose-1", plain]]);
  assert.equal(markedPose(store, marking).character, null);
});

test("pins show the first key's picture, and the next one's", () => {
  const { marking } = page();
  marking.placePins("key-0");
  assert.equal(marking.subject.id, "pose-0");
  marking.side.value = "last";
  assert.equal(marking.subject.id, "pose-1");
  assert.equal(marking.rightKey.id, "key-1");
});

test("a breakdown is about the drawing at the playhead, and asks the server where its joints are", async (context) => {
  const { store, marking } = page();
  const asked = [];
  context.mock.method(globalThis, "fetch", async (path) => {
    asked.push(path);
    const frames = [0.25, 0.5, 0.75].map((u) => ({ u, joints: [[u, 0], JOINTS[1]] }));
    return new Response(JSON.stringify({ frames }), { status: 200 });
  });
  store.seek(2);
  assert.equal(segmentAt(store, 2).drawing, 1);
  marking.setBreakdown("key-0");
  assert.equal(markedDrawing(store, marking).joints, null);
  const key = store.keyframes.value.get("key-0");
  await marking.path.follow(key, 1);
  await marking.path.follow(key, 1);
  assert.deepEqual(asked, ["/api/projects/project/segments/key-0/path"]);
  assert.deepEqual(markedDrawing(store, marking).joints[0], [0.5, 0]);
  store.seek(3);
  assert.equal(markedDrawing(store, marking).u, 0.75);
  store.seek(6);
  assert.equal(marking.mode.value, null);
});

test("a path that does not come says so, and may be asked for again", async (context) => {
  const { store, marking } = page();
  context.mock.method(globalThis, "fetch", async () => new Response("{}", { status: 500 }));
  const key = store.keyframes.value.get("key-0");
  await marking.path.follow(key, 1);
  assert.match(marking.path.trouble.value, /error 500/);
  assert.equal(marking.path.of("key-0"), null);
});
