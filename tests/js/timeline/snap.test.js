import assert from "node:assert/strict";
import { test } from "node:test";
import { snapped } from "#kf/timeline/snap.js";

const at = (frame, kind = "marker") => ({ frame, kind, label: `${kind} ${frame}` });

test("away from everything it goes to the nearest frame", () => {
  assert.deepEqual(snapped(10.6, [at(20)], { px: 4 }), { frame: 11, caught: null });
});

test("a target catches within eight pixels, for a finger within twelve", () => {
  assert.equal(snapped(18, [at(20)], { px: 4 }).frame, 20);
  assert.equal(snapped(17.7, [at(20)], { px: 4 }).caught, null);
  assert.equal(snapped(17.7, [at(20)], { px: 4, coarse: true }).frame, 20);
});

test("what has caught it holds on a little longer, then lets go", () => {
  const target = at(20);
  assert.equal(snapped(17.2, [target], { px: 4, held: target }).frame, 20);
  assert.equal(snapped(16.9, [target], { px: 4, held: target }).caught, null);
});

test("a nearer target that would catch takes over from the one that holds", () => {
  const [one, other] = [at(20), at(22)];
  assert.equal(snapped(21.6, [one, other], { px: 4, held: one }).frame, 22);
});

test("of several on one frame the playhead is named before a marker, a marker before a key", () => {
  const all = [at(20, "end"), at(20, "key"), at(20, "marker"), at(20, "playhead")];
  assert.equal(snapped(20, all, { px: 4 }).caught.kind, "playhead");
  assert.equal(snapped(20, all.slice(0, 3), { px: 4 }).caught.kind, "marker");
  assert.equal(snapped(20, all.slice(0, 2), { px: 4 }).caught.kind, "key");
});
