import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHere, placed, toHere } from "#kf/comments/span.js";

/** Where one stands. @param {number} start @param {string} [shot] @returns {import("#kf/comments/threads.js").Place} */
function at(start, shot = "one") {
  return { shot, start, end: start + 1, pin: null };
}

test("a comment is for the frame one stands on", () => {
  assert.deepEqual(placed(at(4), null), at(4));
});

test("from here it goes where one goes, and no further than to here", () => {
  const begun = fromHere(at(4));
  assert.deepEqual(placed(at(9), begun), { ...at(4), end: 10 });
  assert.deepEqual(placed(at(5), begun), { ...at(4), end: 6 }, "it shrinks again");
  const span = toHere(begun, at(9));
  for (const elsewhere of [at(0), at(20), at(2, "two")])
    assert.deepEqual(placed(elsewhere, span), { ...at(4), end: 10 }, "looking around changes nothing");
});

test("one may go back for its end", () => {
  assert.deepEqual(placed(at(2), toHere(fromHere(at(4)), at(2))), { ...at(2), end: 5 });
});

test("no range goes through two shots: in another it begins there", () => {
  const begun = fromHere(at(4));
  assert.deepEqual(placed(at(1, "two"), begun), at(1, "two"));
  assert.deepEqual(toHere(begun, at(1, "two")), fromHere(at(1, "two")));
});
