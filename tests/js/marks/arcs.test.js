import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestOf, otherSide, pulled, sideOf, sidesSwapped, tracedJoints } from "#kf/marks/arcs.js";

const BODY = {
  names: [
    "root",
    "left_shoulder",
    "left_elbow",
    "left_hand",
    "right_shoulder",
    "right_elbow",
    "right_hand",
    "head",
  ],
  parents: {
    left_shoulder: "root",
    left_elbow: "left_shoulder",
    left_hand: "left_elbow",
    right_shoulder: "root",
    right_elbow: "right_shoulder",
    right_hand: "right_elbow",
    head: "root",
  },
};
const STAND = [
  [0.5, 0.5],
  [0.45, 0.3],
  [0.4, 0.4],
  [0.4, 0.5],
  [0.55, 0.3],
  [0.6, 0.4],
  [0.6, 0.5],
  [0.5, 0.2],
];
const ASPECT = 16 / 9;
const far = (a, b) => Math.hypot((b[0] - a[0]) * ASPECT, b[1] - a[1]);
const near = (a, b, off = 1e-4) => assert.ok(Math.abs(a - b) < off, `${a} is not ${b}`);

test("hands, head and root leave a course", () => {
  assert.deepEqual(tracedJoints(BODY), ["left_hand", "right_hand", "head", "root"]);
});

test("a pulled hand bends its arm, which keeps its lengths and the side of its bend", () => {
  const to = [0.42, 0.42];
  const next = pulled(BODY, STAND, 3, to, ASPECT);
  near(next[3][0], to[0]);
  near(next[3][1], to[1]);
  near(far(next[1], next[2]), far(STAND[1], STAND[2]));
  near(far(next[2], next[3]), far(STAND[2], STAND[3]));
  assert.deepEqual(next[1], STAND[1]);
  assert.deepEqual(next.slice(4), STAND.slice(4));
  const side = ([a, b, c]) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  assert.equal(side(next.slice(1, 4)), side(STAND.slice(1, 4)));
  const still = pulled(BODY, STAND, 3, STAND[3], ASPECT);
  for (const joint of STAND.keys()) near(far(still[joint], STAND[joint]), 0);
});

test("an arm that is pulled too far reaches out and does not grow", () => {
  const next = pulled(BODY, STAND, 3, [0, 0.3], ASPECT);
  near(far(next[1], next[2]), far(STAND[1], STAND[2]));
  near(next[3][1], 0.3);
  assert.ok(next[3][0] > 0.2);
});

test("the root takes all along, the head turns on its bone", () => {
  const all = pulled(BODY, STAND, 0, [0.6, 0.4], ASPECT);
  for (const joint of STAND.keys()) {
    near(all[joint][0], STAND[joint][0] + 0.1);
    near(all[joint][1], STAND[joint][1] - 0.1);
  }
  const nod = pulled(BODY, STAND, 7, [0.9, 0.5], ASPECT);
  near(far(nod[0], nod[7]), far(STAND[0], STAND[7]));
  near(nod[7][1], 0.5);
});

test("left and right are told by name, and swapped", () => {
  assert.deepEqual(["left_hand", "RightFoot", "hand.l", "R_hip", "bright", "head", "tail"].map(sideOf), [
    "left",
    "right",
    "left",
    "right",
    "",
    "",
    "",
  ]);
  assert.deepEqual(["left_hand", "RightFoot", "hand.l", "head", "tail_2"].map(otherSide), [
    "right_hand",
    "LeftFoot",
    "hand.r",
    "head",
    "tail_2",
  ]);
  const swapped = sidesSwapped(BODY, STAND);
  assert.deepEqual(swapped[3], STAND[6]);
  assert.deepEqual(sidesSwapped(BODY, swapped), STAND);
});

test("the nearest of places", () => {
  assert.deepEqual(
    nearestOf(
      [
        [0, 0],
        [10, 0],
      ],
      [7, 4],
    ),
    { index: 1, far: 5 },
  );
  assert.equal(nearestOf([], [0, 0]).index, -1);
});
