import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bonesOf,
  carried,
  dragged,
  endsOf,
  freeName,
  hangingOn,
  limbsOf,
  limbWith,
  parentsOf,
  renamed,
  withJoint,
  withoutJoint,
} from "#kf/marks/marks.js";
import { round } from "#kf/marks/rounded.js";
import { skeletonOf, startIn, TEMPLATES } from "#kf/marks/templates.js";

const [humanoid, quadruped, prop] = TEMPLATES.map(skeletonOf);
const arm = {
  names: ["root", "shoulder", "elbow", "hand"],
  parents: { shoulder: "root", elbow: "shoulder", hand: "elbow" },
};
const length = ([ax, ay], [bx, by], aspect = 1) => Math.hypot((bx - ax) * aspect, by - ay);

test("bones go from the root outwards, each joint but the root ends one", () => {
  const bones = bonesOf(humanoid);
  assert.equal(bones.length, humanoid.names.length - 1);
  const reached = new Set([0]);
  for (const { from, to } of bones) {
    assert.ok(reached.has(from));
    reached.add(to);
  }
});

test("limbs follow from the tree, as the server finds them", () => {
  const names = limbsOf({ skeleton: humanoid }).map(({ name, joints }) => [name, joints]);
  assert.deepEqual(Object.fromEntries(names), {
    right_leg: ["right_knee", "right_foot"],
    left_leg: ["left_knee", "left_foot"],
    right_arm: ["right_elbow", "right_hand"],
    left_arm: ["left_elbow", "left_hand"],
  });
  const beast = limbsOf({ skeleton: quadruped }).map(({ name }) => name);
  assert.deepEqual(beast.toSorted(), [
    "back_left_leg",
    "back_right_leg",
    "front_left_leg",
    "front_right_leg",
    "left_ear_tip",
    "right_ear_tip",
    "tail_tip",
  ]);
  assert.deepEqual(limbsOf({ skeleton: prop }), []);
  assert.equal(limbWith(limbsOf({ skeleton: humanoid }), "left_hand").name, "left_arm");
  assert.equal(limbWith(limbsOf({ skeleton: humanoid }), "neck"), null);
});

test("limbs of the server hold, until the skeleton has another joint", () => {
  const limbs = [{ name: "wing", joints: ["elbow", "hand"] }];
  assert.equal(limbsOf({ skeleton: arm, limbs }), limbs);
  assert.deepEqual(limbsOf({ skeleton: withoutJoint(arm, "hand"), limbs }), []);
});

test("ends are what nothing hangs on", () => {
  assert.deepEqual(endsOf(humanoid), ["neck", "right_hand", "left_hand", "right_foot", "left_foot"]);
});

test("a joint is hung on another, renamed and taken out again", () => {
  const more = withJoint(arm, "elbow", "watch");
  assert.deepEqual(more.names, ["root", "shoulder", "elbow", "hand", "watch"]);
  assert.equal(more.parents.watch, "elbow");
  const other = renamed(more, "elbow", "bend");
  assert.equal(other.parents.hand, "bend");
  assert.equal(other.parents.bend, "shoulder");
  const less = withoutJoint(other, "bend");
  assert.deepEqual(less.names, ["root", "shoulder", "hand", "watch"]);
  assert.equal(less.parents.hand, "shoulder");
  assert.deepEqual(withoutJoint(arm, "root").names, arm.names, "the root stays");
});

test("names are made free by counting", () => {
  assert.equal(freeName(["ear"], "tail"), "tail");
  assert.equal(freeName(["ear", "ear_2"], "ear"), "ear_3");
  assert.equal(freeName(["ear", "ear_2"], "ear_2"), "ear_3");
});

test("joints are carried to a changed skeleton by their names", () => {
  const joints = [
    [0.5, 0.5],
    [0.5, 0.4],
    [0.6, 0.4],
    [0.7, 0.4],
  ];
  const more = withJoint(arm, "hand", "sword");
  assert.deepEqual(carried(arm, more, joints), [...joints, [0.74, 0.44]]);
  assert.deepEqual(carried(arm, withoutJoint(arm, "elbow"), joints), [joints[0], joints[1], joints[3]]);
});

test("a drag moves one joint, or what hangs on it, or turns its bone", () => {
  const parents = parentsOf(arm);
  const joints = [
    [0.5, 0.5],
    [0.5, 0.4],
    [0.6, 0.4],
    [0.7, 0.4],
  ];
  assert.deepEqual(hangingOn(parents, 1), [1, 2, 3]);
  const one = dragged(parents, joints, 2, [0.6, 0.3], "joint");
  assert.deepEqual(one, [joints[0], joints[1], [0.6, 0.3], joints[3]]);
  const all = dragged(parents, joints, 2, [0.6, 0.3], "hanging");
  assert.deepEqual(all[3], [0.7, 0.3]);
  const turned = dragged(parents, joints, 2, [0.5, 0.1], "turning");
  assert.deepEqual(turned[2], [0.5, 0.3]);
  assert.deepEqual(turned[3], [0.5, 0.2]);
  assert.deepEqual(joints[2], [0.6, 0.4], "what was given stays as it is");
});

test("turning keeps the lengths that one sees, in a picture of any shape", () => {
  const parents = parentsOf(arm);
  const joints = [
    [0.5, 0.5],
    [0.5, 0.4],
    [0.56, 0.42],
    [0.61, 0.4],
  ];
  for (const aspect of [1, 16 / 9, 0.5]) {
    const turned = dragged(parents, joints, 2, [0.3, 0.9], "turning", aspect);
    for (const bone of [2, 3]) {
      const before = length(joints[bone - 1], joints[bone], aspect);
      assert.ok(Math.abs(length(turned[bone - 1], turned[bone], aspect) - before) < 1e-4);
    }
  }
});

test("the root turns nothing: it takes everything along", () => {
  const moved = dragged(
    [-1, 0],
    [
      [0.5, 0.5],
      [0.6, 0.5],
    ],
    0,
    [0.4, 0.5],
    "turning",
  );
  assert.deepEqual(moved, [
    [0.4, 0.5],
    [0.5, 0.5],
  ]);
});

test("places are kept to five decimals and within a picture's size of it", () => {
  assert.deepEqual(round([0.1234567, -0.0000001]), [0.12346, 0]);
  assert.deepEqual(round([-7, 7]), [-1, 2]);
});

test("a skeleton begins inside the figure's box", () => {
  const box = { left: 0.4, top: 0.2, right: 0.6, bottom: 0.9 };
  const odd = withJoint(humanoid, "neck", "hat");
  for (const skeleton of [humanoid, quadruped, prop, odd]) {
    const joints = startIn(skeleton, box);
    assert.equal(joints.length, skeleton.names.length);
    for (const [x, y] of joints) assert.ok(x >= 0.4 && x <= 0.6 && y >= 0.2 && y <= 0.9);
  }
  const [head, foot] = ["neck", "left_foot"].map(
    (name) => startIn(humanoid, box)[humanoid.names.indexOf(name)],
  );
  assert.ok(head[1] < foot[1]);
});

test("each template is one tree", () => {
  for (const skeleton of [humanoid, quadruped, prop]) {
    const parents = parentsOf(skeleton);
    assert.equal(parents.filter((parent) => parent < 0).length, 1);
    assert.equal(hangingOn(parents, parents.indexOf(-1)).length, skeleton.names.length);
    assert.equal(new Set(skeleton.names).size, skeleton.names.length);
  }
});
