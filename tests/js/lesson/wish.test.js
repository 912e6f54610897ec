import assert from "node:assert/strict";
import { test } from "node:test";
import { Wish } from "#kf/lesson/wish.js";

test("the same wish that is sent again is the same one", () => {
  const wish = new Wish();
  assert.match(wish.id(1, 7), /^[0-9a-f-]{36}$/);
  assert.equal(wish.id(1, 7), wish.id(1, 7));
});

test("what was edited, or is another attempt, is another wish", () => {
  const wish = new Wish();
  const ids = [wish.id(1, 7), wish.id(1, 8), wish.id(2, 8)];
  assert.equal(new Set(ids).size, 3);
});
