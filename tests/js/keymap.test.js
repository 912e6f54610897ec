import assert from "node:assert/strict";
import { test } from "node:test";

class FakeElement {
  constructor(name, { keys, type } = {}) {
    this.name = name;
    this.type = type;
    this.dataset = keys ? { keys } : {};
    this.isContentEditable = false;
  }
  matches(selector) {
    return selector.split(", ").includes(this.name);
  }
}
class FakeInput extends FakeElement {}
globalThis.HTMLElement = FakeElement;
globalThis.HTMLInputElement = FakeInput;

const { BINDINGS } = await import("#kf/core/bindings.js");
const { PLAIN, choose, holderOf, keysOf, setKeys, writes } = await import("#kf/core/keychoice.js");
const { PRESETS } = await import("#kf/core/presets.js");
const { Keymap, keyOf, withKey } = await import("#kf/core/keymap.js");

function press(key, { path = [new FakeElement("body")], ...more } = {}) {
  let prevented = false;
  return {
    key,
    code: "",
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    get defaultPrevented() {
      return prevented;
    },
    preventDefault: () => {
      prevented = true;
    },
    composedPath: () => path,
    ...more,
  };
}

function listening(...acts) {
  const map = new Keymap();
  const heard = [];
  for (const act of acts) map.on(act, () => heard.push(act));
  return { map, heard };
}

const timeline = [new FakeElement("div"), new FakeElement("section", { keys: "timeline" })];

test("a key does what the table says, and nothing else happens with it", () => {
  const { map, heard } = listening("undo", "redo", "add-key");
  const event = press("z", { ctrlKey: true });
  assert.equal(map.press(event), true);
  assert.equal(event.defaultPrevented, true);
  map.press(press("Z", { ctrlKey: true, shiftKey: true }));
  map.press(press("a"));
  assert.deepEqual(heard, ["undo", "redo", "add-key"]);
});

test("nothing fires in a text field, and a button keeps Space", () => {
  const { map, heard } = listening("add-key", "play");
  map.press(press("a", { path: [new FakeInput("input", { type: "text" })] }));
  map.press(press("a", { path: [new FakeElement("textarea")] }));
  map.press(press(" ", { path: [new FakeElement("button")] }));
  assert.deepEqual(heard, []);
  map.press(press("a", { path: [new FakeElement("button")] }));
  assert.deepEqual(heard, ["add-key"]);
});

test("a context's keys count only in it, before the global ones", () => {
  const { map, heard } = listening("delete", "move-on", "next-frame");
  map.press(press("Delete"));
  map.press(press("ArrowRight", { altKey: true }));
  assert.deepEqual(heard, []);
  map.press(press("Delete", { path: timeline }));
  map.press(press("ArrowRight", { altKey: true, path: timeline }));
  map.press(press("ArrowRight", { path: timeline }));
  assert.deepEqual(heard, ["delete", "move-on", "next-frame"]);
});

test("a board without Latin letters is read by where the key lies", () => {
  const { map, heard } = listening("undo", "add-key");
  map.press(press("я", { code: "KeyZ", ctrlKey: true }));
  map.press(press("ㅁ", { code: "KeyA" }));
  assert.deepEqual(heard, ["undo", "add-key"]);
});

test("signs go by what is written, wherever they lie", () => {
  const { map, heard } = listening("help", "zoom-in");
  map.press(press("?", { shiftKey: true, code: "Minus" }));
  map.press(press("+", { shiftKey: true, path: timeline }));
  assert.deepEqual(heard, ["help", "zoom-in"]);
});

test("what has been dealt with already is left alone", () => {
  const { map, heard } = listening("next-frame");
  const event = press("ArrowRight");
  event.preventDefault();
  assert.equal(map.press(event), false);
  assert.deepEqual(heard, []);
});

test("the sheet shows what this page does, and an act can be taken back", () => {
  const map = new Keymap();
  const stop = map.on("undo", () => {});
  assert.deepEqual(map.sheet(), [
    { group: "Edit", rows: [{ act: "undo", keys: ["Ctrl+Z"], label: "Undo what I did last" }] },
  ]);
  stop();
  assert.deepEqual(map.sheet(), []);
  assert.throws(() => map.on("no-such-act", () => {}), RangeError);
});

test("no key stands for two acts in one context", () => {
  const seen = new Set();
  for (const { context, keys } of BINDINGS) {
    for (const key of keys) {
      const name = `${context} ${key}`;
      assert.ok(!seen.has(name), name);
      seen.add(name);
    }
  }
});

