import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { ApiError } from "#kf/core/net.js";
import { Store } from "#kf/core/store.js";
import { calm, firstSnapshot, freshSegment, keyframe, ModelServer, SHOT } from "./lib/model.js";

const move = (id, frame) => [{ do: "set", on: "keyframe", id, to: { frame } }];
const frameOf = (store, id) => store.keyframes.value.get(id)?.frame;

/** A page whose requests are answered when the test says so. */
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

test("an edit is shown at once and saved when the server has answered", async () => {
  const { store, answer } = page();
  const outcome = store.edit("Move", move("key-1", 15));
  assert.equal(frameOf(store, "key-1"), 15);
  assert.equal(store.saved.value, "saving");
  assert.equal(store.unsaved.value, 1);
  await answer();
  assert.equal(store.saved.value, "saved");
  assert.equal(store.unsaved.value, 0);
  assert.equal(store.revision.value, 2);
  assert.deepEqual(await outcome, { ok: true, revision: 2, skipped: [] });
});

test("batches go in order, one at a time", async () => {
  const { store, asked, answer, server } = page();
  store.edit("One", move("key-1", 13));
  store.edit("Two", move("key-1", 14));
  await calm();
  assert.equal(asked.length, 1);
  assert.equal(store.savedText.value, "Saving 2 changes…");
  await answer();
  assert.equal(asked.length, 1);
  await answer();
  assert.equal(server.document.keyframes.get("key-1").frame, 14);
});

test("a refused batch is rolled back, told in the server's words, and what came after it stays", async () => {
  const { store, answer } = page();
  const refused = store.edit("Collide", move("key-1", 24));
  store.edit("Fine", [{ do: "set", on: "keyframe", id: "key-2", to: { hold: 5 } }]);
  await calm();
  await answer();
  assert.equal(frameOf(store, "key-1"), 12);
  assert.equal(store.keyframes.value.get("key-2").hold, 5);
  assert.match(store.toasts.value[0].text, /Frame 25 is taken/);
  assert.equal((await refused).code, "occupied");
  await answer();
  assert.equal(store.undoLabel.value, "Fine");
  await calm();
  assert.equal(store.saved.value, "saved");
});

test("the remedy of a refusal is one press away", async () => {
  const { store, asked } = page();
  store.edit("Move", move("key-1", 24));
  await calm();
  asked[0].reject(new ApiError(422, "occupied", "Frame 25 is taken.", { index: 0, fix: { frame: 25 } }));
  await calm();
  const { action } = store.toasts.value[0];
  assert.equal(action.label, "Use frame 26");
  action.act();
  assert.equal(frameOf(store, "key-1"), 25);
});

test("without a network edits are kept and sent when it is back", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const { store, asked, answer } = page();
    store.edit("Move", move("key-1", 15));
    store.edit("Hold", [{ do: "set", on: "keyframe", id: "key-1", to: { hold: 2 } }]);
    await calm();
    asked.shift().reject(new ApiError(0, "unreachable", "The server cannot be reached."));
    await calm();
    assert.equal(store.saved.value, "offline");
    assert.equal(store.savedText.value, "Offline: 2 changes kept on this page");
    assert.equal(await store.render(), null);
    assert.match(store.toasts.value.at(-1).text, /^You are offline/);
    assert.equal(frameOf(store, "key-1"), 15);
    mock.timers.tick(500);
    await calm();
    await answer();
    await answer();
    assert.equal(store.saved.value, "saved");
    assert.equal(store.keyframes.value.get("key-1").hold, 2);
  } finally {
    mock.timers.reset();
  }
});

test("an answer that was lost is asked for again and changes nothing twice", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const { store, asked, answer, server } = page();
    store.edit("Create", [{ do: "create", on: "keyframe", id: "new", to: { ...keyframe("new", 40) } }]);
    await calm();
    const lost = asked.shift();
    server.take("me", lost.batch);
    lost.reject(new ApiError(0, "unreachable", "The server cannot be reached."));
    await calm();
    mock.timers.tick(500);
    await calm();
    await answer();
    assert.equal(server.revision, 2);
    assert.equal(store.revision.value, 2);
    assert.equal(frameOf(store, "new"), 40);
  } finally {
    mock.timers.reset();
  }
});

test("who may no longer edit is told so, and nothing more is sent", async () => {
  const { store, asked } = page();
  store.edit("Move", move("key-1", 15));
  await calm();
  asked.shift().reject(new ApiError(404, "gone", "This project is no longer yours to edit."));
  await calm();
  store.edit("Move", move("key-1", 16));
  await calm();
  assert.equal(store.saved.value, "closed");
  assert.equal(asked.length, 0);
  await store.settled();
});

test("others' edits come in under our own, without flicker", async () => {
  const { store, server, answer } = page();
  const seen = [];
  store.edit("Mine", move("key-1", 15));
  store.keyframes.subscribe((keyframes) => seen.push(keyframes.get("key-1").frame));
  const theirs = server.take("ana", {
    id: "b-ana",
    label: "",
    operations: [...move("key-1", 18), ...move("key-2", 30)],
  });
  store.receive({ type: "ops", batch: "b-ana", actor: null, ...theirs });
  assert.equal(frameOf(store, "key-2"), 30);
  await answer();
  assert.equal(frameOf(store, "key-1"), 15, "ours came later to the server");
  assert.ok(
    seen.every((frame) => frame === 15),
    String(seen),
  );
});

