import assert from "node:assert/strict";
import { test } from "node:test";
import { operationsOf, UndoStack, unmake } from "#kf/core/undo.js";

const part = (batch) => ({ batch, operations: [{ do: "delete", on: "shot", id: batch }] });
const ids = (entry) => operationsOf(entry.parts).map(({ id }) => id);

test("the newest edit comes first, and labels tell what would happen", () => {
  const stack = new UndoStack();
  stack.record("First", part("1"));
  stack.record("Second", part("2"));
  assert.equal(stack.undoLabel.value, "Second");
  assert.deepEqual(ids(stack.takeUndo()), ["2"]);
  stack.recordUndone("Second", part("u2"));
  assert.equal(stack.redoLabel.value, "Second");
  assert.equal(stack.undoLabel.value, "First");
  assert.deepEqual(ids(stack.takeRedo()), ["u2"]);
  assert.equal(stack.takeRedo(), null);
});

test("an own edit clears what could be redone", () => {
  const stack = new UndoStack();
  stack.recordUndone("Old", part("1"));
  stack.record("New", part("2"));
  assert.equal(stack.redoLabel.value, null);
});

test("edits that join one another soon are one step, taken back newest first", () => {
  let now = 0;
  const stack = new UndoStack(() => now);
  stack.record("Move to 2", part("1"), "move");
  now = 900;
  stack.record("Move to 3", part("2"), "move");
  now = 2500;
  stack.record("Move to 4", part("3"), "move");
  assert.deepEqual(ids(stack.takeUndo()), ["3"]);
  assert.deepEqual(ids(stack.takeUndo()), ["2", "1"]);
  assert.equal(stack.takeUndo(), null);
});

test("five hundred steps are kept", () => {
  const stack = new UndoStack();
  for (let step = 0; step < 510; step += 1) stack.record(`Step ${step}`, part(String(step)));
  let kept = 0;
  let last = "";
  for (let entry = stack.takeUndo(); entry; entry = stack.takeUndo()) {
    kept += 1;
    last = entry.label;
  }
  assert.equal(kept, 500);
  assert.equal(last, "Step 10");
});

test("the server's word replaces our guess, and a refused batch is forgotten", () => {
  const stack = new UndoStack();
  stack.record("One", part("1"));
  stack.record("Two", part("2"));
  stack.correct("1", [{ do: "restore", on: "shot", id: "better" }]);
  stack.forget("2");
  assert.equal(stack.undoLabel.value, "One");
  assert.deepEqual(ids(stack.takeUndo()), ["better"]);
});

test("a pose that was made for an edit goes with it, unless something else shows it", () => {
  const room = (...rows) => ({ value: new Map(rows.map((row) => [row.id, row])) });
  const shown = {
    poses: room({ id: "new" }),
    keyframes: room({ id: "key", pose: "new" }),
    shots: room({ id: "shot", plate: null }),
    characters: room(),
  };
  const made = { batch: "1", operations: [{ do: "delete", on: "keyframe", id: "key" }], made: ["new"] };
  assert.deepEqual(unmake(made, shown), [{ do: "delete", on: "pose", id: "new" }]);
  const elsewhere = room({ id: "key", pose: "new" }, { id: "other", pose: "new" });
  assert.deepEqual(unmake(made, { ...shown, keyframes: elsewhere }), []);
  assert.deepEqual(unmake(made, { ...shown, characters: room({ id: "c", card: "new" }) }), []);
  assert.deepEqual(unmake(made, { ...shown, poses: room() }), []);
});
