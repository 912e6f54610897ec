import assert from "node:assert/strict";
import test from "node:test";
import { Store } from "#kf/core/store.js";
import { assignPoses, setCard, showBy, showNextKey, tagOf, tagPoses } from "#kf/library/acts.js";
import { freeRow, placeInRow } from "#kf/library/rowed.js";
import { firstSnapshot, freshSegment, keyframe, ModelServer } from "../lib/model.js";

const SKELETON = { names: ["a", "b"], parents: { b: "a" } };
const JOINTS = [
  [0.4, 0.5],
  [0.5, 0.6],
];

/** A page of a project with three marked poses of one of two characters, who have equal or other skeletons. */
function page({ keys = [], other = SKELETON, segments = /** @type {any} */ (undefined) } = {}) {
  const snapshot = firstSnapshot();
  const server = new ModelServer(
    /** @type {any} */ ({
      ...snapshot,
      characters: [
        { id: "girl", name: "Girl", skeleton: SKELETON },
        { id: "fox", name: "Fox", skeleton: other },
      ],
      poses: snapshot.poses.map((pose) => ({ ...pose, character: "girl", joints: JOINTS, tags: ["run"] })),
      keyframes: keys.map((frame, place) => keyframe(`key-${place}`, frame, `pose-${place % 3}`)),
    }),
  );
  const store = new Store(/** @type {any} */ (server.start), {
    send: async (batch) => {
      const answer = server.take("me", batch);
      return /** @type {any} */ (segments ? { ...answer, segments } : answer);
    },
  });
  return { store, server, poses: [...store.poses.value.values()] };
}

test("a tag is one line without commas, put on only where it is missing, taken off where it is", async () => {
  assert.equal(tagOf("  night,\n run\t 2 "), "night run 2");
  const { store, poses, server } = page();
  assert.equal(tagPoses(store, poses, "run", true), null);
  await tagPoses(store, poses.slice(0, 2), "night", true);
  assert.deepEqual(store.poses.value.get("pose-1")?.tags, ["run", "night"]);
  await tagPoses(store, [...store.poses.value.values()], "night", false);
  assert.deepEqual(
    [...store.poses.value.values()].map(({ tags }) => tags.join()),
    ["run", "run", "run"],
  );
  assert.equal(server.history.length, 2, "each is one step");
});

test("joints go along to a character of the same skeleton, and are told gone where it is another", async () => {
  const same = page();
  assignPoses(same.store, same.poses, /** @type {any} */ (same.store.characters.value.get("fox")));
  assert.equal(same.store.poses.value.get("pose-0")?.character, "fox");
  assert.deepEqual(same.store.poses.value.get("pose-0")?.joints, JOINTS);
  assert.deepEqual(same.store.toasts.value, []);

  const other = page({ other: { names: ["x", "y"], parents: { y: "x" } } });
  assignPoses(
    other.store,
    other.poses.slice(0, 2),
    /** @type {any} */ (other.store.characters.value.get("fox")),
  );
  assert.equal(other.store.poses.value.get("pose-1")?.joints, null);
  assert.match(other.store.toasts.value[0].text, /joints of 2 pictures went/);
  await other.store.undo();
  assert.deepEqual(other.store.poses.value.get("pose-1")?.joints, JOINTS);
});

test("the reference card is set and taken away", () => {
  const { store, poses } = page();
  setCard(store, poses[1]);
  assert.equal(store.characters.value.get("girl")?.card, "pose-1");
  setCard(store, poses[1]);
  assert.equal(store.characters.value.get("girl")?.card, null);
});

test("poses are placed in a row on frames that are free, with room between them", () => {
  assert.deepEqual(freeRow([], 4, 3), [4, 17, 30]);
  assert.deepEqual(freeRow([{ frame: 4, hold: 3 }], 5, 2), [7, 20]);
  const { store, poses, server } = page({ keys: [13] });
  placeInRow(store, poses, 0);
  assert.deepEqual(
    store.lane.value.map(({ frame }) => frame),
    [0, 13, 14, 27],
  );
  assert.equal(store.selection.value.size, 3);
  assert.equal(server.history.length <= 1, true);
});

test("how often a pose is used leads round its keys", () => {
  const { store, poses } = page({ keys: [0, 5, 9, 20] });
  showNextKey(store, poses[0]);
  assert.equal(store.frame.value, 20);
  assert.deepEqual([...store.selection.value], ["key-3"]);
  showNextKey(store, poses[0]);
  assert.equal(store.frame.value, 0);
});

test("another picture of a pose is told with what went stale, and what to look at", async () => {
  const stale = (/** @type {string} */ key) => ({ ...freshSegment(key, 11), state: "stale" });
  const segments = { "key-0": stale("n0"), "key-1": stale("n1") };
  const { store, poses, server } = page({ keys: [0, 12, 24], segments });
  store.receive({
    type: "welcome",
    snapshot: /** @type {any} */ ({
      ...server.start,
      segments: { "key-0": freshSegment("k0", 11), "key-1": freshSegment("k1", 11) },
    }),
  });
  assert.equal(store.segments.value.get("key-1")?.state, "fresh");
  const words = { edit: "Crop Pose 1", told: "Pose 1 is cropped." };
  const setting = { version: { sha256: "new" }, to: { sha256: "new" }, note: "1 joint lies outside." };
  assert.equal(await showBy(store, poses[1], setting, words), true);
  assert.equal(store.poses.value.get("pose-1")?.sha256, "new");
  assert.match(
    store.toasts.value[0].text,
    /^Pose 1 is cropped\. 2 segments went stale\. 1 joint lies outside\.$/,
  );
  assert.equal(await showBy(store, poses[1], { ...setting, to: {} }, words), false);
});
