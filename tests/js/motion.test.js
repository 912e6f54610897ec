import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fromSnapshot } from "#kf/core/document.js";
import { motionOf } from "#kf/core/motion.js";
import { apply } from "#kf/core/ops.js";
import { timings } from "#kf/core/segments.js";
import { pictureOn } from "#kf/marks/fit.js";
import { firstSnapshot, keyframe } from "./lib/model.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/motion.json", import.meta.url), "utf8"));
const CANVAS = { width: 64, height: 48 };

/** Characters of the vectors: their skeletons count, not their shape. */
const characters = [3, 4].map((joints, number) => ({
  id: `character-${number}`,
  name: `Character ${number}`,
  skeleton: { names: Array.from({ length: joints }, (_, place) => `joint ${place}`), parents: {} },
  limbs: [],
}));

function shot({ keys, poses = vectors.poses, loop = false }) {
  const snapshot = firstSnapshot();
  return fromSnapshot({
    ...snapshot,
    characters,
    project: { ...snapshot.project, ...CANVAS },
    shots: [{ ...snapshot.shots[0], loop }],
    poses: poses.map(({ character, joints }, number) => ({
      ...snapshot.poses[0],
      ...CANVAS,
      id: `pose-${number}`,
      sha256: `sha-${number}`,
      character: character === null ? null : `character-${character}`,
      joints,
    })),
    keyframes: keys.map(({ frame, pose, ...more }, number) =>
      keyframe(`key-${number}`, frame, `pose-${pose}`, more),
    ),
  });
}

/** What the page knows of the motion right of a key, in the vectors' words. */
function known(document, place) {
  const found = motionOf(document, [...document.keyframes.values()], place);
  const passing = (one) => one && { at: one.at, joints: one.joints };
  return (
    found && {
      before: passing(found.before),
      after: passing(found.after),
      stops: found.stops,
      breakdowns: found.breakdowns.map(({ u, joints }) => ({ at: u, joints })),
    }
  );
}

for (const wanted of vectors.shots)
  test(`as the server has it: ${wanted.name}`, () => {
    const document = shot(wanted);
    assert.deepEqual(
      wanted.motions.map((_, place) => known(document, place)),
      wanted.motions,
    );
  });

test("pictures lie on the canvas where the server puts them", () => {
  const size = ([width, height]) => ({ width, height });
  for (const { canvas, picture, box } of vectors.boxes) {
    const { x, y, width, height } = pictureOn(size(canvas), size(picture));
    assert.deepEqual([x, y, width, height], box, `${picture} on ${canvas}`);
  }
});

const LINE = [
  { frame: 0, pose: 0 },
  { frame: 8, pose: 1 },
  { frame: 16, pose: 2 },
  { frame: 24, pose: 3 },
];
const [ARM] = vectors.poses;

/** The segments whose drawings an edit of a key changes. */
function touched(before, key, to) {
  const after = apply(before, [{ do: "set", on: "keyframe", id: key, to }]);
  const [old, now] = [timings(before), timings(after)];
  return [...now.keys()].filter((id) => old.get(id)?.inputs !== now.get(id).inputs);
}

test("a breakdown touches the segments that flow into it", () => {
  const breakdowns = [{ u: 0.5, joints: ARM.joints }];
  assert.deepEqual(touched(shot({ keys: LINE }), "key-1", { breakdowns }), ["key-0", "key-1", "key-2"]);
  assert.deepEqual(touched(shot({ keys: LINE }), "key-0", { breakdowns }), ["key-0", "key-1"]);
});

test("of many breakdowns only the nearest touches a neighbour", () => {
  const at = (...us) => us.map((u) => ({ u, joints: ARM.joints }));
  const keys = LINE.map((key, place) => (place === 1 ? { ...key, breakdowns: at(0.25, 0.75) } : key));
  assert.deepEqual(touched(shot({ keys }), "key-1", { breakdowns: at(0.25, 0.5, 0.75) }), ["key-1"]);
  assert.deepEqual(touched(shot({ keys }), "key-1", { breakdowns: at(0.25, 0.8) }), ["key-1", "key-2"]);
});

test("a hold touches the segment whose motion came from its key", () => {
  assert.deepEqual(touched(shot({ keys: LINE }), "key-0", { hold: 3 }), ["key-0", "key-1"]);
});

test("a stop at either end opens a loop", () => {
  const keys = [LINE[0], LINE[1], LINE[2], { ...LINE[3], pose: 0 }];
  const loop = shot({ keys, loop: true });
  assert.deepEqual(touched(loop, "key-3", { stop: true }).toSorted(), ["key-0", "key-2"]);
  assert.deepEqual(touched(loop, "key-0", { stop: true }).toSorted(), ["key-0", "key-2"]);
});

const bare = vectors.poses.map(() => ({ character: null, joints: null }));

test("pins and arcs count where the server's sheet holds them", () => {
  for (const { method, marked, pins, arc } of vectors.guidance) {
    const keys = LINE.map((key) => ({ ...key, method }));
    const document = shot(marked ? { keys } : { keys, poses: bare });
    const name = `${method}, ${marked ? "marked" : "not marked"}`;
    assert.deepEqual(
      touched(document, "key-1", { pins: [[0.1, 0.2, 0.3, 0.4]] }),
      pins ? ["key-1"] : [],
      name,
    );
    assert.deepEqual(touched(document, "key-1", { arc: 0.5 }), arc ? ["key-1"] : [], name);
  }
});

test("a method that draws the same drawings makes nothing stale", () => {
  const keys = LINE.map((key) => ({ ...key, method: "auto" }));
  for (const { method, marked, used } of vectors.guidance) {
    const document = shot(marked ? { keys } : { keys, poses: bare });
    const wanted = used === "auto" ? [] : ["key-1"];
    assert.deepEqual(touched(document, "key-1", { method }), wanted, `${method}, ${marked}`);
  }
});
