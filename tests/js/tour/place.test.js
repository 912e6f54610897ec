import assert from "node:assert/strict";
import { test } from "node:test";

import { beside } from "#kf/tour/place.js";

const VIEW = { width: 1000, height: 800 };
const CARD = { width: 300, height: 150 };

function inside({ left, top }) {
  return left >= 0 && top >= 0 && left + CARD.width <= VIEW.width && top + CARD.height <= VIEW.height;
}

function covers({ left, top }, target) {
  return (
    left < target.left + target.width &&
    left + CARD.width > target.left &&
    top < target.top + target.height &&
    top + CARD.height > target.top
  );
}

test("a card stands beside its target, and inside the window", () => {
  for (const target of [
    { left: 0, top: 500, width: 1000, height: 300 },
    { left: 0, top: 0, width: 1000, height: 50 },
    { left: 700, top: 40, width: 300, height: 760 },
    { left: 0, top: 40, width: 200, height: 760 },
  ]) {
    const card = beside(target, CARD, VIEW);
    assert.ok(inside(card), JSON.stringify(card));
    assert.ok(!covers(card, target), JSON.stringify(card));
  }
});

test("above comes first, so that what the card speaks of next stays to be seen", () => {
  assert.deepEqual(beside({ left: 300, top: 400, width: 400, height: 40 }, CARD, VIEW), {
    left: 350,
    top: 400 - 12 - 150,
  });
});

test("where nothing is free the card lies over its target, still in the window", () => {
  assert.ok(inside(beside({ left: 0, top: 0, width: 1000, height: 800 }, CARD, VIEW)));
});