test("an answer that overtakes somebody's event waits for it", async () => {
  const { store, server, answer } = page();
  const theirs = server.take("ana", { id: "b-ana", label: "", operations: move("key-2", 30) });
  store.edit("Mine", move("key-2", 33));
  await calm();
  await answer();
  assert.equal(store.revision.value, 1, "revision 2 is missing still");
  assert.equal(store.saved.value, "saved");
  assert.equal(frameOf(store, "key-2"), 33);
  store.receive({ type: "ops", batch: "b-ana", actor: null, ...theirs });
  assert.equal(store.revision.value, 3);
  assert.equal(frameOf(store, "key-2"), 33);
});

test("a hole in the revisions is asked about after a second", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const { store, server } = page();
    let asked = 0;
    store.onGap = () => {
      asked += 1;
      store.welcome(server.snapshot());
    };
    server.take("ana", { id: "1", label: "", operations: move("key-2", 30) });
    const second = server.take("ana", { id: "2", label: "", operations: move("key-2", 31) });
    store.receive({ type: "ops", batch: "2", actor: null, ...second });
    assert.equal(frameOf(store, "key-2"), 24);
    mock.timers.tick(1000);
    assert.equal(asked, 1);
    assert.equal(frameOf(store, "key-2"), 31);
    assert.equal(store.revision.value, 3);
  } finally {
    mock.timers.reset();
  }
});

test("undo and redo take back and bring again, over the same door", async () => {
  const { store, answer } = page();
  store.edit("Move to 16", move("key-1", 15));
  await calm();
  await answer();
  store.undo();
  assert.equal(frameOf(store, "key-1"), 12);
  await calm();
  await answer();
  assert.equal(store.redoLabel.value, "Move to 16");
  store.redo();
  assert.equal(frameOf(store, "key-1"), 15);
  await calm();
  await answer();
  assert.equal(store.undoLabel.value, "Move to 16");
});

test("an edit can be undone before the server has heard of it", async () => {
  const { store, answer, server } = page();
  store.edit("Delete", [{ do: "delete", on: "keyframe", id: "key-1" }]);
  store.undo();
  assert.equal(frameOf(store, "key-1"), 12);
  await calm();
  await answer();
  await answer();
  assert.equal(server.document.keyframes.get("key-1").frame, 12);
});

test("a toast takes back the edit that it speaks of, and no later one", async () => {
  const { store } = page();
  store.edit("Move", move("key-1", 15));
  const offer = store.undoOffer();
  store.edit("Move on", move("key-2", 30));
  offer.act();
  assert.deepEqual([frameOf(store, "key-1"), frameOf(store, "key-2")], [15, 30]);
  assert.match(store.toasts.value[0].text, /something else since/);
  store.undo();
  offer.act();
  assert.deepEqual([frameOf(store, "key-1"), frameOf(store, "key-2")], [12, 24]);
});

test("undo leaves alone what somebody has changed since, and says so", async () => {
  const { store, server, answer } = page();
  store.edit("Mine", [{ do: "set", on: "keyframe", id: "key-1", to: { frame: 15, hold: 3 } }]);
  await calm();
  await answer();
  const theirs = server.take("ana", { id: "b", label: "", operations: move("key-1", 18) });
  store.receive({ type: "ops", batch: "b", actor: null, ...theirs });
  store.undo();
  await calm();
  await answer();
  assert.equal(frameOf(store, "key-1"), 18);
  assert.equal(store.keyframes.value.get("key-1").hold, 1);
  assert.match(store.toasts.value[0].text, /Somebody has changed this/);
});

test("a moved key makes only the segments beside it stale, and putting it back makes them fresh", async () => {
  const snapshot = firstSnapshot([0, 12, 24, 36]);
  snapshot.segments = {
    "key-0": freshSegment("k0", 11),
    "key-1": freshSegment("k1", 11),
    "key-2": freshSegment("k2", 11),
  };
  const store = new Store(snapshot, { send: () => new Promise(() => {}) });
  const states = () => ["key-0", "key-1", "key-2"].map((id) => store.segments.value.get(id).state);
  assert.deepEqual(states(), ["fresh", "fresh", "fresh"]);
  store.edit("Move", move("key-1", 15));
  assert.deepEqual(states(), ["stale", "stale", "fresh"]);
  assert.equal(store.segments.value.get("key-0").count, 14);
  assert.equal(store.segments.value.get("key-0").shown, "k0");
  store.edit("Back", move("key-1", 12));
  assert.deepEqual(states(), ["fresh", "fresh", "fresh"]);
  store.edit("Exposure", [{ do: "set", on: "keyframe", id: "key-2", to: { exposure: 2 } }]);
  assert.deepEqual(states(), ["fresh", "fresh", "stale"]);
  assert.equal(store.segments.value.get("key-2").drawings, 5);
});

