import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Store } from "#kf/core/store.js";
import { markedFrames, mine } from "#kf/panels/judged.js";
import { judge, judgeFirst, numbersHidden, others } from "#kf/panels/judgements.js";
import { firstSnapshot, freshSegment } from "../lib/model.js";

let TAKE = "";
let number = 0;
/** @type {{body: any, answer: (status?: number) => void}[]} */
let sent = [];
const { fetch, document } = globalThis;

beforeEach(() => {
  sent = [];
  number += 1;
  TAKE = `take-${number}`; // what is on its way in one test is none of the next one's business
  globalThis.document = { querySelector: () => null, cookie: "" };
  globalThis.fetch = (_path, { body }) =>
    new Promise((done) => {
      const answer = (status = 200) => done(new Response("{}", { status }));
      sent.push({ body: JSON.parse(body), answer });
    });
});
afterEach(() => Object.assign(globalThis, { fetch, document }));

function atWork() {
  const snapshot = firstSnapshot([0, 10]);
  snapshot.segments = { "key-0": freshSegment(TAKE, 9) };
  const store = new Store(snapshot, { send: () => new Promise(() => {}) });
  const left = store.keyframes.value.get("key-0");
  return { store, left, segment: store.segments.value.get("key-0") };
}

const settle = () => new Promise((done) => setTimeout(done));

test("an event of an earlier word does not take a later one back", async () => {
  const { store, left, segment } = atWork();
  void judge(store, left, segment, { identity: "partly" });
  await settle();
  void judge(store, left, segment, { frames: [3] });
  const early = { keyframe: "key-0", take: TAKE, person: "me", by: "Me", ...sent[0].body };
  store.receive({ type: "judgement", ...early });
  assert.deepEqual(mine(store, "key-0", TAKE).frames, [3], "it still shows");
  void judge(store, left, segment, { reasons: ["ghost"] });
  sent[0].answer();
  await settle();
  await settle();
  assert.equal(sent.length, 2, "what a later word says as well is not sent");
  const { identity, frames, reasons } = sent[1].body;
  assert.deepEqual([identity, frames, reasons], ["partly", [3], ["ghost"]]);
});

test("what the server refuses is put back, and told", async () => {
  const { store, left, segment } = atWork();
  const judged = judge(store, left, segment, { identity: "no" });
  assert.equal(mine(store, "key-0", TAKE).identity, "no", "shown at once");
  await settle();
  sent[0].answer(403);
  await judged;
  assert.equal(mine(store, "key-0", TAKE).identity, null);
  assert.equal(store.toasts.value.length, 1);
});

test("marked frames are those of the takes that are shown, mine and others'", () => {
  const { store, left, segment } = atWork();
  const said = {
    keyframe: "key-0",
    by: "Bo",
    person: "bo",
    identity: "no",
    reasons: [],
    text: "",
    verdict: null,
  };
  store.judged({ ...said, take: TAKE, frames: [0, 8] });
  store.judged({ ...said, take: "another", frames: [4] });
  void judge(store, left, segment, { frames: [2] });
  assert.deepEqual(
    markedFrames(store).value.map(({ frame, mine: own }) => [frame, own]),
    [
      [1, false],
      [3, true],
      [9, false],
    ],
  );
  assert.deepEqual(
    others(store, "key-0", TAKE).map(({ by }) => by),
    ["Bo"],
  );
});

test("numbers wait only for who wants to judge first", () => {
  const { store, left, segment } = atWork();
  assert.equal(numbersHidden(store, "key-0", segment), false);
  judgeFirst.value = true;
  assert.equal(numbersHidden(store, "key-0", segment), true);
  void judge(store, left, segment, { identity: "yes" });
  assert.equal(numbersHidden(store, "key-0", segment), false);
  judgeFirst.value = false;
});
