import assert from "node:assert/strict";
import test from "node:test";
import {
  exceeds,
  filling,
  fitting,
  fromShares,
  reformed,
  resized,
  shares,
  turnedBox,
  whole,
} from "#kf/library/framing.js";

const SIZE = { width: 400, height: 300 };
const near = (/** @type {any} */ found, /** @type {any} */ wanted) => {
  for (const name of Object.keys(wanted))
    assert.ok(Math.abs(found[name] - wanted[name]) < 1e-6, `${name}: ${found[name]} is not ${wanted[name]}`);
};

test("fitting shows everything, filling leaves no gap, and both have the form that was asked for", () => {
  near(fitting(SIZE, 0, 16 / 9), { x: -200 / 3, y: 0, width: 1600 / 3, height: 300 });
  near(filling(SIZE, 0, 16 / 9), { x: 0, y: 37.5, width: 400, height: 225 });
  for (const turn of [-30, 7, 45, 90, 171]) {
    const fit = fitting(SIZE, turn, 1.5);
    const box = turnedBox(SIZE, turn);
    assert.ok(fit.width >= box.width - 1e-6 && fit.height >= box.height - 1e-6, `${turn}`);
    const fill = filling(SIZE, turn, 1.5);
    assert.equal(exceeds(fill, SIZE), false, `${turn}`);
    assert.equal(
      exceeds(
        { ...fill, x: fill.x - 6, width: fill.width + 12, y: fill.y - 4, height: fill.height + 8 },
        SIZE,
      ),
      true,
    );
    assert.ok(Math.abs(fill.width / fill.height - 1.5) < 1e-9);
  }
});

test("a quarter turn swaps the sides", () => {
  near(turnedBox(SIZE, 90), { x: 50, y: -50, width: 300, height: 400 });
});

test("an edge moves alone, a corner both of its edges, and neither turns a frame inside out", () => {
  const frame = { ...whole(SIZE), turn: 5 };
  near(resized(frame, "e", -100, 50, null), { x: 0, y: 0, width: 300, height: 300, turn: 5 });
  near(resized(frame, "nw", 100, 50, null), { x: 100, y: 50, width: 300, height: 250 });
  near(resized(frame, "w", 9999, 0, null), { x: 384, width: 16 });
});

test("with a form, the opposite corner stays and the other side follows", () => {
  const frame = { x: 0, y: 0, width: 160, height: 90, turn: 0 };
  near(resized(frame, "se", 160, 0, 16 / 9), { x: 0, y: 0, width: 320, height: 180 });
  near(resized(frame, "nw", 0, -90, 16 / 9), { x: -160, y: -90, width: 320, height: 180 });
  near(resized(frame, "s", 0, 90, 16 / 9), { x: -80, y: 0, width: 320, height: 180 });
  near(reformed(frame, 1), { x: 35, y: 0, width: 90, height: 90 });
});

test("the server hears shares of whole pixels, and a frame comes back as it went", () => {
  const frame = { x: -10.2, y: 20.4, width: 199.7, height: 100, turn: -12.345 };
  const sent = shares(frame, SIZE);
  near(sent, { x: -0.025, y: 20 / 300, width: 0.5, height: 1 / 3, turn: -12.34 });
  near(fromShares(sent, SIZE), { x: -10, y: 20, width: 200, height: 100, turn: -12.34 });
  near(fromShares({ ...sent, turn: 350 }, SIZE), { turn: -10 });
  near(fromShares(null, SIZE), whole(SIZE));
});