test("what counts always is heard in a text field, but not while a dialog is open", () => {
  const { map, heard } = listening("palette", "play");
  const field = [new FakeInput("input", { type: "text" })];
  map.press(press("k", { ctrlKey: true, path: field }));
  map.press(press(" ", { path: field }));
  assert.deepEqual(heard, ["palette"]);
  globalThis.document = { querySelector: () => ({}) };
  map.press(press("k", { ctrlKey: true, path: field }));
  delete globalThis.document;
  assert.deepEqual(heard, ["palette"]);
});

test("keys of one's own come before the preset's, and characters can be switched off", () => {
  const { map, heard } = listening("add-key", "undo", "next-frame");
  setKeys("add-key", ["Shift+K"]);
  map.press(press("a"));
  map.press(press("K", { shiftKey: true }));
  assert.deepEqual(heard, ["add-key"]);
  choose({ characters: false });
  map.press(press("K", { shiftKey: true }));
  map.press(press("z", { ctrlKey: true }));
  map.press(press("ArrowRight"));
  assert.deepEqual(heard, ["add-key", "undo", "next-frame"]);
  choose(PLAIN);
  map.press(press("a"));
  assert.deepEqual(heard.at(-1), "add-key");
});

test("a key that is taken names its holder, also across contexts that meet", () => {
  assert.equal(holderOf("timeline", "Mod+Z")?.act, "undo");
  assert.equal(holderOf("global", "Delete")?.act, "delete");
  assert.equal(holderOf("global", "Mod+Z", "undo"), undefined);
});

test("no single character destroys anything, in any preset", () => {
  for (const preset of Object.keys(PRESETS)) {
    choose({ ...PLAIN, preset });
    for (const binding of BINDINGS.filter(({ act }) => /delete|cut|cancel|discard/.test(act)))
      assert.deepEqual(keysOf(binding).filter(writes), [], `${preset}: ${binding.act}`);
  }
  choose(PLAIN);
});

test("a hint tells the key that is chosen, and none where there is none", () => {
  assert.equal(withKey("Onion skin", "onion"), "Onion skin (T)");
  setKeys("onion", ["Mod+Shift+O"]);
  assert.equal(keyOf("onion"), "Ctrl+Shift+O");
  choose({ ...PLAIN, characters: false });
  assert.equal(keyOf("onion"), "");
  assert.equal(withKey("Onion skin", "onion"), "Onion skin");
  choose(PLAIN);
});

test("what is changed with the arrow keys keeps them", () => {
  const { map, heard } = listening("next-frame", "play");
  map.press(press("ArrowRight", { path: [new FakeInput("input", { type: "range" })] }));
  map.press(press("ArrowRight", { path: [new FakeInput("input", { type: "radio" })] }));
  assert.deepEqual(heard, []);
  map.press(press("ArrowRight", { path: [new FakeInput("input", { type: "checkbox" })] }));
  assert.deepEqual(heard, ["next-frame"]);
});

test("no preset gives a key to two acts that could both be meant, or names an act that there is not", () => {
  const acts = new Set(BINDINGS.map(({ act }) => act));
  for (const [preset, { keys }] of Object.entries(PRESETS)) {
    choose({ ...PLAIN, preset });
    for (const act of Object.keys(keys)) assert.ok(acts.has(act), `${preset}: ${act}`);
    for (const binding of BINDINGS)
      for (const key of keysOf(binding)) {
        const holder = holderOf(binding.context, key, binding.act);
        assert.equal(holder, undefined, `${preset}: ${key} is ${binding.act} and ${holder?.act}`);
      }
  }
  choose(PLAIN);
});

test("all keys of the track are selected from anywhere but the library and text fields", () => {
  const map = new Keymap();
  const done = [];
  map.on("select-all", () => void done.push("keys"));
  map.on("pose-all", () => void done.push("pictures"));
  const all = (path) => map.press(press("a", { ctrlKey: true, path }));
  assert.equal(all([new FakeElement("body")]), true);
  assert.equal(all([new FakeElement("button"), new FakeElement("div", { keys: "stage" })]), true);
  assert.equal(all([new FakeElement("div", { keys: "library" })]), true);
  assert.equal(all([new FakeInput("input", { type: "text" })]), false);
  assert.deepEqual(done, ["keys", "keys", "pictures"]);
});
