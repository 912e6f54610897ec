import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { ApiError } from "#kf/core/net.js";
import { Store } from "#kf/core/store.js";
import { calm, firstSnapshot, ModelServer } from "./lib/model.js";

const EDITOR = { role: "editor", may: ["view", "edit", "render", "export", "copy"] };
const VIEWER = { role: "viewer", may: ["view", "export", "copy"] };
const set = (id, to, on = "keyframe") => [{ do: "set", on, id, to }];

/** My page, and somebody whose edits I hear of. */
function desk(level = EDITOR) {
  const server = new ModelServer({ ...firstSnapshot([0, 12, 24]), level });
  const asked = [];
  const send = (batch) => new Promise((resolve, reject) => asked.push({ batch, resolve, reject }));
  const store = new Store(server.snapshot(), { send });
  const heard = [];
  server.listeners.push((event) => heard.push(event));
  const answer = async () => {
    await calm();
    const { batch, resolve, reject } = asked.shift();
    try {
      resolve(server.take("me", batch));
    } catch (error) {
      reject(error);
    }
    await calm();
  };
  const hear = () => {
    for (const event of heard.splice(0)) store.receive(event);
  };
  let edits = 0;
  const ana = (operations) => {
    edits += 1;
    server.take("Ana", { id: `ana-${edits}`, label: "", operations });
  };
  const said = () => store.toasts.value.map(({ text }) => text);
  return { server, store, asked, answer, hear, ana, said };
}

const timed = (name, run) =>
  test(name, async () => {
    mock.timers.enable({ apis: ["setTimeout", "Date"] });
    try {
      await run();
    } finally {
      mock.timers.reset();
    }
  });

// -- Whose change won ------------------------------------------------------------------------------------

timed("who is overtaken is told by whom, in one toast", async () => {
  const { store, answer, hear, ana, said } = desk();
  store.edit("Move", set("key-1", { frame: 14 }));
  await answer();
  ana(set("key-1", { frame: 16 }));
  hear();
  assert.equal(store.keyframes.value.get("key-1").frame, 16);
  assert.deepEqual(said(), ["Ana has just changed “Pose 1” after you did. It stays as Ana left it."]);
  store.edit("Move", set("key-2", { frame: 30 }));
  await answer();
  ana(set("key-2", { frame: 31 }));
  ana(set("key-2", { frame: 32 }));
  hear();
  assert.deepEqual(said(), [
    "Ana has just changed several things after you did. They stay as Ana left them.",
  ]);
});

timed("an answer that comes after the other's event tells as well", async () => {
  const { server, store, asked, hear, ana, said } = desk();
  store.edit("Move", set("key-1", { frame: 14 }));
  await calm();
  const { batch, resolve } = asked.shift();
  const answer = server.take("me", batch);
  ana(set("key-1", { frame: 16 }));
  hear();
  assert.deepEqual(said(), []);
  resolve(answer);
  await calm();
  assert.match(said()[0], /^Ana has just changed “Pose 1”/);
});

timed("who has overtaken the other is told nothing, and neither is who agrees or was long done", async () => {
  const { server, store, answer, hear, ana, said } = desk();
  ana(set("key-1", { frame: 16 }));
  store.edit("Move", set("key-1", { frame: 14 }));
  await answer(); // mine came after Ana's, and her event comes late
  hear();
  assert.equal(server.document.keyframes.get("key-1").frame, 14);
  store.edit("Hold", set("key-2", { hold: 3 }));
  await answer();
  ana(set("key-2", { hold: 3 }));
  ana(set("key-2", { method: "flow" })); // another property of the same key
  hear();
  mock.timers.tick(6000);
  ana(set("key-1", { frame: 18 }));
  hear();
  assert.deepEqual(said(), []);
});

timed("what was deleted under my hands is told", async () => {
  const { store, answer, hear, ana, said } = desk();
  store.edit("Hold", set("key-1", { hold: 3 }));
  await answer();
  ana([{ do: "delete", on: "keyframe", id: "key-1" }]);
  hear();
  assert.deepEqual(said(), ["Ana has just deleted “Pose 1”, which you had changed."]);
});

timed("an undo leaves alone what another wrote, and says who", async () => {
  const { server, store, answer, hear, ana, said } = desk();
  store.edit("Move", set("key-1", { frame: 14 }));
  await answer();
  mock.timers.tick(6000);
  ana(set("key-1", { frame: 16 }));
  hear();
  void store.undo();
  await answer();
  assert.equal(server.document.keyframes.get("key-1").frame, 16);
  assert.deepEqual(said(), ["Ana has changed this since; it was left as it is."]);
});

