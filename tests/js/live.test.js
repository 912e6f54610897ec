import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { backoff } from "#kf/core/backoff.js";
import { Live } from "#kf/core/live.js";
import { Store } from "#kf/core/store.js";
import { calm, firstSnapshot, freshSegment } from "./lib/model.js";

/** A socket whose other end is the test. */
function wire() {
  const sockets = [];
  class Socket extends EventTarget {
    constructor(url) {
      super();
      this.url = url;
      this.readyState = 0;
      this.sent = [];
      sockets.push(this);
    }
    send(text) {
      this.sent.push(JSON.parse(text).type);
    }
    close() {
      this.readyState = 3;
    }
    hear(event) {
      this.readyState = 1;
      this.dispatchEvent(Object.assign(new Event("message"), { data: JSON.stringify(event) }));
    }
    drop(code = 1006) {
      this.readyState = 3;
      this.dispatchEvent(Object.assign(new Event("close"), { code }));
    }
  }
  return { sockets, Socket };
}

function begin(snapshot = firstSnapshot([0, 12])) {
  const { sockets, Socket } = wire();
  const store = new Store(snapshot, { send: () => new Promise(() => {}) });
  const live = new Live(store, { url: "ws://test", Socket });
  live.start();
  return { store, live, sockets, snapshot };
}

const timed = (name, run) =>
  test(name, async () => {
    mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
    try {
      await run();
    } finally {
      mock.timers.reset();
    }
  });

const title = (revision, text) => ({
  type: "ops",
  revision,
  batch: `b${revision}`,
  actor: null,
  applied: [{ do: "set", on: "project", id: "project", to: { title: text } }],
  segments: {},
});

timed("a welcome is taken in, and events after it", async () => {
  const { store, live, sockets, snapshot } = begin();
  sockets[0].hear({ type: "welcome", snapshot: { ...snapshot, revision: 4 } });
  assert.equal(store.connected.value, true);
  sockets[0].hear(title(5, "Five"));
  assert.equal(store.project.value.title, "Five");
  assert.equal(store.revision.value, 5);
  live.end();
});

timed("a broken line comes back by itself, ever more slowly, and at once after a welcome", async () => {
  const { store, live, sockets, snapshot } = begin();
  sockets[0].hear({ type: "welcome", snapshot });
  sockets[0].drop();
  assert.equal(store.connected.value, false);
  mock.timers.tick(500);
  assert.equal(sockets.length, 2);
  sockets[1].drop();
  mock.timers.tick(400);
  assert.equal(sockets.length, 2);
  mock.timers.tick(600);
  assert.equal(sockets.length, 3);
  sockets[2].hear({ type: "welcome", snapshot });
  sockets[2].drop();
  mock.timers.tick(500);
  assert.equal(sockets.length, 4);
  live.end();
});

function beginEarly(snapshot, heard, readyState) {
  const { sockets, Socket } = wire();
  const line = Object.assign(new Socket("ws://early"), { readyState });
  const store = new Store(snapshot, { send: () => new Promise(() => {}) });
  const live = new Live(store, { early: { line, heard }, url: "ws://test", Socket });
  live.start();
  return { store, live, sockets, line };
}

timed("a line that was open before us is taken over with what it has said", async () => {
  const snapshot = firstSnapshot([0, 12]);
  const heard = [{ type: "welcome", snapshot }, title(snapshot.revision + 1, "Early")].map((event) =>
    JSON.stringify(event),
  );
  const { store, live, sockets, line } = beginEarly(snapshot, heard, 1);
  assert.equal(store.connected.value, true);
  assert.equal(store.project.value.title, "Early");
  line.hear(title(snapshot.revision + 2, "Late"));
  assert.equal(store.project.value.title, "Late");
  assert.deepEqual(sockets, [line]);
  live.end();
});

timed("one that was closed before us is opened again", async () => {
  const { store, live, sockets } = beginEarly(firstSnapshot([0, 12]), [], 3);
  assert.equal(store.connected.value, false);
  mock.timers.tick(500);
  assert.deepEqual(
    sockets.map(({ url }) => url),
    ["ws://early", "ws://test"],
  );
  live.end();
});

