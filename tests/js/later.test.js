import assert from "node:assert/strict";
import { test } from "node:test";
import { effect } from "@preact/signals-core";
import { Later, NOT_LOADED } from "#kf/core/later.js";

const settle = () => new Promise((done) => setImmediate(done));

test("a module is loaded once, when it is wanted first, and those who draw by it draw again", async () => {
  let loads = 0;
  const part = new Later(async () => {
    loads++;
    return { word: "here" };
  });
  const drawn = [];
  const stop = effect(() => void drawn.push(part.here?.word ?? ""));
  await settle();
  assert.equal(loads, 0, "to look whether it is here is no wish");

  assert.equal(part.wanted, null);
  void part.wanted;
  assert.equal((await part.load()).word, "here");

  assert.equal(loads, 1);
  assert.deepEqual(drawn, ["", "here"]);
  assert.equal(part.wanted?.word, "here");
  stop();
});

test("what could not be loaded is said to who asked, and asked for again the next time", async () => {
  globalThis.document = new EventTarget();
  globalThis.CustomEvent ??= Event;
  let said = 0;
  document.addEventListener(NOT_LOADED, () => said++);
  let fails = true;
  const part = new Later(async () => {
    if (fails) throw new TypeError("no network");
    return { word: "here" };
  });

  await part.foresee();
  assert.equal(said, 0, "nobody has asked for it yet");
  let went = false;
  void part.load().then(() => {
    went = true;
  });
  await settle();
  void part.wanted;
  await settle();
  assert.equal(said, 2);
  assert.equal(went, false, "what waits for it is not done");
  assert.equal(part.here, null);

  fails = false;
  assert.equal((await part.load()).word, "here");
  assert.equal(said, 2);
});
