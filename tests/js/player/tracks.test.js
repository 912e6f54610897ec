import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { cachedRanges, framesIn } from "#kf/player/cached.js";
import { canPaint, choose } from "#kf/player/choose.js";
import { nameOf } from "#kf/player/framestore.js";
import { layersOf } from "#kf/player/layers.js";
import { partsAt } from "#kf/player/parts.js";
import { wishes } from "#kf/player/reading.js";
import { freshSegment, keyframe } from "../lib/model.js";

const pose = (id, more = {}) => ({
  id,
  name: id,
  sha256: id,
  width: 100,
  height: 100,
  has_alpha: true,
  ...more,
});
const setting = {
  project: { id: "p", width: 100, height: 100 },
  shot: { id: "s", plate: "hills", ground: "#ffffff" },
  poses: new Map([pose("hills"), pose("a"), pose("b"), pose("c"), pose("d")].map((one) => [one.id, one])),
};
const track = (id) => ({ id, shot: "s", name: id, order: id, character: null, hidden: false, locked: false });
const [low, high] = [track("low"), track("high")];
const lanes = new Map([
  ["low", [keyframe("a", 0, "a"), keyframe("b", 10, "b")]],
  ["high", [keyframe("c", 2, "c"), keyframe("d", 6, "d")]],
]);
const fresh = new Map([
  ["a", freshSegment("low-take", 9)],
  ["c", freshSegment("high-take", 3)],
]);
const cast = (more = {}) => ({ tracks: [low, high], lowest: "low", lanes, segments: fresh, ...more });
const urls = (layers) => layers.map(({ want }) => want.url.split("/").slice(-3).join("/"));
const course = { from: 0, to: 11, manner: "loop" };

/** What is decoded, as the stage's store of frames says it. */
class Decoded {
  constructor(names = [], broken = []) {
    this.names = new Set(names);
    this.lost = new Set(broken);
  }
  has(want) {
    return this.names.has(nameOf(want)) || [...this.names].some((part) => want.url.includes(part));
  }
  broken(want) {
    return [...this.lost].some((part) => want.url.includes(part));
  }
}

describe("a frame of several tracks", () => {
  test("is painted from the lowest track to the highest; the lowest drawing has the scenery in it", () => {
    assert.deepEqual(
      urls(layersOf(setting, partsAt(cast(), 4), "view")).map((url) => url),
      ["low-take/3/view", "high-take/1/view"],
    );
  });

  test("has the scenery where the lowest track is on a key, or is not looked at", () => {
    assert.deepEqual(urls(layersOf(setting, partsAt(cast(), 10), "full")), [
      "pictures/hills/full.png",
      "pictures/b/full.png",
    ]);
    const alone = layersOf(setting, partsAt(cast({ tracks: [high] }), 4), "view");
    assert.equal(urls(alone)[0], "pictures/hills/full.png");
    assert.equal(alone.length, 2);
  });

  test("shows nothing of a track before its first key and after its last", () => {
    assert.deepEqual(
      partsAt(cast(), 9).map(({ scene }) => scene.kind),
      ["drawing", "empty"],
    );
    assert.equal(partsAt(cast(), 1)[1].scene.kind, "empty");
  });
});

describe("what is painted now", () => {
  test("is nothing while one of the tracks has nothing decoded", () => {
    assert.equal(choose(setting, partsAt(cast(), 4), "view", new Decoded(["low-take/3"])), null);
    const all = new Decoded(["low-take/3", "high-take/1"]);
    assert.equal(choose(setting, partsAt(cast(), 4), "view", all)?.approx, false);
    assert.equal(canPaint(setting, partsAt(cast(), 4), all), true);
  });

  test("says so when a track shows a neighbour's drawing", () => {
    const near = new Decoded(["low-take/3", "high-take/2"]);
    const choice = choose(setting, partsAt(cast(), 4), "view", near);
    assert.equal(choice.approx, true);
    assert.equal(canPaint(setting, partsAt(cast(), 4), near), false);
  });

  test("goes without a picture that cannot be had, and says so", () => {
    const frames = new Decoded(["low-take/3"], ["high-take", "pictures/c"]);
    const choice = choose(setting, partsAt(cast(), 4), "view", frames);
    assert.deepEqual([choice.broken, choice.approx], [["high"], true]);
    assert.equal(choice.layers.length, 1);
  });

  test("takes a preview of what is missing or stale, by the eased place, and names the track", () => {
    const stale = { ...freshSegment("now", 3), key: "now", shown: "before" };
    const segments = new Map([
      ["a", fresh.get("a")],
      ["c", stale],
    ]);
    const asked = [];
    const previews = (left, u, drawn) => {
      if (drawn) return null;
      asked.push([left, u]);
      return { image: null, sx: 0, sy: 0, sw: 1, sh: 1 };
    };
    const frames = new Decoded(["low-take/3", "before/1"]);
    const choice = choose(setting, partsAt(cast({ segments }), 4), "view", frames, previews);
    assert.deepEqual(asked, [["c", 0.5]]);
    assert.deepEqual([choice.previews, choice.approx], [["high"], false]);
    const without = choose(setting, partsAt(cast({ segments }), 4), "view", frames);
    assert.deepEqual(without.previews, []);
    assert.equal(urls(without.layers.slice(1))[0], "before/1/view");
  });

  test("lays the scenery under a preview's place when the preview is all there is of the lowest", () => {
    const segments = new Map([["c", fresh.get("c")]]);
    const cut = { image: null, sx: 0, sy: 0, sw: 1, sh: 1 };
    const frames = new Decoded(["hills", "high-take/1"]);
    const made = (_left, _u, drawn) => (drawn ? null : cut);
    const { layers, previews } = choose(setting, partsAt(cast({ segments }), 4), "view", frames, made);
    assert.equal(urls(layers.slice(0, 1))[0], "pictures/hills/full.png");
    assert.equal(layers[1].cut, cut);
    assert.deepEqual(previews, ["low"]);
  });
});

