import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

Object.assign(globalThis, {
  document: { querySelector: () => null, cookie: "" },
});
const { Threads } = await import("#kf/comments/threads.js");

/** What the server is still to answer, the oldest question first. @type {((said: object[]) => Promise<void>)[]} */
let questions = [];

beforeEach(() => {
  questions = [];
  globalThis.fetch = () =>
    new Promise((answer) => {
      questions.push(async (said) => {
        answer(new Response(JSON.stringify(said)));
        await new Promise(setImmediate);
      });
    });
});

const head = (id, more = {}) => ({ id, thread: null, start: 0, deleted: false, answers: [], ...more });
const answer = (id, thread, more = {}) => ({ id, thread, deleted: false, ...more });
const ids = ({ list }) => list.map(({ id, answers }) => [id, ...answers.map((one) => one.id)].join(">"));

test("what is heard while the list is read stays, though the list is older", async () => {
  const threads = new Threads("p");
  const read = threads.read();
  threads.hear(head("b"));
  threads.hear({ ...head("a"), deleted: true });
  threads.hear(answer("c", "b"));
  assert.deepEqual(ids(threads), ["b>c"]);
  await questions[0]([head("a"), head("d")]);
  await read;
  assert.deepEqual(ids(threads), ["d", "b>c"]);
});

test("two readings at once lose nothing either", async () => {
  const threads = new Threads("p");
  const reads = [threads.read(), threads.read()];
  threads.hear(head("b"));
  await questions[1]([head("a"), head("b")]);
  await questions[0]([head("a")]);
  await Promise.all(reads);
  assert.deepEqual(ids(threads), ["a", "b"]);
});

test("an answer to what is not known has all of it read", async () => {
  const threads = new Threads("p");
  threads.hear(answer("b", "a"));
  await questions[0]([head("a", { answers: [answer("b", "a")] })]);
  assert.deepEqual(ids(threads), ["a>b"]);
});

test("threads stand in the order of the film, also those that come later", async () => {
  const threads = new Threads("p");
  threads.at = ({ start }) => start;
  const read = threads.read();
  await questions[0]([head("a", { start: 9 }), head("b", { start: 3 })]);
  await read;
  threads.hear(head("c", { start: 5 }));
  assert.deepEqual(ids(threads), ["b", "c", "a"]);
});
