import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { cells, crop, landed } from "#kf/timeline/filmstrip.js";
import { placeKeys, placeSegments, vacancies, walk } from "#kf/timeline/layout.js";
import { longestHold, room, within } from "#kf/timeline/moves.js";
import { numbered, steps } from "#kf/timeline/numbers.js";
import { View } from "#kf/timeline/view.js";
import { dragText, foot, keyLabel, ordinal, playheadText, segmentLabel } from "#kf/timeline/words.js";
import { freshSegment, keyframe, seeded } from "./lib/model.js";

const track = (...frames) => frames.map((frame, place) => keyframe(`k${place}`, frame));
const sight = (px, more = {}) => ({ px, strip: 52, from: -1000, to: 3000, always: new Set(), ...more });

// --- moves --------------------------------------------------------------------------------------------

test("a key stops beside its neighbours and their holds", () => {
  const keys = [keyframe("a", 0, "p", { hold: 3 }), keyframe("b", 10, "p", { hold: 2 }), keyframe("c", 20)];
  assert.deepEqual(room(keys, new Set(["b"])), [-7, 8]);
  assert.deepEqual(room(keys, new Set(["a"])), [0, 7]);
  assert.deepEqual(room(keys, new Set(["c"])), [-8, Infinity]);
  assert.deepEqual(room(keys, new Set(["b", "c"])), [-7, Infinity]);
  assert.deepEqual(room(keys, new Set(["a", "c"])), [0, 7]);
  assert.equal(within(50, [-7, 8]), 8);
  assert.equal(within(-50, [0, 7]), 0);
});

test("no wish ever makes two keys meet or pass", () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const random = seeded(seed);
    let end = random.below(5);
    const keys = Array.from({ length: 2 + random.below(8) }, (_, place) => {
      const key = keyframe(`k${place}`, end, "p", { hold: 1 + random.below(3) });
      end += key.hold + random.below(12);
      return key;
    });
    const moving = new Set(keys.filter(() => random.chance(0.4)).map(({ id }) => id));
    const by = within(random.below(80) - 40, room(keys, moving));
    const moved = keys.map((key) => (moving.has(key.id) ? { ...key, frame: key.frame + by } : key));
    moved.forEach((key, place) => {
      assert.ok(key.frame >= 0, `seed ${seed}`);
      const after = moved[place + 1];
      if (after) assert.ok(key.frame + key.hold <= after.frame, `seed ${seed}`);
    });
  }
});

test("a hold is as long as there is room", () => {
  assert.equal(longestHold(track(0, 12), "k0"), 12);
  assert.equal(longestHold(track(0, 12), "k1"), Infinity);
});

// --- places -------------------------------------------------------------------------------------------

test("keys stand at their frames, and segments end before the next key", () => {
  const keys = track(0, 12, 24);
  const places = placeKeys(keys, sight(10));
  assert.deepEqual(
    places.map(({ x }) => x),
    [12, 132, 252],
  );
  for (const { x, width, left, right } of placeSegments(keys, new Map(), sight(10))) {
    assert.ok(x >= 12 + left.frame * 10 + 10);
    assert.ok(x + width <= 12 + right.frame * 10);
  }
});

test("only what is in sight is laid out, and what has the focus", () => {
  const keys = track(...Array.from({ length: 1000 }, (_, place) => place * 12));
  const near = sight(20, { from: 5000, to: 9000, always: new Set(["k3"]) });
  const found = placeKeys(keys, near).map(({ key }) => key.id);
  assert.ok(found.length < 30);
  assert.ok(found.includes("k3"));
  assert.ok(placeSegments(keys, new Map(), near).length < 30);
});

test("a thousand keys in one screen are not a thousand elements", () => {
  const keys = track(...Array.from({ length: 1000 }, (_, place) => place * 5));
  assert.ok(placeKeys(keys, sight(0.25, { from: 0, to: 1300 })).length < 250);
});

test("a segment whose key is dragged shows what would become of it", () => {
  const segments = new Map([["k0", freshSegment("t", 11)]]);
  const [still] = placeSegments(track(0, 12), segments, sight(10));
  const [moved] = placeSegments(track(0, 15), segments, sight(10));
  assert.equal(still.segment.state, "fresh");
  assert.deepEqual([moved.segment.state, moved.segment.count, moved.segment.shown], ["stale", 14, "t"]);
  const [bare] = placeSegments(track(0, 15), new Map(), sight(10));
  assert.equal(bare.segment.state, "missing");
});

test("arrow keys walk keys and segments in the order of time", () => {
  assert.deepEqual(walk([keyframe("a", 0), keyframe("b", 1), keyframe("c", 9)]), ["a", "b", "seg:b", "c"]);
});

// --- filmstrip ----------------------------------------------------------------------------------------

const placeOf = (segment, px) => ({ segment, x: 100, width: segment.count * px, origin: 0 });

