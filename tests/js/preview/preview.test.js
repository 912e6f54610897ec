import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "#kf/core/net.js";
import { Store } from "#kf/core/store.js";
import { drawingTimes } from "#kf/core/time.js";
import { denseGrid, exactPlaces, nearestPlace } from "#kf/preview/grid.js";
import { Previews } from "#kf/preview/preview.js";
import { Sheets } from "#kf/preview/sheets.js";
import { wantedSegments } from "#kf/preview/wanted.js";
import { calm, firstSnapshot, keyframe, ModelServer } from "../lib/model.js";

const image = (width = 480, height = 270) => ({ width, height, close() {} });
const drawn = (method = "flow") => ({ image: image(), columns: 5, width: 480, height: 270, method });
const set = (id, to) => [{ do: "set", on: "keyframe", id, to }];

/** A page whose previews are answered when the test says so. */
function desk(frames = [0, 13, 26]) {
  const server = new ModelServer(firstSnapshot(frames));
  const answers = [];
  const store = new Store(
    { ...server.snapshot(), segments: {} },
    {
      send: (batch) => new Promise((resolve) => answers.push(() => resolve(server.take("me", batch)))),
    },
  );
  const asked = [];
  const ask = (_project, question, signal) =>
    new Promise((resolve, reject) => {
      asked.push({ ...question, signal, resolve, reject });
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  const previews = new Previews(store, { ask });
  const give = async (what = drawn()) => {
    asked.at(-1).resolve(what);
    await calm();
  };
  const settle = async () => {
    for (let turn = 0; turn < 30 && asked.length < 40; turn++) {
      const before = asked.length;
      await give();
      if (asked.length === before) return;
    }
  };
  return { server, store, previews, asked, give, settle, save: () => answers.shift()?.() };
}

test("a grid has room for other spacings, and the drawings' own places are asked for first", async () => {
  assert.equal(denseGrid(3).length, 25);
  assert.equal(denseGrid(500).length, 49);
  const grid = denseGrid(12);
  for (const u of drawingTimes(12, 1, "both"))
    assert.ok(Math.abs(grid[nearestPlace(grid, u)] - u) <= 0.5 / (grid.length - 1) + 1e-6);
  assert.deepEqual(exactPlaces([0.1, 0.1, 0.5]), [0.1, 0.5]);
  assert.equal(exactPlaces(drawingTimes(200, 1, "linear")).length, 25);
  assert.equal(nearestPlace([], 0.5), -1);

  const { asked, give } = desk();
  await calm();
  assert.deepEqual(asked[0].times, drawingTimes(12, 1, "linear"));
  await give();
  assert.deepEqual([asked[1].left, asked[1].times], ["key-1", drawingTimes(12, 1, "linear")]);
  await give();
  assert.deepEqual([asked[2].left, asked[2].times], ["key-0", denseGrid(12)]);
});

test("the segment under the playhead, then chosen ones, then edited ones, then those beside", () => {
  const keys = [0, 10, 20, 30, 40].map((frame, place) => keyframe(`k${place}`, frame));
  const open = { state: "missing", drawings: 9 };
  const segments = new Map(keys.slice(0, 4).map(({ id }) => [id, open]));
  const looking = { lanes: [keys], segments, frame: 15, selection: new Set(), edited: [] };
  assert.deepEqual(wantedSegments(looking), ["k1", "k0", "k2"]);
  assert.deepEqual(wantedSegments({ ...looking, selection: new Set(["seg:k3"]) }).slice(0, 2), ["k1", "k3"]);
  assert.deepEqual(wantedSegments({ ...looking, edited: ["k3"] }).slice(0, 2), ["k1", "k3"]);
  assert.deepEqual(wantedSegments({ ...looking, frame: 0, selection: new Set(["k3"]) }).slice(0, 2), [
    "k2",
    "k3",
  ]);
  segments.set("k1", { state: "fresh", drawings: 9 });
  segments.set("k0", { state: "running", drawings: 9 });
  segments.set("k2", { state: "stale", drawings: 0 });
  assert.deepEqual(wantedSegments(looking), [], "what is drawn, being drawn or has no drawings needs none");
});

test("another spacing shows other drawings at once, without a request", async () => {
  const { store, previews, asked, settle } = desk();
  await calm();
  await settle();
  assert.ok(previews.complete("key-0"));
  const before = asked.length;
  const u = drawingTimes(12, 1, "linear")[5];
  assert.equal(previews.drawing("key-0", u).exact, true);
  store.edit("Ease", set("key-0", { ease: "in" }));
  const eased = drawingTimes(12, 1, "in")[5];
  const found = previews.drawing("key-0", eased);
  assert.equal(found.exact, false);
  assert.equal(asked.length, before, "nothing was asked for before the next drawing could be shown");
  assert.notDeepEqual(
    [found.sx, found.sy],
    [previews.drawing("key-0", u).sx, previews.drawing("key-0", u).sy],
  );
  await calm();
  assert.deepEqual(asked.at(-1).times, drawingTimes(12, 1, "in"), "then the very places are asked for");
  await settle();
  assert.equal(previews.drawing("key-0", eased).exact, true);
});

test("a question says what the server does not have yet", async () => {
  const { store, asked, settle, save } = desk();
  await calm();
  await settle();
  store.edit("Bend", set("key-0", { arc: 0.5 }));
  await calm();
  assert.deepEqual(asked.at(-1).operations, set("key-0", { arc: 0.5 }));
  assert.equal(store.unanswered.length, 1);
  save();
  await calm();
  assert.deepEqual(store.unanswered, []);
});

test("an older look is shown until the new one is there, but never of other pictures", async () => {
  const { store, previews, settle } = desk();
  await calm();
  await settle();
  store.edit("Bend", set("key-0", { arc: 0.5 }));
  assert.equal(previews.drawing("key-0", 0.5).exact, false);
  assert.equal(previews.complete("key-0"), false);
  store.edit("Pose", set("key-0", { pose: "pose-2" }));
  assert.equal(previews.drawing("key-0", 0.5), null);
});

test("a newer edit takes the place of what was asked before", async () => {
  const { store, previews, asked, give } = desk();
  await calm();
  store.edit("Bend", set("key-0", { arc: 0.1 }));
  await calm();
  const [first] = asked;
  assert.ok(first.signal.aborted);
  store.edit("Bend", set("key-0", { arc: 0.2 }));
  await calm();
  assert.equal(asked.filter(({ signal }) => !signal.aborted).length, 1);
  await give();
  assert.equal(previews.version.value, 1);
});

test("what a hand holds is asked for as fast as it comes, and no faster", async () => {
  const { previews, asked, settle, give } = desk();
  await calm();
  await settle();
  const before = asked.length;
  for (const arc of [0.1, 0.2, 0.3]) {
    previews.held.value = { left: "key-0", u: 0.5, operations: set("key-0", { arc }) };
    await calm();
  }
  assert.equal(asked.length, before + 1);
  await give();
  assert.equal(asked.length, before + 2);
  assert.deepEqual(asked.at(-1).operations, set("key-0", { arc: 0.3 }));
  await give(drawn("live"));
  assert.equal(asked.length, before + 2, "a hand that rests is not asked for again");
  assert.equal(previews.drawing("key-0", 0.5).method, "live");
  previews.held.value = null;
  await calm();
  assert.equal(
    previews.drawing("key-0", 0.5).method,
    "flow",
    "what was let go of without an edit is forgotten",
  );
});

test("a look that the server has nothing for is asked for once", async () => {
  const { asked, previews } = desk([0, 13]);
  await calm();
  asked[0].reject(new ApiError(422, "nothing", "There is nothing to draw."));
  await calm();
  assert.equal(asked.length, 1);
  assert.equal(previews.drawing("key-0", 0.5), null);
});

test("what was gone and is brought back is asked for again", async () => {
  const { store, asked, give } = desk([0, 13]);
  await calm();
  await give("gone");
  assert.equal(asked.length, 1);
  store.edit("Delete", [{ do: "delete", on: "keyframe", id: "key-0" }]);
  await calm();
  store.undo();
  await calm();
  assert.equal(asked.length, 2);
});

test("decoded drawings take no more room than they may", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let closed = 0;
  const sheets = new Sheets(3 * 480 * 270 * 4);
  for (let place = 0; place < 5; place++) {
    const picture = { ...image(), close: () => (closed += 1) };
    sheets.add(`k${place}`, {
      kind: "exact",
      pair: "p",
      look: "l",
      places: [0.5],
      ...drawn(),
      image: picture,
    });
  }
  assert.equal(sheets.bytes, 3 * 480 * 270 * 4);
  assert.equal(sheets.drawing("k0", { pair: "p", look: "l" }, 0.5), null);
  assert.ok(sheets.drawing("k4", { pair: "p", look: "l" }, 0.5));
  assert.equal(closed, 0, "a picture that may be on its way to the stage is not taken away from it");
  context.mock.timers.tick(2000);
  assert.equal(closed, 2);
});