timed("an edit of what is gone says who deleted it", async () => {
  const { store, asked, hear, ana, said } = desk();
  ana([{ do: "delete", on: "keyframe", id: "key-1" }]);
  hear();
  store.edit("Hold", set("key-1", { hold: 3 }));
  await calm();
  asked.shift().reject(new ApiError(422, "gone", "This keyframe is gone.", { index: 0 }));
  await calm();
  assert.deepEqual(said(), ["This keyframe is gone. It was Ana who deleted it."]);
});

// -- What one may do -------------------------------------------------------------------------------------

timed(
  "who may no longer edit stops at once, keeps what is not saved, and goes on when they may again",
  async () => {
    const { server, store, asked, answer, said } = desk();
    store.edit("One", set("key-1", { frame: 14 }));
    store.edit("Two", set("key-2", { hold: 4 }));
    await calm();
    const [first] = asked;
    store.receive({ type: "level", ...VIEWER });
    assert.equal(store.saved.value, "closed");
    assert.equal(store.may("edit"), false);
    first.reject(new ApiError(404, "lost", "There is nothing at this address that you can see."));
    asked.length = 0;
    await calm();
    assert.equal(store.unsaved.value, 2);
    assert.equal(store.savedText.value, "Cannot save: you may only view this now");
    assert.equal((await store.edit("Three", set("key-2", { hold: 5 }))).code, "level");
    assert.equal((await store.undo()).code, "level");
    assert.equal(await store.render(), null);
    assert.deepEqual(said(), ["You may no longer edit this project. Nothing was changed."]);
    assert.equal(store.undoLabel.value, "Two");
    mock.timers.tick(60_000);
    await calm();
    assert.equal(asked.length, 0, "nothing is sent");

    store.receive({ type: "level", ...EDITOR });
    await answer();
    await answer();
    assert.equal(store.saved.value, "saved");
    assert.equal(server.document.keyframes.get("key-1").frame, 14);
    assert.equal(server.document.keyframes.get("key-2").hold, 4);
  },
);

timed("an edit that had arrived when the level fell is not sent again", async () => {
  const { server, store, asked, said } = desk();
  store.edit("One", set("key-1", { frame: 14 }));
  await calm();
  store.receive({ type: "level", ...VIEWER });
  const { batch, resolve } = asked.shift();
  resolve(server.take("me", batch));
  await calm();
  assert.equal(store.unsaved.value, 0);
  store.receive({ type: "level", ...EDITOR });
  await calm();
  assert.equal(store.saved.value, "saved");
  assert.equal(asked.length, 0);
  assert.deepEqual(said(), []);
});

timed("a page that begins with a viewer's level sends nothing", async () => {
  const { store, asked } = desk(VIEWER);
  const outcome = store.edit("One", set("key-1", { frame: 14 }));
  assert.equal(store.keyframes.value.get("key-1").frame, 14, "as the field shows it");
  assert.equal((await outcome).ok, false);
  mock.timers.tick(1);
  assert.equal(store.keyframes.value.get("key-1").frame, 12, "as it is");
  assert.equal(asked.length, 0);
});

// -- Too fast --------------------------------------------------------------------------------------------

timed("who is told to slow down waits as long as they were told, and all is saved", async () => {
  const { store, asked, answer } = desk();
  store.edit("One", set("key-1", { frame: 14 }));
  await calm();
  asked.shift().reject(new ApiError(429, "too_fast", "Too many edits came at once.", {}, 4));
  await calm();
  store.edit("Two", set("key-2", { hold: 4 }));
  store.retry();
  await calm();
  assert.equal(asked.length, 0, "what comes meanwhile waits as well");
  assert.equal(store.savedText.value, "Saving 2 changes…");
  mock.timers.tick(4000);
  await answer();
  await answer();
  assert.equal(store.saved.value, "saved");
});

timed("who may no longer see the project is a stranger to it, also where only a request tells", async () => {
  const { store } = desk();
  mock.method(globalThis, "fetch", async () => new Response("{}", { status: 404 }));
  await store.refresh();
  assert.equal(store.may("view"), false);
  assert.equal(store.saved.value, "closed");
});

timed("a server that cannot be reached takes nothing away", async () => {
  const { store } = desk();
  mock.method(globalThis, "fetch", () => Promise.reject(new TypeError("no line")));
  await store.refresh();
  assert.equal(store.may("edit"), true);
});
