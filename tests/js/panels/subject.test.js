import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "#kf/core/store.js";
import { closeLoop, setCount } from "#kf/panels/segmentedits.js";
import { segmentMeant, subjectOf } from "#kf/panels/subject.js";
import { firstSnapshot } from "../lib/model.js";

const never = () => new Promise(() => {});
const at = (frames) => new Store(firstSnapshot(frames), { send: never });
const ids = (keys) => keys.map(({ id }) => id);

test("without a selection it is what the playhead stands on", () => {
  const store = at([0, 10, 20]);
  assert.deepEqual(ids(subjectOf(store).keys), ["key-0"]);
  store.seek(5);
  assert.deepEqual(ids(subjectOf(store).lefts), ["key-0"]);
  assert.deepEqual(subjectOf(store).keys, []);
  store.seek(25);
  assert.deepEqual(subjectOf(store), { keys: [], lefts: [] }, "behind the last key there is nothing");
});

test("several keys mean the segments from one to the next", () => {
  const store = at([0, 10, 20, 30]);
  store.select(["key-0", "key-1", "key-3"]);
  assert.deepEqual(ids(subjectOf(store).lefts), ["key-0"], "between 1 and 3 stands one that is not selected");
  store.select(["key-3", "key-2", "key-1"]);
  assert.deepEqual(ids(subjectOf(store).lefts), ["key-1", "key-2"], "in the order of time");
});

test("a judgement on a key is about the segment that it begins, at the last key about the one before", () => {
  const store = at([0, 10]);
  assert.equal(segmentMeant(store)?.id, "key-0");
  store.seek(10);
  assert.equal(segmentMeant(store)?.id, "key-0");
});

test("more in-betweens move all that follows, in one step", () => {
  const store = at([0, 10, 20]);
  setCount(store, store.keyframes.value.get("key-0"), 12);
  assert.deepEqual(
    store.lane.value.map(({ frame }) => frame),
    [0, 13, 23],
  );
  void store.undo();
  assert.deepEqual(
    store.lane.value.map(({ frame }) => frame),
    [0, 10, 20],
  );
});

test("a loop is closed by the first pose at the end, and not twice", () => {
  const store = at([0, 10, 20]);
  const id = closeLoop(store, store.lane.value);
  const last = store.lane.value.at(-1);
  assert.equal(last.id, id);
  assert.deepEqual([last.pose, last.frame], ["pose-0", 30], "as long as the first segment is");
  assert.equal(store.currentShot.value.loop, true);
  assert.equal(closeLoop(store, store.lane.value), id);
  assert.equal(store.lane.value.length, 4);
});
