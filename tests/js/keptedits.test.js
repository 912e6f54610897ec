import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "#kf/core/net.js";
import { Store } from "#kf/core/store.js";
import { calm, firstSnapshot, ModelServer } from "./lib/model.js";

const move = (id, frame) => [{ do: "set", on: "keyframe", id, to: { frame } }];
const frameOf = (store, id) => store.keyframes.value.get(id)?.frame;

/** What a device keeps, in memory. */
class Device {
  constructor(before = []) {
    this.rows = new Map(before.map((batch) => [batch.id, structuredClone(batch)]));
    this.before = before;
    this.safe = true;
  }
  put(batch) {
    if (!this.safe) return Promise.resolve(false);
    this.rows.set(batch.id, structuredClone(batch));
    return Promise.resolve(true);
  }
  drop(id) {
    this.rows.delete(id);
  }
  adopt() {
    return Promise.resolve(this.before.map((batch) => structuredClone(batch)));
  }
}

function page(server = new ModelServer(firstSnapshot([0, 12, 24]))) {
  const asked = [];
  const send = (batch) => new Promise((resolve, reject) => asked.push({ batch, resolve, reject }));
  const store = new Store(server.snapshot(), { send });
  const answer = async () => {
    const { batch, resolve, reject } = asked.shift();
    try {
      resolve(server.take("me", batch));
    } catch (error) {
      reject(error);
    }
    await calm();
  };
  return { server, store, asked, answer };
}

const before = (id, frame) => ({
  id: `before-${id}-${frame}`,
  label: `Move to ${frame}`,
  operations: move(id, frame),
});

test("an edit is kept until the server has answered it", async () => {
  const { store, answer } = page();
  const device = new Device();
  store.edit("Early", move("key-1", 13));
  await store.keepEdits(device);
  store.edit("Late", move("key-1", 14));
  assert.deepEqual(
    [...device.rows.values()].map(({ label }) => label),
    ["Early", "Late"],
  );
  await calm();
  await answer();
  assert.deepEqual(
    [...device.rows.values()].map(({ label }) => label),
    ["Late"],
  );
  await answer();
  assert.equal(device.rows.size, 0);
});

test("a refused edit is kept no longer, and one that is told of is not kept silently", async () => {
  const { store, asked } = page();
  const device = new Device();
  await store.keepEdits(device);
  store.edit("Collide", move("key-1", 24));
  await calm();
  asked[0].reject(new ApiError(422, "occupied", "Frame 25 is taken.", { index: 0 }));
  await calm();
  assert.equal(device.rows.size, 0);
  assert.equal(store.toasts.value[0].text, "Frame 25 is taken.");
});

test("whoever may not edit any more finds the edit kept", async () => {
  const { store, asked } = page();
  const device = new Device();
  await store.keepEdits(device);
  store.edit("Move", move("key-1", 15));
  await calm();
  asked[0].reject(new ApiError(401, "who", "Sign in to go on."));
  await calm();
  assert.equal(device.rows.size, 1);
  assert.equal(store.savedText.value, "Not saved: 1 change kept on this device");
});

test("edits from before are shown at once, sent first and in order, and told", async () => {
  const { store, server, asked, answer } = page();
  const kept = [before("key-1", 13), before("key-1", 14)];
  const keeping = store.keepEdits(new Device(kept));
  store.edit("Now", move("key-2", 30));
  await calm();
  assert.equal(frameOf(store, "key-1"), 14);
  assert.equal(frameOf(store, "key-2"), 30);
  assert.equal(store.unsaved.value, 3);
  const order = [];
  while (asked.length > 0) {
    order.push(asked[0].batch.id);
    await answer();
  }
  assert.deepEqual(
    order.filter((id) => id.startsWith("before")),
    ["before-key-1-13", "before-key-1-14"],
  );
  await keeping;
  assert.equal(server.document.keyframes.get("key-1").frame, 14);
  assert.equal(store.toasts.value[0].text, "2 edits from before were kept on this device and are saved now.");
});

test("one that the server knows already is not done twice", async () => {
  const { store, server, answer } = page();
  const old = before("key-1", 13);
  server.take("me", old);
  server.take("ana", { id: "a", label: "", operations: move("key-1", 20) });
  const now = page(server);
  const keeping = now.store.keepEdits(new Device([old]));
  await calm();
  await now.answer();
  await keeping;
  assert.equal(server.document.keyframes.get("key-1").frame, 20);
  assert.equal(frameOf(now.store, "key-1"), 20);
  assert.equal(now.store.saved.value, "saved");
  void [store, answer];
});

test("what can not be saved any more is told in one toast, with its label and the reason", async () => {
  const { store, answer, asked } = page();
  const kept = [before("key-1", 24), before("key-0", 24), before("key-2", 30)];
  const keeping = store.keepEdits(new Device(kept));
  await calm();
  while (asked.length > 0) await answer();
  await keeping;
  const [saved, refused] = store.toasts.value;
  assert.equal(saved.text, "1 edit from before was kept on this device and is saved now.");
  assert.equal(refused.kind, "error");
  assert.match(refused.text, /^2 edits from before could not be saved\. “Move to 24”: Frame 25 is taken\./);
});

test("undo takes back what was done before the reload", async () => {
  const { store, server, asked, answer } = page();
  const keeping = store.keepEdits(new Device([before("key-1", 13)]));
  await calm();
  await answer();
  await keeping;
  assert.equal(store.undoLabel.value, "Move to 13");
  store.undo();
  await calm();
  await answer();
  assert.equal(server.document.keyframes.get("key-1").frame, 12);
  assert.equal(asked.length, 0);
});

test("an edit that the device could not keep is not said to be kept", async () => {
  const { store, asked } = page();
  const device = new Device();
  await store.keepEdits(device);
  device.safe = false;
  store.edit("Move", move("key-1", 15));
  await calm();
  asked[0].reject(new ApiError(0, "offline", "The studio cannot be reached."));
  await calm();
  assert.equal(store.savedText.value, "Offline: 1 change kept on this page");
});

test("an undo that turns out otherwise is kept as what it has become", async () => {
  const { store, server, answer } = page();
  const device = new Device();
  await store.keepEdits(device);
  store.edit("Mine", move("key-1", 15));
  store.undo();
  await calm();
  server.take("ana", {
    id: "b",
    label: "",
    operations: [{ do: "set", on: "keyframe", id: "key-1", to: { frame: 14 } }],
  });
  await answer();
  const [left] = [...device.rows.values()];
  assert.equal(left.operations[0].to.frame, 14, "the server's word, not our guess");
});

test("what is locked is unlocked by one press, together with the edit", async () => {
  const { store, asked } = page();
  store.edit("Ease", [{ do: "set", on: "keyframe", id: "key-0", to: { ease: "in" } }]);
  await calm();
  const unlock = { on: "keyframe", id: "key-0" };
  asked[0].reject(new ApiError(422, "locked", "It is locked.", { index: 0, unlock }));
  await calm();
  const { action } = store.toasts.value[0];
  assert.equal(action.label, "Unlock and do it");
  action.act();
  await calm();
  assert.deepEqual(
    asked[1].batch.operations.map(({ to }) => to),
    [{ locked: false }, { ease: "in" }],
  );
});
