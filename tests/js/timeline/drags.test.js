import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Store } from "#kf/core/store.js";
import { BoxDrag } from "#kf/timeline/drags/boxes.js";
import { KeyDrag } from "#kf/timeline/drags/keys.js";
import { RangeDrag } from "#kf/timeline/drags/ranges.js";
import { ScrubDrag } from "#kf/timeline/drags/scrubs.js";
import { Hand } from "#kf/timeline/hand.js";
import { View } from "#kf/timeline/view.js";
import { allTracks, magnet, mode } from "#kf/timeline/ways.js";
import { calm, firstSnapshot, ModelServer, TRACK } from "../lib/model.js";

const PX = 10;
const ROWS = [
  { id: "upper", top: 0, height: 50 },
  { id: TRACK, top: 50, height: 50 },
];

beforeEach(() => {
  mode.value = "move";
  magnet.value = false;
  allTracks.value = false;
});

/** A hand over keys on the frames 0, 12 and 24 of the lower of two tracks. */
function hold() {
  const snapshot = firstSnapshot([0, 12, 24]);
  snapshot.tracks.push({ ...snapshot.tracks[0], id: "upper", name: "Upper", order: "k" });
  const server = new ModelServer(snapshot);
  const store = new Store(server.snapshot(), { send: async (batch) => server.take("me", batch) });
  server.listeners.push((event) => store.receive(event));
  const view = new View();
  view.px.value = PX;
  view.rows.value = ROWS;
  const hand = new Hand(store, view);
  const frames = () => [...server.document.keyframes.values()].map(({ frame }) => frame);
  return { server, store, view, hand, frames };
}

const point = (hand, frame, more = {}) => ({
  x: hand.view.x(0) + frame * PX,
  clientX: 0,
  clientY: 75,
  alt: false,
  ctrl: false,
  shift: false,
  coarse: false,
  ...more,
});
const take = (hand, id, frame, more = {}) =>
  new KeyDrag(hand, id, { x: point(hand, frame).x, top: () => 0, swap: false, ...more });

test("until it is let go a drag changes nothing, then it is one step", async () => {
  const { store, hand, frames } = hold();
  store.select(["key-1"]);
  const drag = take(hand, "key-1", 12.5);
  drag.move(point(hand, 15.5));
  assert.deepEqual(
    hand.track.value.map(({ frame }) => frame),
    [0, 15, 24],
  );
  assert.equal(hand.chip.value.text, "frame 13 → 16 (+3)");
  assert.equal(store.unsaved.value, 0);
  drag.drop();
  await calm();
  assert.deepEqual(frames(), [0, 15, 24]);
  assert.deepEqual(store.steps.value.back, ["Move Pose 1 to frame 16"]);
  await store.undo();
  assert.deepEqual(frames(), [0, 12, 24]);
});

test("the magnet is turned round by Ctrl, and Alt has the rest come along", () => {
  const { store, hand } = hold();
  store.seek(17);
  const drag = take(hand, "key-1", 12);
  drag.move(point(hand, 16.4));
  assert.equal(hand.caught.value, null);
  drag.move(point(hand, 16.4, { ctrl: true }));
  assert.equal(hand.caught.value.kind, "playhead");
  assert.deepEqual(
    hand.track.value.map(({ frame }) => frame),
    [0, 17, 24],
  );
  drag.move(point(hand, 30, { alt: true }));
  assert.deepEqual(
    hand.track.value.map(({ frame }) => frame),
    [0, 30, 42],
  );
  hand.clear();
  assert.deepEqual(
    hand.track.value.map(({ frame }) => frame),
    [0, 12, 24],
  );
});

test("a key is brought to another track, which is then the one at hand", async () => {
  const { store, hand, server } = hold();
  const drag = take(hand, "key-1", 12);
  drag.move(point(hand, 12, { clientY: 20 }));
  assert.match(hand.chip.value.text, /^Upper: /);
  drag.drop();
  await calm();
  assert.equal(server.document.keyframes.get("key-1").track, "upper");
  assert.equal(store.track.value, "upper");
});

test("what somebody deletes while it is in hand is let go, and that is said once", async () => {
  const { server, store, hand, frames } = hold();
  const drag = take(hand, "key-1", 12);
  drag.move(point(hand, 15));
  server.take("somebody", {
    id: "b",
    label: "Delete",
    operations: [{ do: "delete", on: "keyframe", id: "key-1" }],
  });
  await calm();
  drag.move(point(hand, 16));
  drag.move(point(hand, 17));
  drag.drop();
  await calm();
  assert.deepEqual(
    store.toasts.value.map(({ text }) => text),
    ["Somebody has deleted what you were dragging."],
  );
  assert.deepEqual(frames(), [0, 24]);
  assert.equal(hand.preview.value, null);
});

test("a locked track gives nothing away", async () => {
  const { store, hand, frames } = hold();
  await store.edit("Lock", [{ do: "set", on: "track", id: TRACK, to: { locked: true } }]);
  const drag = take(hand, "key-1", 12);
  drag.move(point(hand, 15));
  assert.equal(hand.chip.value.refused, true);
  assert.deepEqual(
    hand.track.value.map(({ frame }) => frame),
    [0, 12, 24],
  );
  drag.drop();
  await calm();
  assert.deepEqual(frames(), [0, 12, 24]);
  assert.match(store.toasts.value.at(-1).text, /Unlock it first/);
});

test("two keys trade poses", async () => {
  const { hand, server } = hold();
  const drag = take(hand, "key-0", 0.2, { swap: true });
  drag.move(point(hand, 12.4));
  drag.drop();
  await calm();
  const poses = [...server.document.keyframes.values()].map(({ pose }) => pose);
  assert.deepEqual(poses, ["pose-1", "pose-0", "pose-2"]);
});

test("a box takes keys of the tracks that it touches, and gives back what was chosen", () => {
  const { store, hand } = hold();
  store.select(["key-2"]);
  const box = new BoxDrag(hand, { x: point(hand, 5).x, clientY: 60, top: () => 0 }, new Set(["key-2"]));
  box.move(point(hand, 13, { clientY: 90 }));
  assert.deepEqual([...store.selection.value].sort(), ["key-1", "key-2"]);
  box.move(point(hand, 13, { clientY: 10 }));
  box.cancel();
  assert.deepEqual([...store.selection.value], ["key-2"]);
});

test("scrubbing is slower the further the pointer is below the ruler", () => {
  const { store, hand } = hold();
  const drag = new ScrubDrag(hand, { x: point(hand, 4.5).x, bottom: 20 });
  assert.equal(store.frame.value, 4);
  drag.move(point(hand, 8.5, { clientY: 10 }));
  assert.equal(store.frame.value, 8);
  drag.move(point(hand, 8.5, { clientY: 100 }));
  drag.move(point(hand, 16.5, { clientY: 100 }));
  assert.equal(store.frame.value, 12);
  assert.equal(hand.chip.value.text, "half speed");
  drag.move(point(hand, 16.5, { clientY: 300 }));
  drag.move(point(hand, 24.5, { clientY: 300 }));
  assert.equal(store.frame.value, 14);
  drag.cancel();
  assert.equal(store.frame.value, 0);
});

test("in and out never pass each other, and Esc gives them back", () => {
  const { store, hand } = hold();
  store.inOut.value = { in: 5, out: 15 };
  const drag = new RangeDrag(hand, "in");
  drag.move(point(hand, 40));
  assert.deepEqual(store.inOut.value, { in: 14, out: 15 });
  drag.cancel();
  assert.deepEqual(store.inOut.value, { in: 5, out: 15 });
});
