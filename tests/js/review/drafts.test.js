import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

Object.assign(globalThis, {
  addEventListener: () => {},
  document: { addEventListener: () => {}, querySelector: () => null, cookie: "", hidden: false },
});
const { Drafts } = await import("#kf/review/drafts.js");

let told = [];
let sent = [];
let refused = new Set();

beforeEach(() => {
  [told, sent, refused] = [[], [], new Set()];
  globalThis.fetch = async (path, { body }) => {
    const id = path.split("/")[3];
    sent.push([id, JSON.parse(body).words]);
    return refused.has(id)
      ? new Response(JSON.stringify({ code: "published", sentence: "It is published." }), { status: 422 })
      : new Response("{}");
  };
});

const drafts = () => new Drafts((...said) => told.push(said));

test("one that is refused is kept with its sentence and holds up no other", async () => {
  const several = drafts();
  refused.add("a");
  several.changed("a", { words: "one" });
  several.changed("b", { words: "two" });
  assert.equal(await several.flush("a"), false);
  assert.ok(await several.flush("b"));
  assert.deepEqual(several.open("a"), {
    draft: { words: "one" },
    kept: "refused",
    sentence: "It is published.",
  });
  assert.equal(several.open("b"), null);
  several.changed("b", { words: "three" });
  assert.ok(await several.flush("b"));
  assert.deepEqual(told.at(-1), ["b", "saved", ""]);
  assert.deepEqual(sent, [
    ["a", "one"],
    ["b", "two"],
    ["b", "three"],
  ]);
});

test("what is changed after a refusal is sent again", async () => {
  const several = drafts();
  refused.add("a");
  several.changed("a", { words: "one" });
  await several.flush("a");
  refused.clear();
  several.changed("a", { words: "two" });
  assert.ok(await several.flush("a"));
  assert.equal(several.open("a"), null);
});

test("what is written while it is being sent is not taken for saved", async () => {
  const several = drafts();
  several.changed("a", { words: "one" });
  const saving = several.flush("a");
  several.changed("a", { words: "two" });
  await saving;
  assert.deepEqual(several.open("a")?.draft, { words: "two" });
  assert.ok(await several.flush("a"));
});

test("there is nothing to save of what nobody wrote on", async () => {
  assert.ok(await drafts().flush("a"));
});
