import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Queue } from "#kf/review/queue.js";

const real = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = real;
});

/** @param {...[id: string, alias: string, state: string, late?: boolean]} several */
function served(...several) {
  const submissions = several.map(([id, alias, state, late = false]) => ({ id, alias, state, late }));
  globalThis.fetch = async () => new Response(JSON.stringify({ submissions }));
}

/** @param {Queue} queue */
const ids = (queue) => queue.list.map(({ id }) => id).join("");

test("what waits is gone through, the oldest first, and what is reviewed keeps its place", async () => {
  served(["a", "Fox", "handed_in"], ["b", "Owl", "accepted"], ["c", "Cat", "late", true]);
  const queue = new Queue("x");
  await queue.read();
  queue.choose("waiting");
  assert.equal(ids(queue), "ac");
  assert.deepEqual([queue.count("waiting"), queue.count("late"), queue.count("all")], [2, 1, 3]);
  queue.note("a", { state: "accepted" });
  assert.equal(queue.nextWaiting, 1);
  assert.equal(ids(queue), "ac");
  queue.note("c", { state: "returned" });
  assert.equal(queue.nextWaiting, -1);
});

test("what comes meanwhile stands at the end, and a newer attempt overtakes the older", async () => {
  served(["a", "Fox", "handed_in"], ["b", "Owl", "handed_in"]);
  const queue = new Queue("x");
  await queue.read();
  queue.choose("waiting");
  served(["b", "Owl", "handed_in"], ["d", "Fox", "handed_in"]);
  await queue.read();
  assert.equal(ids(queue), "abd");
  assert.ok(queue.overtaken("Fox", "a"));
  assert.ok(!queue.overtaken("Fox", "d"));
  assert.deepEqual([queue.number("Fox"), queue.number("Owl")], [1, 2]);
});

test("what is looked at is not what comes next, though it waits", async () => {
  served(["a", "Fox", "handed_in"], ["b", "Owl", "accepted"]);
  const queue = new Queue("x");
  await queue.read();
  queue.choose("all");
  assert.equal(queue.nextWaiting, -1);
  queue.at = 1;
  assert.equal(queue.nextWaiting, 0);
});

test("after the last one the next that waits is looked for from the start", async () => {
  served(["a", "Fox", "handed_in"], ["b", "Owl", "handed_in"]);
  const queue = new Queue("x");
  await queue.read();
  queue.choose("waiting");
  queue.at = 1;
  queue.note("b", { state: "accepted" });
  assert.equal(queue.nextWaiting, 0);
});