test("cells stand over their frames and cover the segment", () => {
  const segment = freshSegment("t", 12);
  for (const px of [1, 3, 7, 12, 31, 60]) {
    const place = placeOf(segment, px);
    const made = cells(place, px, { from: 0, to: 5000, strip: 52 });
    assert.equal(made[0].x, 0);
    assert.equal(made.at(-1).x + made.at(-1).width, place.width);
    for (const { inbetween, drawing } of made) assert.equal(drawing, inbetween - 1);
  }
  assert.equal(cells(placeOf(segment, 60), 60, { from: 0, to: 5000, strip: 52 }).length, 12);
});

test("what has not landed has no picture, and on twos the first frame is the key's", () => {
  const running = {
    ...freshSegment("t", 12),
    state: "running",
    exposure: 2,
    drawings: 6,
    done: 2,
    shown_done: 2,
    shown_drawings: 6,
  };
  const made = cells(placeOf(running, 60), 60, { from: 0, to: 5000, strip: 52 });
  assert.deepEqual(
    made.map(({ drawing }) => drawing),
    [-1, 0, 0, 1, 1, null, null, null, null, null, null, null],
  );
  assert.equal(landed(placeOf(running, 60), 60), 5 * 60);
  assert.equal(landed(placeOf({ ...running, shown_done: 6 }, 60), 60), 12 * 60);
});

test("an earlier take of another length is stretched over the segment", () => {
  const stale = { ...freshSegment("t", 24), key: null, state: "stale", shown_drawings: 6, shown_done: 6 };
  const made = cells(placeOf(stale, 40), 40, { from: 0, to: 5000, strip: 52 });
  assert.deepEqual([made[0].drawing, made.at(-1).drawing], [0, 5]);
});

test("only the cells in sight are made", () => {
  const long = freshSegment("t", 2000);
  assert.ok(cells(placeOf(long, 60), 60, { from: 50_000, to: 53_000, strip: 52 }).length < 60);
});

test("a narrow cell shows the figure, wherever it stands", () => {
  assert.equal(crop(0.5, 40, 92), 50);
  assert.equal(crop(0, 40, 92), 0);
  assert.equal(crop(1, 40, 92), 100);
  assert.equal(crop(0.3, 120, 92), 50);
});

// --- view ---------------------------------------------------------------------------------------------

test("a zoom keeps the frame under the pointer, and is drawn when it rests", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const view = new View();
    view.length.value = 400;
    view.px.value = 10;
    view.left.value = 1000;
    const before = (view.left.value + 300 - 12) / view.px.value;
    view.zoom(1.2, 300);
    view.zoom(1.2, 300);
    assert.equal(view.px.value, 10, "nothing is drawn anew while it goes on");
    const { scale, shift } = view.stretch.value;
    assert.ok(Math.abs(view.x(before) * scale + shift - view.left.value - 300) < 1e-6);
    mock.timers.tick(200);
    assert.ok(Math.abs(view.px.value - 14.4) < 1e-9);
    assert.ok(Math.abs((view.left.value + 300 - 12) / view.px.value - before) < 1e-6);
    assert.deepEqual(view.stretch.value, { scale: 1, shift: 0 });
  } finally {
    mock.timers.reset();
  }
});

test("when a zoom rests, rows are drawn anew one per picture and stand where they belong until then", () => {
  /** @type {(() => void)[]} */
  const asked = [];
  globalThis.requestAnimationFrame = (what) => asked.push(/** @type {() => void} */ (what));
  globalThis.cancelAnimationFrame = () => {};
  const picture = () => {
    for (const what of asked.splice(0)) what();
  };
  const late = () => [...view.settling.late.value.keys()];
  const view = new View();
  view.length.value = 400;
  view.rows.value = [row("low", 40), row("high", 120)];
  view.px.value = 10;
  view.left.value = 500;
  view.zoom(2, 300);
  view.settle();
  assert.deepEqual(late(), ["high", "low"]);
  const { scale, shift } = view.stretchOf("low");
  assert.equal((12 + 70 * 10) * scale + shift, view.x(70), "frame 70 is where the new scale has it");
  assert.deepEqual(view.stretchOf(undefined), { scale: 1, shift: 0 }, "the ruler is drawn at once");
  picture(); // that of the ruler
  picture();
  assert.deepEqual(late(), ["low"]);
  assert.deepEqual(view.stretchOf("high"), { scale: 1, shift: 0 });
  view.settling.drawing.add(view);
  picture();
  assert.deepEqual(late(), ["low"], "the next row waits until the first is drawn whole");
  view.settling.drawing.clear();
  picture();
  assert.deepEqual(late(), []);
});

/** @param {string} id @param {number} height */
const row = (id, height) => ({ id, top: 0, height, strip: 24, lane: 0, thin: false });

test("fitting shows the whole shot, and zooming out goes no further", () => {
  const view = new View();
  view.length.value = 960;
  view.fit(960);
  assert.ok(view.x(960) <= view.width.value);
  const fitted = view.px.value;
  view.zoom(0.5);
  view.settle();
  assert.equal(view.px.value, fitted);
});

