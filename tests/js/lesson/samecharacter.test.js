import assert from "node:assert/strict";
import { test } from "node:test";
import { openPair, sameCharacter } from "#kf/lesson/samecharacter.js";

const pose = (id, more = {}) => ({
  id,
  name: id,
  sha256: id,
  is_plate: false,
  character: null,
  joints: null,
  ...more,
});
const key = (of, frame, more = {}) => ({ pose: of, frame, track: "t", shot: "s", ...more });
const project = (poses, keyframes = [], more = {}) =>
  /** @type {any} */ ({
    poses,
    keyframes,
    shots: [{ id: "s" }],
    tracks: [{ id: "t", shot: "s" }],
    characters: [],
    ...more,
  });

test("before anything is placed it is about the first two different pictures", () => {
  const poses = [pose("sky", { is_plate: true }), pose("a"), pose("copy", { sha256: "a" }), pose("b")];
  assert.deepEqual(
    openPair(project(poses))?.map(({ id }) => id),
    ["a", "b"],
  );
  assert.equal(openPair(project([pose("a")])), null);
  assert.equal(openPair(null), null);
});

test("then about the ends of each shot, until it is said of all", () => {
  const who = { character: "c" };
  const poses = [pose("a", who), pose("b"), pose("c", who), pose("d"), pose("e", who)];
  const second = { track: "u", shot: "z" };
  const keys = [key("c", 9), key("a", 0), key("b", 4), key("e", 0, second), key("d", 3, second)];
  const more = {
    shots: [{ id: "s" }, { id: "z" }],
    tracks: [
      { id: "t", shot: "s" },
      { id: "u", shot: "z" },
    ],
  };
  assert.deepEqual(
    openPair(project(poses, keys, more))?.map(({ id }) => id),
    ["e", "d"],
  );
  assert.equal(openPair(project(poses, keys.slice(0, 3), more)), null);
});

test("one edit makes the character, or gives the one that is there", () => {
  const [made, one, two] = /** @type {any[]} */ (
    sameCharacter(/** @type {any} */ ([pose("a"), pose("b")]), [])
  );
  assert.deepEqual([made.do, made.on, made.to.name], ["create", "character", "Character 1"]);
  assert.ok(made.to.skeleton.names.length > 1);
  assert.deepEqual([one.to, two.to], [{ character: made.id }, { character: made.id }]);

  const known = /** @type {any} */ ([pose("a"), pose("b", { character: "c" })]);
  assert.deepEqual(sameCharacter(known, []), [{ do: "set", on: "pose", id: "a", to: { character: "c" } }]);
});

test("joints that were marked stay where they can, and go with a character that goes", () => {
  const marked = { joints: [[0, 0]] };
  const pair = /** @type {any} */ ([pose("a", { character: "x" }), pose("b", { character: "y", ...marked })]);
  assert.deepEqual(sameCharacter(pair, []), [{ do: "set", on: "pose", id: "a", to: { character: "y" } }]);
  const both = /** @type {any} */ ([
    pose("a", { character: "x", ...marked }),
    pose("b", { character: "y", ...marked }),
  ]);
  const to = { character: "x", joints: null, behind: [] };
  assert.deepEqual(sameCharacter(both, []), [{ do: "set", on: "pose", id: "b", to }]);
});