test("a new segment is missing at once, and keys side by side have none", () => {
  const store = new Store(firstSnapshot([0, 12]), { send: () => new Promise(() => {}) });
  assert.equal(store.segments.value.get("key-0").state, "missing");
  store.edit("Join", move("key-1", 1));
  assert.equal(store.segments.value.has("key-0"), false);
});

test("a changed background touches every segment of its shot", () => {
  const snapshot = firstSnapshot([0, 12]);
  snapshot.segments = { "key-0": freshSegment("k0", 11) };
  const store = new Store(snapshot, { send: () => new Promise(() => {}) });
  store.edit("Ground", [{ do: "set", on: "shot", id: SHOT, to: { ground: "#000000" } }]);
  assert.equal(store.segments.value.get("key-0").state, "stale");
});

const progress = (key, state, done, more = {}) => ({
  type: "segment",
  key,
  state,
  done,
  total: 11,
  eta: 3,
  method: "flow",
  reason: "",
  error: null,
  attempt: 1,
  ...more,
});

test("news of a render reach the segment: place, frames, end", () => {
  const snapshot = firstSnapshot([0, 12]);
  const missing = {
    ...freshSegment("k0", 11),
    state: "missing",
    done: 0,
    shown: null,
    shown_drawings: 0,
    shown_done: 0,
  };
  snapshot.segments = { "key-0": missing };
  const store = new Store(snapshot, { send: () => new Promise(() => {}) });
  const segment = () => store.segments.value.get("key-0");
  store.receive(progress("k0", "queued", 0, { eta: null }));
  store.receive({ type: "queue", places: { k0: [2, 40] } });
  assert.deepEqual([segment().state, segment().place, segment().eta], ["queued", 2, 40]);
  assert.equal(store.busy.value, true);
  store.receive(progress("k0", "running", 4));
  assert.deepEqual([segment().state, segment().shown, segment().shown_done], ["running", "k0", 4]);
  store.receive(progress("k0", "done", 11, { eta: null }));
  assert.deepEqual([segment().state, segment().shown_done, segment().eta], ["fresh", 11, null]);
  store.receive(progress("k0", "running", 7));
  assert.equal(segment().state, "fresh", "a late event does not turn back what is done");
  assert.equal(store.busy.value, false);
});

test("cancelled work keeps its frames, and a failure says what it is", () => {
  const snapshot = firstSnapshot([0, 12]);
  snapshot.segments = { "key-0": { ...freshSegment("k0", 11), state: "running", done: 5, shown_done: 5 } };
  const store = new Store(snapshot, { send: () => new Promise(() => {}) });
  store.receive(progress("k0", "cancelled", 5));
  assert.deepEqual(
    [store.segments.value.get("key-0").state, store.segments.value.get("key-0").shown_done],
    ["missing", 5],
  );
  store.receive(progress("k0", "running", 6));
  store.receive({ type: "queue", places: { k0: [1, 3] } });
  assert.deepEqual(
    [store.segments.value.get("key-0").state, store.segments.value.get("key-0").shown_done],
    ["missing", 6],
    "a worker's last word keeps its drawing, and nothing seems to run or wait again",
  );
  store.receive(progress("k0", "failed", 5, { error: { code: "memory", sentence: "Not enough memory." } }));
  assert.equal(store.segments.value.get("key-0").error.sentence, "Not enough memory.");
});

test("a render of what has been edited since lands as a stale take", () => {
  const snapshot = firstSnapshot([0, 12]);
  snapshot.segments = { "key-0": { ...freshSegment("k0", 11), state: "running", done: 5, shown_done: 5 } };
  const store = new Store(snapshot, { send: () => new Promise(() => {}) });
  store.edit("Move", move("key-1", 20));
  store.receive(progress("k0", "done", 11));
  const segment = store.segments.value.get("key-0");
  assert.deepEqual([segment.state, segment.shown_done, segment.count], ["stale", 11, 19]);
  store.edit("Back", move("key-1", 12));
  assert.equal(store.segments.value.get("key-0").state, "fresh");
});

test("selection forgets what is gone, and a shot that vanishes gives way to the next", () => {
  const snapshot = firstSnapshot([0, 12]);
  snapshot.shots.push({ id: "two", name: "Two", order: "W", plate: null, ground: "#fff" });
  const store = new Store(snapshot, { send: () => new Promise(() => {}) });
  store.select(["key-1", "seg:key-0"]);
  store.edit("Delete", [{ do: "delete", on: "keyframe", id: "key-1" }]);
  assert.deepEqual([...store.selection.value], []);
  store.edit("Delete shot", [{ do: "delete", on: "shot", id: SHOT }]);
  assert.equal(store.shot.value, "two");
});

test("a refusal is not hidden by what only confirms", () => {
  const { store } = page();
  store.toast("Refused.", null, "error");
  for (const text of ["One.", "Two.", "Three.", "Four."]) store.toast(text);
  assert.deepEqual(
    store.toasts.value.map(({ text }) => text),
    ["Refused.", "Two.", "Three.", "Four."],
  );
});
