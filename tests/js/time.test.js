import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  drawingOf,
  drawings,
  drawingTimes,
  eased,
  inbetweens,
  parseFrame,
  parseFrames,
  parseLength,
  rateLabel,
  shotLength,
  spacingOf,
  standing,
  timecode,
} from "#kf/core/time.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/timing.json", import.meta.url), "utf8"));

test("eases agree with the shared vectors", () => {
  for (const { ease, curve, points } of vectors.eases) {
    for (const [at, u] of points) {
      assert.ok(Math.abs(eased(at, ease, curve) - u) <= 1e-6, `${ease} ${curve} at ${at}`);
    }
  }
});

test("segments agree with the shared vectors", () => {
  for (const wanted of vectors.segments) {
    const count = inbetweens({ frame: wanted.frame, hold: wanted.hold }, { frame: wanted.next });
    assert.equal(count, wanted.count);
    assert.equal(drawings(count, wanted.exposure), wanted.drawings);
    const shows = Array.from({ length: count }, (_, index) => drawingOf(index + 1, wanted.exposure));
    assert.deepEqual(shows, wanted.shows);
    const times = drawingTimes(count, wanted.exposure, wanted.ease, wanted.curve, wanted.chart);
    assert.equal(times.length, wanted.times.length);
    times.forEach((u, index) => {
      assert.ok(
        Math.abs(u - wanted.times[index]) <= 1.0001e-6,
        `drawing ${index} of ${JSON.stringify(wanted)}`,
      );
    });
  }
});

test("eased positions never go back", () => {
  for (const ease of ["linear", "in", "out", "both"]) {
    const times = drawingTimes(200, 1, ease);
    for (let index = 1; index < times.length; index += 1) assert.ok(times[index] >= times[index - 1]);
  }
});

test("a frame stands on a held key, between keys, before the first or after the last", () => {
  const keys = [
    { id: "a", frame: 4, hold: 2 },
    { id: "b", frame: 10, hold: 3 },
  ];
  assert.deepEqual(standing(keys, 3), { left: null, right: keys[0], inbetween: 0 });
  assert.deepEqual(standing(keys, 5), { left: keys[0], right: keys[1], inbetween: 0 });
  assert.deepEqual(standing(keys, 6), { left: keys[0], right: keys[1], inbetween: 1 });
  assert.deepEqual(standing(keys, 9), { left: keys[0], right: keys[1], inbetween: 4 });
  assert.deepEqual(standing(keys, 40), { left: keys[1], right: null, inbetween: 0 });
  assert.equal(shotLength(keys), 13);
  assert.equal(shotLength([]), 0);
});

test("typed frames are read as people write them", () => {
  const at = { rate: [24, 1], now: 23 };
  assert.equal(parseFrame("24", at), 23);
  assert.equal(parseFrame(" 24 f ", at), 23);
  assert.equal(parseFrame("+6", at), 29);
  assert.equal(parseFrame("-6", at), 17);
  assert.equal(parseFrame("1s", at), 24);
  assert.equal(parseFrame("1.5s", at), 36);
  assert.equal(parseFrame("0,5 s", at), 12);
  assert.equal(parseFrame("00:01:12", at), 36);
  assert.equal(parseFrame("1:12", at), 36);
  assert.equal(parseFrame("+1s", at), 47);
  for (const nonsense of ["", "abc", "1:2:3:4", "--3", "1e3", "12 34"]) {
    assert.equal(parseFrame(nonsense, at), null, nonsense);
  }
});

test("typed lengths count frames", () => {
  assert.equal(parseLength("4", { rate: [25, 1], now: 1 }), 4);
  assert.equal(parseLength("+2", { rate: [25, 1], now: 3 }), 5);
  assert.equal(parseLength("2s", { rate: [25, 1], now: 3 }), 50);
  assert.equal(parseLength("1s", { rate: [24000, 1001], now: 0 }), 24);
});

test("labels", () => {
  assert.equal(timecode(30, [24, 1]), "00:01:06");
  assert.equal(timecode(24 * 61 + 3, [24, 1]), "01:01:03");
  assert.equal(rateLabel([24000, 1001]), "23.976");
  assert.equal(rateLabel([25, 1]), "25");
});

test("a chart gives each drawing its own tick, and is read as a curve for another number of them", () => {
  const chart = [0.1, 0.5, 0.9];
  assert.deepEqual(drawingTimes(3, 1, "chart", null, chart), chart);
  assert.deepEqual(drawingTimes(7, 2, "chart", null, chart), chart, "on twos too");
  assert.deepEqual(drawingTimes(1, 1, "chart", null, chart), [0.5]);
  assert.deepEqual(drawingTimes(7, 1, "chart", null, chart), [0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95]);
  assert.deepEqual(drawingTimes(0, 1, "chart", null, chart), []);
});

test("a chart begins as the spacing that was chosen before, and leaves nothing behind", () => {
  const key = { exposure: 1, ease: "out", curve: null, chart: null };
  const charted = spacingOf(key, 3, "chart");
  assert.deepEqual(charted, { ease: "chart", curve: null, chart: drawingTimes(3, 1, "out") });
  assert.deepEqual(spacingOf({ ...key, ...charted }, 3, "linear"), {
    ease: "linear",
    curve: null,
    chart: null,
  });
  assert.deepEqual(spacingOf(key, 3, "cubic"), { ease: "cubic", curve: [0, 0, 0.58, 1] });
});

test("a field of frames reads what every other reads", () => {
  const at = { rate: [24, 1], now: 10, kind: "frame" };
  assert.equal(parseFrames("24", at), 23);
  assert.equal(parseFrames("1024", { ...at, first_frame: 1001 }), 23);
  assert.equal(parseFrames("0", { ...at, first_frame: 0 }), 0);
  assert.equal(parseFrames("+6", { ...at, first_frame: 1001 }), 16);
  assert.equal(parseFrames("1s", { ...at, first_frame: 1001 }), 24);
  assert.equal(parseFrames("50%", at), null, "a share of what?");
  assert.equal(parseFrames("50%", { ...at, of: [10, 20] }), 15);
  assert.equal(parseFrames("12,5 %", { ...at, of: [0, 96] }), 12);
  assert.equal(parseFrames("50%", { rate: [24, 1], now: 12 }), 6);
  assert.equal(parseFrames("+50%", { rate: [24, 1], now: 12 }), null);
});
