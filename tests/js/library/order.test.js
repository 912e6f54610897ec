import assert from "node:assert/strict";
import test from "node:test";
import { signal } from "@preact/signals-core";
import { Chosen } from "#kf/library/chosen.js";
import { filtered, grouped, keysOfPoses, nextKey, sorted, tagsOf } from "#kf/library/order.js";

const pose = (/** @type {string} */ name, more = {}) =>
  /** @type {any} */ ({ id: name, name, tags: [], is_plate: false, character: null, ...more });
const key = (/** @type {string} */ id, /** @type {string} */ shot, /** @type {number} */ frame, show = "p") =>
  /** @type {any} */ ({ id, shot, frame, pose: show });
const names = (/** @type {{name: string}[]} */ things) => things.map(({ name }) => name);

test("poses are found by parts of their name and of their tags, whatever letters were typed", () => {
  const poses = [pose("Run 2", { tags: ["cycle"] }), pose("RUN 10"), pose("달리기"), pose("Café")];
  const find = (/** @type {string} */ sought) => names(filtered(poses, { sought, tags: new Set() }));
  assert.deepEqual(find("run"), ["Run 2", "RUN 10"]);
  assert.deepEqual(find(" cyc 2"), ["Run 2"]);
  assert.deepEqual(find("달리"), ["달리기"], "composed or not");
  assert.deepEqual(find("cafe\u0301"), ["Café"]);
  assert.deepEqual(find(""), names(poses));
});

test("a chosen tag leaves only poses that have it, and two only those that have both", () => {
  const poses = [pose("a", { tags: ["x"] }), pose("b", { tags: ["x", "y"] }), pose("c")];
  const having = (/** @type {string[]} */ ...tags) =>
    names(filtered(poses, { sought: "", tags: new Set(tags) }));
  assert.deepEqual(having("x"), ["a", "b"]);
  assert.deepEqual(having("x", "y"), ["b"]);
  assert.deepEqual(tagsOf(poses), [
    { name: "x", count: 2 },
    { name: "y", count: 1 },
  ]);
});

test("poses are sorted as they came, as people count, or by how often they are used", () => {
  const poses = [pose("run 10"), pose("run 2"), pose("jump")];
  const uses = ({ name }) => ({ jump: 1, "run 10": 4 })[name] ?? 0;
  assert.deepEqual(names(sorted(poses, "came", uses)), ["run 10", "run 2", "jump"]);
  assert.deepEqual(names(sorted(poses, "name", uses)), ["jump", "run 2", "run 10"]);
  assert.deepEqual(names(sorted(poses, "used", uses)), ["run 10", "jump", "run 2"]);
});

test("each character has its group, also one without poses; a deleted one's poses belong to nobody", () => {
  const people = /** @type {any[]} */ ([
    { id: "m", name: "Mira" },
    { id: "a", name: "Ada" },
  ]);
  const poses = [
    pose("1", { character: "m" }),
    pose("2"),
    pose("3", { character: "gone" }),
    pose("4", { is_plate: true, character: "m" }),
  ];
  assert.deepEqual(
    grouped(poses, people).map(({ id, poses: some }) => [id, names(some)]),
    [
      ["a", []],
      ["m", ["1"]],
      ["none", ["2", "3"]],
      ["plates", ["4"]],
    ],
  );
  assert.deepEqual(grouped([], []), []);
});

test("the next key that shows a pose goes through the shots and comes round", () => {
  const keys = [key("d", "s2", 3), key("a", "s1", 0), key("b", "s1", 9)];
  const next = (/** @type {any} */ now) => nextKey(keys, ["s1", "s2"], now)?.id;
  assert.equal(next({ shot: "s1", frame: 0 }), "b");
  assert.equal(next({ shot: "s1", frame: 9 }), "d");
  assert.equal(next({ shot: "s2", frame: 3 }), "a");
  assert.equal(next({ shot: "s1", frame: 0, id: "d" }), "a", "goes on from the key it showed last");
  assert.equal(nextKey([], ["s1"], { shot: "s1", frame: 0 }), undefined);
  const byPose = keysOfPoses(new Map([["k", key("k", "s1", 1, "q")]]));
  assert.deepEqual(names(/** @type {any} */ ([...byPose.keys()].map((name) => ({ name })))), ["q"]);
});

test("several poses are chosen one by one, in a row, and all; the one that was chosen last is the page's", () => {
  const store = /** @type {any} */ ({
    chosenPose: signal("a"),
    poses: signal(new Map("abcd".split("").map((id) => [id, {}]))),
  });
  const chosen = new Chosen(store);
  const now = () => [...chosen.ids.value].sort().join("");
  assert.equal(now(), "a");
  chosen.toggle("c");
  assert.equal(now() + store.chosenPose.value, "acc");
  chosen.toggle("c");
  assert.equal(now() + store.chosenPose.value, "aa");
  chosen.toggle("a");
  assert.equal(now(), "a", "one always stays");
  chosen.only("b");
  chosen.through("d", [..."abcd"]);
  assert.equal(now() + store.chosenPose.value, "bcdd");
  chosen.through("a", [..."abcd"]);
  assert.equal(now(), "ab", "a range turns about where it began");
  chosen.all([..."abcd"]);
  assert.equal(now(), "abcd");
  store.poses.value = new Map([["a", {}]]);
  assert.equal(now(), "a", "what is gone is not chosen");
  store.poses.value = new Map("ab".split("").map((id) => [id, {}]));
  store.chosenPose.value = "b";
  chosen.none();
  assert.equal(now(), "b");
});
