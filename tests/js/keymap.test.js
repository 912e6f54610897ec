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

const { BINDINGS, Keymap } = await import("#kf/core/keymap.js");

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
    { group: "Edit", rows: [{ keys: ["Ctrl+Z"], label: "Undo what I did last" }] },
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