// --- ruler --------------------------------------------------------------------------------------------

test("numbers have room, begin with 1 and are round", () => {
  for (const rate of [
    [24, 1],
    [25, 1],
    [30, 1],
    [24000, 1001],
    [60, 1],
  ]) {
    for (const px of [0.02, 0.3, 1, 4, 12, 50, 160]) {
      const { label, tick } = steps(px, rate);
      assert.equal(label % tick, 0);
      assert.ok(label * px >= 44 || label === 30 * 60 * Math.round(rate[0] / rate[1]));
    }
  }
  const view = new View();
  view.px.value = 12;
  const frames = numbered(view, 8);
  assert.deepEqual(frames.slice(0, 4), [0, 7, 15, 23]);
  assert.deepEqual(numbered(view, 8, 0).slice(0, 3), [0, 8, 16]);
  assert.deepEqual(numbered(view, 8, 1001).slice(0, 3), [0, 7, 15], "1001, then 1008");
});

// --- words --------------------------------------------------------------------------------------------

test("every state has its words", () => {
  const fresh = freshSegment("t", 12);
  const words = (more) => {
    const { word, more: rest } = foot({ ...fresh, ...more }, { locked: false }, "me");
    return `${word} ${rest}`.trim();
  };
  assert.equal(words({}), "Fresh 12 of 12");
  assert.equal(words({ state: "queued", place: 2, eta: 40 }), "Queued 2nd · ~40 s");
  assert.equal(words({ state: "running", done: 6, eta: 9 }), "Rendering 6/12 9 s left");
  assert.equal(words({ state: "failed", done: 8 }), "Failed 8 of 12 kept");
  assert.equal(words({ state: "stale" }), "Stale earlier take");
  assert.equal(words({ state: "missing", done: 0, shown_done: 0 }), "Not rendered");
  assert.equal(words({ state: "missing", done: 3, shown_done: 3 }), "Not rendered 3 of 12 kept");
  assert.deepEqual([1, 2, 3, 4, 11, 22].map(ordinal), ["1st", "2nd", "3rd", "4th", "11th", "22nd"]);
});

test("labels say what is seen", () => {
  const key = keyframe("k", 30, "p", { hold: 4 });
  assert.equal(keyLabel(key, "Jump", true, {}), "Keyframe, pose Jump, frame 31, held 4 frames, selected");
  assert.match(keyLabel(key, "Jump", false, { first_frame: 1001 }), /frame 1031/);
  const left = { ...key, ease: "out", locked: false, breakdowns: [] };
  const running = { ...freshSegment("t", 12), state: "running", done: 6 };
  const names = { from: "Jump", to: "Land" };
  assert.equal(
    segmentLabel(running, left, names, "me"),
    "12 in-betweens, Jump to Land, ease out, rendering, 6 of 12",
  );
  const locked = {
    ...left,
    locked: true,
    locked_by: "Guest",
    locker: "ana",
    exposure: 2,
    breakdowns: [{}, {}],
  };
  assert.equal(
    segmentLabel(freshSegment("t", 12), locked, names, "me", "accepted"),
    "12 in-betweens, Jump to Land, ease out, on twos, rendered, 12 drawings, accepted, locked by Guest, 2 breakdowns",
  );
  assert.match(segmentLabel(freshSegment("t", 12), locked, names, "ana"), /, locked by you,/);
  const lockedFoot = (you) => foot(freshSegment("t", 12), locked, you);
  assert.deepEqual(lockedFoot("me"), { icon: "lock", word: "Locked", more: "by Guest" });
  assert.deepEqual(lockedFoot("ana"), { icon: "lock", word: "Locked", more: "by you" });
  const draft = { ...freshSegment("t", 12), state: "stale", draft: true };
  assert.equal(foot(draft, left, "me").word, "Draft");
  assert.match(segmentLabel(draft, left, names, "me"), /draft, the final is not rendered/);
  assert.equal(dragText(23, 30, "frame"), "frame 24 → 31 (+7)");
  assert.equal(dragText(4, 2, "hold"), "hold 4 → 2 (−2)");
  const keys = [keyframe("a", 0, "Standing"), keyframe("b", 60, "Jump")];
  const shot = { project: { rate: [24, 1] }, keys, length: 96, segments: new Map(), name: (pose) => pose };
  assert.equal(playheadText(36, shot), "Frame 37 of 96, 1.5 seconds, between Standing and Jump");
  assert.equal(playheadText(60, shot), "Frame 61 of 96, 2.5 seconds, on Jump");
});

test("an empty track says where the first two keys go", () => {
  assert.deepEqual(vacancies([]), { start: 0, end: 13 });
  assert.deepEqual(vacancies(track(4)), { start: null, end: 17 });
  assert.equal(vacancies(track(0, 5)), null);
});
