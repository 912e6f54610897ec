import assert from "node:assert/strict";
import { test } from "node:test";
import { fit, found } from "#kf/palette/search.js";

const ACTS = [
  "Play or pause",
  "To the next keyframe",
  "Zoom the timeline in",
  "Add a keyframe",
  "Ripple",
  "키 추가",
];
const of = (typed) => found(typed, ACTS, (text) => text);

test("nothing typed leaves everything as it is", () => {
  assert.deepEqual(of("  "), ACTS);
});

test("first letters of words come before letters from anywhere", () => {
  assert.equal(of("tnk")[0], "To the next keyframe");
  assert.equal(of("pop")[0], "Play or pause");
  assert.equal(of("zoo")[0], "Zoom the timeline in");
});

test("a letter that is missing leaves it out, case and accents do not matter", () => {
  assert.equal(fit("xq", "Play"), null);
  assert.deepEqual(of("RÍPPLE"), ["Ripple"]);
  assert.deepEqual(of("키추"), ["키 추가"]);
});

test("whatever is typed, what is found has its letters in this order", () => {
  for (const text of ACTS) {
    const letters = [...text.toLowerCase()].filter((letter) => letter.trim());
    for (let from = 0; from < letters.length; from += 1) {
      const typed = letters.slice(from, from + 4).join("");
      assert.ok(of(typed).includes(text), typed);
    }
  }
});
