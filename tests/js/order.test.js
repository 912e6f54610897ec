import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { between, inOrder } from "#kf/core/order.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/order.json", import.meta.url), "utf8"));

test("keys agree with the shared vectors", () => {
  for (const { before, after, between: wanted } of vectors.cases)
    assert.equal(between(before, after), wanted);
  const keys = ["V"];
  for (const [place, wanted] of vectors.inserts) {
    const key = between(keys[place - 1] ?? null, keys[place] ?? null);
    assert.equal(key, wanted);
    keys.splice(place, 0, key);
  }
  assert.deepEqual([...keys].sort(), keys);
});

test("a key that cannot exist is refused", () => {
  for (const [before, after] of vectors.refused) assert.throws(() => between(before, after), RangeError);
});

test("a thousand shots added at the end keep short keys", () => {
  let last = null;
  for (let made = 0; made < 1000; made += 1) {
    const next = between(last, null);
    assert.ok(last === null || next > last);
    last = next;
  }
  assert.ok(last.length <= 40, last);
});

test("equal keys are sorted by id", () => {
  const rows = [
    { id: "b", order: "V" },
    { id: "a", order: "V" },
    { id: "c", order: "1" },
  ];
  assert.deepEqual(
    inOrder(rows).map(({ id }) => id),
    ["c", "a", "b"],
  );
});
