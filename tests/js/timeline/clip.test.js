import assert from "node:assert/strict";
import { test } from "node:test";
import { apply } from "#kf/core/ops.js";
import { behind, clipLength, pasted, posesFor, readClip } from "#kf/timeline/clip.js";
import { clipOf } from "#kf/timeline/copied.js";
import { byTrack, sound } from "#kf/timeline/plan.js";
import { seeded } from "../lib/model.js";
import { key, ORDER, randomShot, someOf } from "./lanes.js";

const POSES = new Map(
  Array.from({ length: 8 }, (_, n) => `pose-${"abcdefgh"[n]}`).map((id) => [
    id,
    { id, name: id, sha256: `sha ${id}` },
  ]),
);
const from = { project: "here", poses: POSES, order: ORDER };
const counter = () => {
  let made = 0;
  return () => `new-${++made}`;
};
const paste = (clip, keys, more) =>
  pasted(clip, new Map(clip.keys.map(({ pose }) => [pose, pose])), {
    keys,
    shot: "shot-1",
    order: ORDER,
    track: "low",
    frame: 0,
    push: false,
    id: counter(),
    ...more,
  });
const after = (keys, operations) => [
  ...apply(
    {
      keyframes: new Map(keys.map((one) => [one.id, one])),
      tracks: new Map(ORDER.map((id) => [id, { id, shot: "shot-1" }])),
      gone: new Map(),
    },
    operations,
  ).keyframes.values(),
];
const places = (keys) =>
  keys.map(({ pose, track, frame }) => `${pose} ${track} ${frame}`).sort((a, b) => a.localeCompare(b));

test("a clip keeps distances, tracks and settings, and no lock", () => {
  const keys = [
    key("a", 7, { ease: "out", locked: true, hint: "slowly" }),
    key("b", 12, { track: "top", hold: 3 }),
  ];
  const clip = readClip(JSON.stringify(clipOf(keys, from)));
  assert.deepEqual(
    clip.keys.map(({ at, row }) => [at, row]),
    [
      [0, 0],
      [5, 2],
    ],
  );
  assert.equal(clipLength(clip), 8);
  const [one, other] = paste(clip, [], { frame: 30 }).operations;
  assert.deepEqual([one.to.frame, one.to.track, one.to.ease, one.to.hint], [30, "low", "out", "slowly"]);
  assert.equal("locked" in one.to, false);
  assert.deepEqual([other.to.frame, other.to.track, other.to.hold], [35, "top", 3]);
});

test("what is no clip is not read as one", () => {
  for (const text of [
    "",
    "{",
    "null",
    "[]",
    '{"kind":"kf-keys"}',
    '{"kind":"kf-keys","version":1,"poses":[],"keys":[{"at":-1}]}',
  ])
    assert.equal(readClip(text), null, text);
});

test("pasting over keys replaces those of the stretch, and ends a hold that reaches into it", () => {
  const keys = [key("a", 0, { hold: 12 }), key("b", 14), key("c", 30)];
  const clip = clipOf([key("d", 0), key("e", 10)], from);
  const { operations, taken } = paste(clip, keys, { frame: 8 });
  assert.deepEqual(
    taken.map(({ id }) => id),
    ["b"],
  );
  assert.deepEqual(places(after(keys, operations)), [
    "pose-a low 0",
    "pose-c low 30",
    "pose-d low 8",
    "pose-e low 18",
  ]);
  assert.equal(after(keys, operations).find(({ id }) => id === "a").hold, 8);
});

test("pushing leaves everything there, behind what was pasted", () => {
  const keys = [key("a", 0), key("b", 14)];
  const { operations, taken, moved } = paste(clipOf([key("d", 0), key("e", 10)], from), keys, {
    frame: 14,
    push: true,
  });
  assert.deepEqual([taken.length, moved], [0, 1]);
  assert.deepEqual(places(after(keys, operations)), [
    "pose-a low 0",
    "pose-b low 37",
    "pose-d low 14",
    "pose-e low 24",
  ]);
});

test("a clip of more tracks than there are fits on those there are", () => {
  const clip = clipOf([key("d", 0), key("e", 0, { track: "mid" }), key("f", 0, { track: "top" })], from);
  const { operations } = paste(clip, [], { track: "mid" });
  assert.deepEqual(
    operations.map(({ to }) => to.track),
    ["mid", "top"],
  );
});

test("poses are found by themselves in the same project, by their pictures in another", () => {
  const clip = clipOf([key("a", 0), key("b", 5)], from);
  assert.equal(posesFor(clip, { project: "here", poses: POSES.values() }).missing.length, 0);
  const there = [{ id: "mine", name: "A", sha256: "sha pose-a" }];
  const { found, missing } = posesFor(clip, { project: "there", poses: there });
  assert.deepEqual([...found], [["pose-a", "mine"]]);
  assert.deepEqual(
    missing.map(({ name }) => name),
    ["pose-b"],
  );
});

test("wherever it is pasted, no keys meet", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = seeded(seed);
    const keys = randomShot(random);
    const chosen = keys.filter(({ id }) => someOf(keys, random).has(id));
    if (chosen.length === 0) continue;
    const clip = clipOf(chosen, { ...from, poses: new Map() });
    const place = { frame: random.below(60), track: ORDER[random.below(3)], push: random.chance(0.5) };
    const { operations, created } = paste(clip, keys, place);
    const end = after(keys, operations);
    assert.ok(sound(byTrack(end).values()), `seed ${seed}`);
    assert.ok(created.length > 0 && created.length <= chosen.length, `seed ${seed}`);
    if (place.push) assert.equal(end.length, keys.length + created.length, `seed ${seed}`);
  }
});

test("a copy goes behind the last held key", () => {
  assert.equal(behind([key("a", 3), key("b", 10, { hold: 4 })]), 26);
});

test("what followed the originals makes way for their copies", () => {
  const keys = [key("a", 0), key("b", 12)];
  const clip = clipOf([keys[0]], from);
  const { operations } = paste(clip, keys, { frame: behind([keys[0]]), from: 1, push: true });
  assert.deepEqual(places(after(keys, operations)), ["pose-a low 0", "pose-a low 13", "pose-b low 25"]);
});
