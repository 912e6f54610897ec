import assert from "node:assert/strict";
import { test } from "node:test";
import { heard, placed } from "#kf/core/segments.js";
import { Store } from "#kf/core/store.js";
import { applySettings, fitting } from "#kf/core/takes.js";
import { underWay } from "#kf/panels/queueorder.js";
import { firstSnapshot, freshSegment, keyframe, SHOT } from "./lib/model.js";

const PUPPET = { names: ["hip", "hand"], parents: { hand: "hip" } };

/** A page with a marked key and a second one. */
function page() {
  const snapshot = firstSnapshot([0, 12]);
  snapshot.keyframes[0] = keyframe("key-0", 0, "pose-0", {
    ...{
      turns: {},
      planted: [],
      pins: [],
      breakdowns: [],
      hint: "",
      seed: null,
      arc: 0,
      stop: false,
      chart: null,
    },
  });
  snapshot.poses[0].character = "puppet";
  snapshot.characters = [
    { id: "puppet", name: "Puppet", skeleton: PUPPET, limbs: [], colour: null, card: null },
  ];
  snapshot.engine.methods.push({ name: "flow", label: "Flow" });
  const sent = [];
  const store = new Store(snapshot, {
    send: (batch) => {
      sent.push(batch);
      return new Promise(() => {});
    },
  });
  return { store, sent, left: () => store.keyframes.value.get("key-0") };
}

test("settings come back as one edit of what differs", () => {
  const { store, sent, left } = page();
  void applySettings(
    store,
    "key-0",
    {
      pose: "pose-0",
      hold: 1,
      method: "flow",
      ease: "in",
      curve: null,
      turns: { hand: 1 },
      frame: 7,
      to: { pose: "x", frame: 3 },
    },
    "Choose a take",
  );
  assert.equal(sent.length, 1);
  assert.equal(store.undoLabel.value, "Choose a take");
  assert.deepEqual(sent[0].operations[0].to, { method: "flow", ease: "in", turns: { hand: 1 } });
  assert.equal(left().frame, 0, "where it stands is no setting");
});

test("what is gone is left out, and told", () => {
  const { store, left } = page();
  const { to, lost } = fitting(store, left(), {
    pose: "deleted",
    method: "warp",
    ease: "out",
    turns: { hand: -1, tail: 1 },
    planted: ["tail"],
    breakdowns: [
      { u: 0.3, joints: [[0, 0]] },
      {
        u: 0.5,
        joints: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
  });
  assert.deepEqual(to, {
    ease: "out",
    turns: { hand: -1 },
    breakdowns: [
      {
        u: 0.5,
        joints: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
  });
  assert.equal(lost.length, 3);
  assert.match(lost[0], /pose is no longer in the library/);
  assert.match(lost[1], /method is no longer there/);
});

test("settings that are the present ones change nothing", () => {
  const { store, sent, left } = page();
  void applySettings(store, "key-0", { ...left() }, "Again");
  assert.equal(sent.length, 0);
});

// --- drafts and drawing again ---

const key = "k0";
const missing = {
  ...freshSegment(key, 11),
  state: "missing",
  done: 0,
  shown: null,
  shown_drawings: 0,
  shown_done: 0,
};
const stale = { ...freshSegment(key, 11), state: "stale", done: 0, shown: "old", draft: false };
const event = (more) => ({
  ...{
    type: "segment",
    key,
    state: "running",
    done: 0,
    total: 11,
    eta: 3,
    method: "flow",
    reason: "",
    error: null,
    attempt: 1,
  },
  ...more,
});
const after = (segment, ...events) =>
  events.reduce((known, one) => heard(known, one), new Map([["left", { segment, inputs: "" }]])).get("left")
    .segment;
const draft = (more) => event({ key: "d0", draft_of: key, ...more });

test("a draft is shown as it comes, and the segment stays what it was", () => {
  for (const start of [missing, stale]) {
    const waiting = after(start, draft({ state: "queued", eta: null }));
    assert.deepEqual(
      [waiting.state, waiting.drafting.state, waiting.shown],
      [start.state, "queued", start.shown],
    );
    const going = after(start, draft({ done: 4 }));
    assert.deepEqual([going.state, going.shown, going.shown_done, going.draft], [start.state, "d0", 4, true]);
    const done = after(start, draft({ done: 11 }), draft({ state: "done", done: 11, ends: [true, true] }));
    assert.deepEqual([done.drafting, done.shown_done, done.ends], [null, 11, [true, true]]);
  }
});

test("a draft of something else says nothing, and a place in the queue is the draft's", () => {
  assert.equal(after(missing, draft({ draft_of: "other", done: 3 })).shown, null);
  const known = new Map([["left", { segment: after(missing, draft({ state: "queued" })), inputs: "" }]]);
  assert.deepEqual(placed(known, { d0: [3, 9] }).get("left").segment.drafting.place, 3);
});

test("the draft is looked at until the final drawings are whole", () => {
  const drafted = after(missing, draft({ state: "done", done: 11 }));
  const going = after(drafted, event({ state: "queued" }), event({ done: 5 }));
  assert.deepEqual([going.state, going.done, going.shown, going.draft], ["running", 5, "d0", true]);
  const whole = after(going, event({ state: "done", done: 11, ends: [true, false] }));
  assert.deepEqual([whole.state, whole.shown, whole.draft, whole.ends], ["fresh", key, false, [true, false]]);
  assert.equal(after(whole, draft({ done: 7 })).shown, key, "a late word of the draft is no news");
});

test("a late word does not take back what is whole", () => {
  assert.equal(after(freshSegment(key, 11), event({ state: "queued" })).state, "fresh");
});

test("only the lowest track's segments know of the background", () => {
  const snapshot = firstSnapshot([0, 12]);
  snapshot.tracks.push({ ...snapshot.tracks[0], id: "above", order: "a" });
  for (const [id, frame] of [
    ["top-0", 0],
    ["top-1", 12],
  ])
    snapshot.keyframes.push(keyframe(id, frame, "pose-1", { track: "above" }));
  snapshot.segments = { "key-0": freshSegment("k0", 11), "top-0": freshSegment("k1", 11) };
  const store = new Store(snapshot, { send: () => new Promise(() => {}) });
  const states = () => ["key-0", "top-0"].map((id) => store.segments.value.get(id).state);
  store.edit("Ground", [{ do: "set", on: "shot", id: SHOT, to: { ground: "#000000" } }]);
  assert.deepEqual(states(), ["stale", "fresh"]);
  void store.undo();
  assert.deepEqual(states(), ["fresh", "fresh"]);
  store.edit("Order", [{ do: "set", on: "track", id: "above", to: { order: "A" } }]);
  assert.deepEqual(states(), ["stale", "stale"], "each is now drawn where the other was");
});

test("a draft that is waited for stands in the queue as it goes, unless the final goes already", () => {
  const waiting = after(missing, draft({ done: 4 }));
  assert.deepEqual(underWay([["left", waiting]])[0].segment.done, 4);
  const both = after(waiting, event({ state: "queued" }));
  assert.equal(underWay([["left", both]])[0].segment.state, "queued");
  assert.equal(underWay([["left", after(missing, draft({ state: "failed", done: 4 }))]]).length, 0);
});