describe("what is decoded next", () => {
  const all = (more = {}) =>
    wishes({ setting, cast: cast(), frame: 4, course, direction: 1, moving: true, room: 1e9, ...more }).list;
  const short = (list) => list.map(({ url }) => url.split("/").slice(-3).join("/"));

  test("is this frame on every track, then the next frames as they will be played", () => {
    assert.deepEqual(short(all()).slice(0, 4), [
      "low-take/3/view",
      "high-take/1/view",
      "low-take/4/view",
      "high-take/2/view",
    ]);
    assert.deepEqual(short(all({ direction: -1 })).slice(2, 4), ["low-take/2/view", "high-take/0/view"]);
  });

  test("tells how many of them are this frame's own", () => {
    const { list, first } = wishes({
      ...{ setting, cast: cast(), frame: 4, course, direction: 1, moving: true, room: 1e9 },
      also: [{ url: "compared" }],
    });
    assert.deepEqual(short(list.slice(0, first)), ["low-take/3/view", "high-take/1/view"]);
    assert.equal(list[first].url, "compared");
  });

  test("ends where the room does, but never before this frame", () => {
    const bytes = 4 * 100 * 100;
    assert.deepEqual(short(all({ room: 0 })), ["low-take/3/view", "high-take/1/view"]);
    assert.equal(all({ room: bytes * 5 }).length, 4);
  });

  test("of a shot of 12,000 frames looks at no more than it can use", () => {
    let asked = 0;
    const keys = [keyframe("a", 0, "a"), keyframe("b", 11_999, "b")];
    const segments = new Map([["a", freshSegment("take", 11_998)]]);
    const watched = new Proxy(segments, {
      get: (target, name) => {
        asked++;
        return Reflect.get(target, name).bind(target);
      },
    });
    const long = cast({ tracks: [low], lanes: new Map([["low", keys]]), segments: watched });
    const list = all({ cast: long, frame: 6000, course: { from: 0, to: 12_000, manner: "loop" } });
    assert.ok(list.length <= 130 && asked <= 130, `${list.length} pictures, ${asked} frames`);
  });
});

describe("the cached line", () => {
  const there = (drawings, poses = ["a", "b", "c", "d"]) => ({
    drawings: new Map(drawings),
    pose: (key) => poses.includes(key.pose),
    preview: () => false,
  });

  test("is what every track has", () => {
    const found = cachedRanges(
      cast(),
      11,
      there([
        ["low-take", new Set([0, 1, 2, 3, 4])],
        ["high-take", new Set([0, 2])],
      ]),
    );
    assert.deepEqual(found, [
      [0, 4],
      [5, 6],
      [10, 11],
    ]);
  });

  test("tells what is only previewed from what was rendered", () => {
    const keys = [keyframe("a", 0, "a"), keyframe("b", 12, "b")];
    const half = { ...freshSegment("take", 11), shown_done: 4 };
    for (const [segment, exact] of [
      [{ ...half, shown: null, shown_done: 0 }, 2],
      [half, 6],
      [{ ...half, key: "other" }, 2],
    ]) {
      const shot = {
        tracks: [low],
        lowest: "low",
        lanes: new Map([["low", keys]]),
        segments: new Map([["a", segment]]),
      };
      const decoded = { ...there([["take", new Set([0, 1, 2, 3])]]), preview: () => true };
      assert.equal(framesIn(cachedRanges(shot, 13, decoded)), 13);
      assert.equal(framesIn(cachedRanges(shot, 13, { ...decoded, exact: true })), exact);
    }
  });

  test("agrees with what can be painted, frame by frame, on twos and in a stale take too", () => {
    const keys = [keyframe("a", 1, "a", { hold: 2, exposure: 2 }), keyframe("b", 12, "b")];
    for (const segment of [
      { ...freshSegment("take", 9), drawings: 4, shown_drawings: 4, shown_done: 3 },
      { ...freshSegment("take", 9), key: "other", shown_drawings: 7, shown_done: 7 },
      { ...freshSegment("take", 9), shown: null, shown_done: 0 },
    ]) {
      const segments = new Map([["a", segment]]);
      const shot = { tracks: [low], lowest: "low", lanes: new Map([["low", keys]]), segments };
      const frames = new Decoded(["hills", "pictures/a", "pictures/b", "take/1/", "take/2/"]);
      const ranges = cachedRanges(shot, 14, there([["take", new Set([1, 2])]]));
      const painted = Array.from({ length: 14 }, (_, frame) =>
        canPaint(setting, partsAt(shot, frame), frames),
      );
      const said = painted.map((_, frame) => ranges.some(([from, to]) => frame >= from && frame < to));
      assert.deepEqual(said, painted, JSON.stringify(segment));
    }
  });
});