timed("a number left out of a stream is asked about once, and a repeated one is no news", async () => {
  const { store, live, sockets, snapshot } = begin();
  sockets[0].hear({ type: "welcome", snapshot });
  const render = (seq, state) => ({ type: "render", id: "r", state, stream: "worker", seq });
  sockets[0].hear(render(1, "queued"));
  sockets[0].hear(render(2, "running"));
  sockets[0].hear(render(1, "queued"));
  assert.equal(store.renders.value.get("r").state, "running");
  assert.deepEqual(sockets[0].sent, []);
  sockets[0].hear(render(4, "done"));
  sockets[0].hear(render(6, "done"));
  assert.deepEqual(sockets[0].sent, ["again"]);
  sockets[0].hear({ type: "welcome", snapshot });
  sockets[0].hear({ ...render(9, "done"), stream: "another" });
  assert.deepEqual(sockets[0].sent, ["again"]);
  live.end();
});

timed("a hole in the revisions is asked about when it stays", async () => {
  const { store, live, sockets, snapshot } = begin();
  sockets[0].hear({ type: "welcome", snapshot });
  sockets[0].hear(title(3, "Three"));
  assert.equal(store.project.value.title, "P");
  mock.timers.tick(1000);
  assert.deepEqual(sockets[0].sent, ["again"]);
  live.end();
});

timed("a pong that tells of more than we know is a hole too", async () => {
  const { live, sockets, snapshot } = begin();
  sockets[0].hear({ type: "welcome", snapshot });
  mock.timers.tick(20_000);
  assert.deepEqual(sockets[0].sent, ["ping"]);
  sockets[0].hear({ type: "pong", revision: 9 });
  mock.timers.tick(1000);
  assert.deepEqual(sockets[0].sent, ["ping", "again"]);
  live.end();
});

timed("silence while work is under way is asked about, and silence with nothing to do is not", async () => {
  const snapshot = firstSnapshot([0, 12]);
  const { live, sockets, store } = begin(snapshot);
  sockets[0].hear({ type: "welcome", snapshot });
  mock.timers.tick(15_000);
  assert.deepEqual(sockets[0].sent, []);
  const running = { ...freshSegment("k", 11), state: "running", done: 3, shown_done: 3 };
  sockets[0].hear({ type: "welcome", snapshot: { ...snapshot, segments: { "key-0": running } } });
  assert.equal(store.busy.value, true);
  mock.timers.tick(10_000);
  assert.ok(sockets[0].sent.includes("again"));
  live.end();
});

timed("who may no longer look is told, and not connected again", async () => {
  const { store, live, sockets, snapshot } = begin();
  sockets[0].hear({ type: "welcome", snapshot });
  sockets[0].hear({ type: "bye", code: "access" });
  sockets[0].drop(4403);
  mock.timers.tick(60_000);
  await calm();
  assert.equal(sockets.length, 1);
  assert.equal(store.may("view"), false);
  assert.equal(store.saved.value, "closed");
  live.end();
});

timed("a line that is dead and does not know it is opened anew", async () => {
  const { store, live, sockets, snapshot } = begin();
  sockets[0].hear({ type: "welcome", snapshot });
  mock.timers.tick(20_000);
  assert.deepEqual(sockets[0].sent, ["ping"]);
  mock.timers.tick(14_000);
  sockets[0].hear({ type: "pong", revision: snapshot.revision });
  mock.timers.tick(6_000);
  assert.deepEqual(sockets[0].sent, ["ping", "ping"]);
  assert.equal(store.connected.value, true);
  mock.timers.tick(15_000);
  assert.equal(store.connected.value, false);
  mock.timers.tick(500);
  assert.equal(sockets.length, 2);
  sockets[0].drop();
  sockets[1].hear({ type: "welcome", snapshot });
  assert.equal(store.connected.value, true);
  live.end();
});

timed("a greeting that takes long is waited for", async () => {
  const { live, sockets, snapshot } = begin();
  sockets[0].readyState = 1;
  mock.timers.tick(60_000);
  assert.equal(sockets.length, 1);
  sockets[0].hear({ type: "welcome", snapshot });
  live.again();
  mock.timers.tick(59_000);
  assert.equal(sockets.length, 1);
  mock.timers.tick(1_000);
  mock.timers.tick(1_000);
  assert.equal(sockets.length, 2, "but not for ever");
  live.end();
});

test("waits double up to fifteen seconds, with jitter", () => {
  assert.equal(
    backoff(1, () => 0),
    500,
  );
  assert.equal(
    backoff(3, () => 1),
    2000,
  );
  assert.equal(
    backoff(3, () => 0),
    1000,
  );
  assert.equal(
    backoff(50, () => 1),
    15_000,
  );
});
