import assert from "node:assert/strict";
import { test } from "node:test";
import { colour, letter } from "#kf/comments/face.js";
import { after, gather } from "#kf/comments/marks.js";

/** @param {number[]} places */
function said(...places) {
  return places.map((x, number) => ({ id: String(number), x }));
}

test("marks that would lie over each other are one, and all others stay apart", () => {
  const at = (/** @type {{x: number}} */ { x }) => x;
  const ids = gather(said(100, 5, 5, 26, 27), at, 22).map((group) => group.map(({ id }) => id));

  assert.deepEqual(ids, [["1", "2", "3"], ["4"], ["0"]]);
});

test("presses on a common mark lead to all of it, and round", () => {
  const group = said(5, 5, 5);
  const seen = [];
  /** @type {string | null} */
  let chosen = "9";
  for (let press = 0; press < 4; press++) {
    chosen = after(group, chosen).id;
    seen.push(chosen);
  }

  assert.deepEqual(seen, ["0", "1", "2", "0"]);
});

test("everybody has a colour that stays theirs; guests have none", () => {
  const ana = { person: "5d1f", is_guest: false };

  assert.equal(colour(ana), colour({ ...ana }));
  assert.match(colour(ana), /^p[1-4]$/);
  assert.equal(colour({ ...ana, is_guest: true }), "av--guest");
  assert.equal(colour({ person: null, is_guest: false }), "av--guest");
  assert.equal(letter("élan"), "É");
  assert.equal(letter(""), "?");
});
