import assert from "node:assert/strict";
import { test } from "node:test";
import { boxIn } from "#kf/marks/box.js";
import { breakdownAt, nearest, withBreakdown, withoutBreakdown } from "#kf/marks/breakdown.js";
import { dabs } from "#kf/marks/brushwork.js";
import { fromStage, onCanvas, onStage, pictureOn, toStage } from "#kf/marks/fit.js";
import { endOf, MOST_PINS, movedPin, withoutPin, withPin } from "#kf/marks/pins.js";
import { apart, placesOf, SAME_PLACE } from "#kf/marks/planted.js";
import { lost, sourcesFor, withLimb } from "#kf/marks/suggest.js";
import { moved, tickNear } from "#kf/panels/chart.js";

const CANVAS = { width: 1280, height: 720 };

test("a pose lies whole and centred on the canvas", () => {
  assert.deepEqual(pictureOn(CANVAS, { width: 720, height: 720 }), { x: 280, y: 0, width: 720, height: 720 });
  assert.deepEqual(pictureOn(CANVAS, { width: 2560, height: 720 }), {
    x: 0,
    y: 180,
    width: 1280,
    height: 360,
  });
  assert.deepEqual(onCanvas(CANVAS, { width: 720, height: 720 }, [0, 0.5]), [280 / 1280, 0.5]);
});

test("it lies on whole pixels, as the server draws it", () => {
  const square = (side) => ({ width: side, height: side });
  assert.deepEqual(pictureOn({ width: 1920, height: 1080 }, { width: 1000, height: 777 }), {
    x: 265,
    y: 0,
    width: 1390,
    height: 1080,
  });
  assert.deepEqual(pictureOn({ width: 101, height: 100 }, square(50)), {
    x: 0,
    y: 0,
    width: 100,
    height: 100,
  });
  assert.deepEqual(pictureOn(square(100), { width: 10_000, height: 1 }).height, 1, "never less than a pixel");
  // Halves go to the even side: 100 x 5 and 100 x 15 at a half are 2 and 8 high.
  assert.equal(pictureOn(square(50), { width: 100, height: 5 }).height, 2);
  assert.equal(pictureOn(square(50), { width: 100, height: 15 }).height, 8);
});

test("places go to the stage and come back", () => {
  const sheet = onStage({ scale: 0.5, x: 20, y: 10 }, CANVAS, { width: 720, height: 720 });
  assert.deepEqual(sheet, { x: 160, y: 10, width: 360, height: 360 });
  assert.deepEqual(toStage(sheet, [0.5, 1]), [340, 370]);
  assert.deepEqual(fromStage(sheet, [340, 370]), [0.5, 1]);
  assert.deepEqual(onStage({ scale: 2, x: 0, y: 0 }, CANVAS, null), {
    x: 0,
    y: 0,
    width: 2560,
    height: 1440,
  });
});

test("breakdowns stay in order, one to a place, sixteen at most", () => {
  const pose = [[0.1, 0.2]];
  const one = withBreakdown([], 0.5, pose);
  const two = withBreakdown(one, 0.25, pose);
  assert.deepEqual(
    two.map(({ u }) => u),
    [0.25, 0.5],
  );
  const other = withBreakdown(two, 0.50000001, [[0.3, 0.3]]);
  assert.equal(other.length, 2);
  assert.deepEqual(breakdownAt(other, 0.5).joints, [[0.3, 0.3]]);
  assert.deepEqual(
    withoutBreakdown(other, 0.25).map(({ u }) => u),
    [0.5],
  );
  const full = Array.from({ length: 16 }, (_, index) => ({ u: (index + 1) / 20, joints: pose }));
  assert.equal(withBreakdown(full, 0.99, pose).length, 16);
  assert.equal(withBreakdown(full, 0.05, [[0.9, 0.9]]).length, 16);
});

test("the nearest drawing of a place", () => {
  assert.equal(nearest([0.25, 0.5, 0.75], 0.6), 1);
  assert.equal(nearest([0.25], 0.9), 0);
});

test("pins are pairs: each end moves by itself", () => {
  const pins = withPin([], [0.1, 0.2], [0.3, 0.4]);
  assert.deepEqual(pins, [[0.1, 0.2, 0.3, 0.4]]);
  assert.deepEqual(endOf(movedPin(pins, 0, "last", [0.9, 0.8])[0], "first"), [0.1, 0.2]);
  assert.deepEqual(endOf(movedPin(pins, 0, "last", [0.9, 0.8])[0], "last"), [0.9, 0.8]);
  assert.deepEqual(withoutPin(pins, 0), []);
  const full = Array.from({ length: MOST_PINS }, () => pins[0]);
  assert.equal(withPin(full, [0, 0], [0, 0]).length, MOST_PINS);
});

