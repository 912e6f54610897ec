import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { FrameStore, nameOf } from "#kf/player/framestore.js";

/** A picture of 10 by 10: 400 bytes. */
const bitmap = (closed, url) => ({ width: 10, height: 10, close: () => closed.push(url) });
const urls = (...names) => names.map((url) => ({ url }));
/** Let everything that is ready to happen, happen. */
const settle = () => new Promise((done) => setImmediate(done));

describe("FrameStore", () => {
  /** @type {{fetched: string[], decoding: Map<string, () => void>, closed: string[], aborted: string[]}} */
  let world;
  let hold;
  let broken;
  let now;

  beforeEach(() => {
    world = { fetched: [], decoding: new Map(), closed: [], aborted: [] };
    hold = false;
    broken = new Set();
    now = 0;
  });

  const store = (most) =>
    new FrameStore(most, {
      now: () => now,
      fetch: async ({ url }, signal, again) => {
        world.fetched.push(again ? `${url} anew` : url);
        signal.addEventListener("abort", () => world.aborted.push(url));
        if (broken.has(url)) throw new Error("404");
        return /** @type {Blob} */ ({ url });
      },
      decode: (_, want) => {
        if (!hold) return Promise.resolve(bitmap(world.closed, want.url));
        return new Promise((done) =>
          world.decoding.set(want.url, () => done(bitmap(world.closed, want.url))),
        );
      },
    });

  test("gives nothing before it is decoded, and the picture after", async () => {
    const frames = store(4000);
    frames.want(urls("a"));
    assert.equal(frames.get({ url: "a" }), null);
    await settle();
    assert.equal(frames.get({ url: "a" }).width, 10);
    assert.equal(frames.bytes, 400);
  });

  test("has at once what was decoded before it, and counts it", async () => {
    const frames = new FrameStore(4000, {
      early: new Map([["a", bitmap(world.closed, "a")]]),
      fetch: () => Promise.reject(new Error("fetched")),
    });
    frames.want(urls("a"));
    assert.equal(frames.get({ url: "a" }).width, 10);
    assert.equal(frames.bytes, 400);
    frames.clear();
    assert.deepEqual(world.closed, ["a"]);
  });

  test("tells whoever listens that something is ready", async () => {
    const frames = store(4000);
    let told = 0;
    const stop = frames.listen(() => told++);
    frames.want(urls("a", "b"));
    await settle();
    assert.equal(told, 2);
    stop();
    frames.want(urls("c"));
    await settle();
    assert.equal(told, 2);
  });

  test("decodes at most three at once, the most urgent first", async () => {
    hold = true;
    const frames = store(40_000);
    frames.want(urls("a", "b", "c", "d", "e"));
    await settle();
    assert.deepEqual([...world.decoding.keys()], ["a", "b", "c"]);
    world.decoding.get("b")();
    await settle();
    assert.deepEqual([...world.decoding.keys()], ["a", "b", "c", "d"]);
  });

  test("fetches what comes first alone, unless it has failed", async () => {
    hold = true;
    const frames = store(40_000);
    frames.want(urls("a", "b", "c", "d"), 2);
    await settle();
    assert.deepEqual(world.fetched, ["a", "b"]);
    world.decoding.get("a")();
    world.decoding.get("b")();
    await settle();
    assert.deepEqual(world.fetched, ["a", "b", "c", "d"]);
    broken.add("e");
    frames.want(urls("e", "f"), 1);
    await settle();
    assert.deepEqual(world.fetched.slice(4), ["e", "f"]);
    frames.clear();
  });

  test("puts a new wish before what was waiting, and lets go of what nobody wants", async () => {
    hold = true;
    const frames = store(40_000);
    frames.want(urls("a", "b", "c", "d", "e", "f", "g", "h"));
    await settle();
    frames.want(urls("z", "a"));
    await settle();
    world.decoding.get("a")();
    await settle();
    assert.ok(world.decoding.has("z"));
    assert.ok(!world.decoding.has("d"));
    assert.ok(!world.fetched.includes("h") || world.aborted.includes("h"));
  });

  test("closes the least recently used when the budget is spent", async () => {
    const frames = store(1200);
    frames.want(urls("a", "b", "c"));
    await settle();
    frames.get({ url: "a" });
    frames.want(urls("d"));
    await settle();
    assert.deepEqual(world.closed, ["b"]);
    assert.equal(frames.bytes, 1200);
    assert.ok(frames.has({ url: "d" }));
  });

  test("reads no further ahead than fits, and never gives back the most urgent", async () => {
    const frames = store(1200);
    frames.want(urls("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
    await settle();
    await settle();
    assert.ok(frames.bytes <= 1200);
    assert.ok(frames.has({ url: "a" }) && frames.has({ url: "b" }));
    const fetched = world.fetched.length;
    await settle();
    assert.equal(world.fetched.length, fetched, "it chases its own tail");
  });

  test("keeps the one picture that is larger than the whole budget", async () => {
    const frames = store(100);
    frames.want(urls("a"));
    await settle();
    assert.ok(frames.has({ url: "a" }));
  });

  test("does not ask again at once for what could not be had", async () => {
    broken.add("a");
    const frames = store(4000);
    frames.want(urls("a", "b"));
    await settle();
    frames.want(urls("a", "b"));
    await settle();
    assert.deepEqual(world.fetched, ["a", "b"]);
    broken.delete("a");
    now = 501;
    frames.want(urls("a", "b"));
    await settle();
    assert.ok(frames.has({ url: "a" }));
  });

  test("says what fails and what has failed for good, tells whoever listens, and tries again when told to", async () => {
    broken.add("a");
    const frames = store(4000);
    let told = 0;
    frames.listen(() => told++);
    for (const at of [0, 1000, 5000]) {
      now = at;
      frames.want(urls("a"));
      await settle();
      assert.equal(frames.failing({ url: "a" }), true);
      assert.equal(frames.broken({ url: "a" }), at === 5000);
    }
    assert.equal(told, 3);
    broken.delete("a");
    frames.retry();
    await settle();
    assert.ok(frames.has({ url: "a" }));
    assert.equal(frames.broken({ url: "a" }), false);
  });

  test("asks past what the browser has kept for what was broken, and for that alone", async () => {
    broken.add("a");
    const frames = store(4000);
    frames.want(urls("a", "b"));
    await settle();
    now = 1000;
    frames.want(urls("a", "b", "c"));
    await settle();
    broken.delete("a");
    frames.retry();
    await settle();
    assert.deepEqual(world.fetched, ["a", "b", "a anew", "c", "a anew"]);
    frames.want([]);
    frames.want(urls("a"));
    await settle();
    assert.equal(world.fetched.length, 5);
  });

  test("knows which drawings of which take it has", async () => {
    const frames = store(4000);
    frames.want([{ url: "a", take: "t", drawing: 3 }, { url: "b", take: "t", drawing: 0 }, { url: "c" }]);
    await settle();
    assert.deepEqual([...frames.drawings()], [["t", new Set([3, 0])]]);
  });

  test("gives everything back when it is cleared", async () => {
    const frames = store(4000);
    frames.want(urls("a", "b"));
    await settle();
    frames.clear();
    assert.equal(frames.bytes, 0);
    assert.deepEqual(world.closed.toSorted(), ["a", "b"]);
  });

  test("tells two sizes of one picture apart", () => {
    assert.notEqual(nameOf({ url: "a" }), nameOf({ url: "a", width: 2, height: 2 }));
  });
});
