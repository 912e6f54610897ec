import assert from "node:assert/strict";
import { test } from "node:test";
import { fromSnapshot } from "#kf/core/document.js";
import { apply } from "#kf/core/ops.js";
import { timings } from "#kf/core/segments.js";
import { firstSnapshot, keyframe, SHOT, seeded, TRACK } from "./lib/model.js";

/** Ten marked keys on two tracks of a shot that may loop. */
function marked() {
  const snapshot = firstSnapshot();
  const skeleton = { names: ["a", "b"], parents: { b: "a" } };
  snapshot.characters = ["c-0", "c-1"].map((id) => ({ id, name: id, skeleton, limbs: [] }));
  snapshot.poses = snapshot.poses.map((pose, at) => ({
    ...pose,
    character: "c-0",
    joints: [
      [0.1 * at, 0.1],
      [0.1 * at, 0.5],
    ],
    mask: null,
    behind: [],
  }));
  snapshot.tracks.push({ ...snapshot.tracks[0], id: "above", order: "W" });
  snapshot.keyframes = Array.from({ length: 10 }, (_, at) =>
    keyframe(`key-${at}`, at * 12, `pose-${at % 3}`, { track: at < 7 ? TRACK : "above" }),
  );
  return fromSnapshot(snapshot);
}

/** @param {ReturnType<typeof seeded>} random @param {number} step */
function edit(random, step) {
  const key = (to) => ({ do: "set", on: "keyframe", id: `key-${random.below(10)}`, to });
  return random.pick([
    () => key({ frame: step * 3 }),
    () => key({ hold: 1 + random.below(3) }),
    () => key({ stop: random.chance(0.5) }),
    () => key({ pose: `pose-${random.below(3)}` }),
    () => key({ track: random.pick([TRACK, "above"]) }),
    () =>
      key({
        breakdowns: [
          {
            u: 0.5,
            joints: [
              [step / 100, 0.1],
              [0.2, 0.5],
            ],
          },
        ],
      }),
    () => key({ method: random.pick(["auto", "flow", "rig"]), arc: random.pick([0, 0.5]) }),
    () => ({ do: "set", on: "shot", id: SHOT, to: { loop: random.chance(0.5) } }),
    () => ({ do: "set", on: "shot", id: SHOT, to: { plate: random.pick([null, "pose-1"]) } }),
    () => ({ do: "set", on: "track", id: "above", to: { order: random.pick(["A", "Z"]) } }),
    () => ({
      do: "set",
      on: "pose",
      id: `pose-${random.below(3)}`,
      to: { character: random.pick(["c-0", "c-1"]) },
    }),
    () => ({
      do: "set",
      on: "pose",
      id: "pose-1",
      to: {
        joints: [
          [step / 90, 0.1],
          [0.3, 0.5],
        ],
      },
    }),
    () => ({ do: "set", on: "project", id: "project", to: { width: 1280 + 2 * random.below(3) } }),
  ])();
}

for (const seed of [1, 2, 3]) {
  test(`what is known of segments is what would be found anew after every edit (seed ${seed})`, () => {
    const random = seeded(seed);
    let document = marked();
    for (let step = 1; step < 150; step += 1) {
      document = apply(document, [edit(random, step)]);
      const anew = timings(structuredClone(document));
      const known = timings(document);
      assert.deepEqual([...known.keys()], [...anew.keys()]);
      for (const [id, { inputs }] of known) assert.equal(inputs, anew.get(id).inputs, `step ${step}: ${id}`);
    }
  });
}

test("an edit makes anew only the segments around it", () => {
  const document = marked();
  const before = timings(document);
  const after = timings(apply(document, [{ do: "set", on: "keyframe", id: "key-4", to: { frame: 50 } }]));
  const same = [...after].filter(([id, timing]) => before.get(id) === timing).map(([id]) => id);
  assert.deepEqual(same, ["key-0", "key-1", "key-7", "key-8"]);
});