test("a stroke's dabs lie close together, and go on from where they were", () => {
  const stroke = {
    adds: true,
    size: 0.1,
    soft: 0,
    points: [
      [0.1, 0.1],
      [0.5, 0.1],
      [0.5, 0.3],
    ],
  };
  const all = dabs(stroke, 0, 1000, 500);
  for (let index = 1; index < all.length; index += 1) {
    const far = Math.hypot(all[index][0] - all[index - 1][0], all[index][1] - all[index - 1][1]);
    assert.ok(far <= 10.001);
  }
  assert.deepEqual(all[0], [100, 50]);
  assert.deepEqual(all.at(-1), [500, 150]);
  const rest = dabs(stroke, 1, 1000, 500);
  assert.deepEqual(rest.at(-1), [500, 150]);
  assert.equal(
    all.length,
    dabs({ ...stroke, points: stroke.points.slice(0, 2) }, 0, 1000, 500).length + rest.length,
  );
});

test("a single press is one dab", () => {
  assert.deepEqual(dabs({ adds: true, size: 0.1, soft: 0, points: [[0.5, 0.5]] }, 0, 100, 100), [[50, 50]]);
});

test("the box around what is inside", () => {
  const pixels = new Uint8ClampedArray(4 * 4 * 4);
  for (const [x, y] of [
    [1, 1],
    [2, 3],
  ])
    pixels[(y * 4 + x) * 4] = 255;
  const inside = (/** @type {ArrayLike<number>} */ all, /** @type {number} */ at) => all[at] > 127;
  assert.deepEqual(boxIn(pixels, 4, 4, inside), { left: 0.25, top: 0.25, right: 0.75, bottom: 1 });
  assert.equal(boxIn(new Uint8ClampedArray(64), 4, 4, inside), null);
});

test("joints are carried over from the nearest marked key of the same character", () => {
  const pose = (id, character, joints) => ({ id, name: id, character, joints });
  const here = pose("here", "girl", null);
  const poses = [
    here,
    pose("far", "girl", [[0, 0]]),
    pose("near", "girl", [[0, 0]]),
    pose("fox", "fox", [[0, 0]]),
    pose("bare", "girl", null),
  ];
  const keys = [
    { pose: "far", frame: 0 },
    { pose: "here", frame: 10 },
    { pose: "near", frame: 12 },
  ];
  assert.deepEqual(
    sourcesFor(here, poses, keys).map(({ id }) => id),
    ["near", "far"],
  );
  assert.deepEqual(
    sourcesFor({ ...here, character: null }, poses, keys).map(({ id }) => id),
    ["near", "far", "fox"],
  );
});

test("one limb of a proposal is taken, the rest stays", () => {
  const character = {
    id: "c",
    name: "C",
    skeleton: { names: ["root", "elbow", "hand"], parents: { elbow: "root", hand: "elbow" } },
  };
  const proposal = {
    pose: "p",
    from: "q",
    joints: [
      [0.9, 0.9],
      [0.8, 0.8],
      [0.7, 0.7],
    ],
    confidence: [1, 1, 1],
  };
  const joints = [
    [0, 0],
    [0.1, 0.1],
    [0.2, 0.2],
  ];
  assert.deepEqual(withLimb(character, joints, proposal, ["elbow", "hand"]), [
    [0, 0],
    [0.8, 0.8],
    [0.7, 0.7],
  ]);
});

test("a proposal that is nothing but guesses has not found the figure", () => {
  assert.equal(lost({ confidence: [0.1, 0.2, 0.5] }), true);
  assert.equal(lost({ confidence: [0.1, 0.9, 0.9] }), false);
});

test("a joint can be planted where both keys have it at the same place on the canvas", () => {
  const canvas = { width: 200, height: 100 };
  const wide = {
    width: 200,
    height: 100,
    joints: [
      [0.5, 0],
      [0.5, 1],
    ],
  };
  const tall = {
    width: 100,
    height: 100,
    joints: [
      [0.5, 0],
      [0.55, 1],
    ],
  };
  const [from, to] = [placesOf(canvas, wide), placesOf(canvas, tall)];
  assert.deepEqual(from[0], to[0]);
  assert.equal(apart(from, to, 0), 0);
  assert.ok(Math.abs(apart(from, to, 1) - 0.05) < 1e-9 && apart(from, to, 1) > SAME_PLACE);
  assert.equal(apart(from, to, -1), 0);
});

test("a tick stops at its neighbours, also after rounding", () => {
  const times = [1 / 6, 1 / 3, 1 / 2];
  assert.deepEqual(moved(times, 1, 0), [0.166667, 0.166667, 0.5]);
  assert.deepEqual(moved(times, 1, 1), [0.166667, 0.5, 0.5]);
  assert.deepEqual(moved(times, 0, -1), [0, 0.333333, 0.5]);
  assert.deepEqual(moved(times, 2, 2), [0.166667, 0.333333, 1]);
  assert.deepEqual(moved(times, 1, 0.4), [0.166667, 0.4, 0.5]);
});

test("the tick nearest to the pointer is taken", () => {
  assert.equal(tickNear([0.1, 0.14, 0.18], 0.13), 1);
  assert.equal(tickNear([0.1, 0.14, 0.18], 0.9), 2);
  assert.equal(tickNear([0, 0, 0.5], -0.01), 1);
  assert.equal(tickNear([0, 0, 0.5], 0.01), 1, "at the start, the one that can leave it");
  assert.equal(tickNear([0.5, 1, 1], 0.99), 1);
  assert.equal(tickNear([0.5, 1, 1], 1.01), 1);
});
