import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Clock } from "#kf/player/clock.js";

/** Run a clock at a screen's refresh, and give the frames it showed. */
function watch(clock, { from = 0, until, every = 1000 / 60, ready }) {
  const seen = [];
  for (let now = from; now <= until && clock.playing; now += every) {
    const frame = clock.tick(now, ready);
    if (seen.at(-1) !== frame) seen.push(frame);
  }
  return seen;
}

describe("playing", () => {
  test("shows every frame once at the rate, on a screen that is fast enough", () => {
    const clock = new Clock();
    clock.play(0, 0, { rate: 24, length: 48 });
    assert.deepEqual(
      watch(clock, { until: 3000 }),
      Array.from({ length: 48 }, (_, frame) => frame),
    );
    assert.equal(clock.dropped, 0);
    assert.equal(clock.playing, false);
  });

  test("is exact over an hour at a rate that is no whole number", () => {
    const clock = new Clock();
    const rate = 24000 / 1001;
    clock.play(0, 0, { rate, length: 100_000 });
    const frames = 86_313;
    assert.equal(clock.tick((frames / rate) * 1000), frames);
    assert.equal(clock.tick((frames / rate) * 1000 + 40), frames);
  });

  test("counts what it had to pass over", () => {
    const clock = new Clock();
    clock.play(0, 0, { rate: 24, length: 100 });
    assert.equal(clock.tick(1000 * (5 / 24)), 5);
    assert.equal(clock.dropped, 4);
  });

  test("counts a frame whose picture was not ready, and goes on", () => {
    const clock = new Clock();
    clock.play(0, 0, { rate: 10, length: 100 });
    clock.tick(100, () => false);
    clock.tick(200, () => true);
    assert.deepEqual([clock.frame, clock.dropped], [2, 1]);
  });

  test("plays around the end, forwards and backwards", () => {
    const clock = new Clock();
    clock.play(3, 0, { rate: 10, length: 4, loop: true });
    assert.equal(clock.tick(100), 0);
    clock.play(0, 0, { rate: 10, length: 4, loop: true, speed: -1 });
    assert.equal(clock.tick(100), 3);
    assert.equal(clock.playing, true);
  });

  test("stops on the last frame, and backwards on the first", () => {
    const clock = new Clock();
    clock.play(1, 0, { rate: 10, length: 4 });
    assert.equal(clock.tick(5000), 3);
    assert.equal(clock.playing, false);
    clock.play(2, 0, { rate: 10, length: 4, speed: -1 });
    assert.equal(clock.tick(5000), 0);
    assert.equal(clock.playing, false);
  });

  test("does not begin where there is nothing to play", () => {
    const clock = new Clock();
    clock.play(0, 0, { rate: 24, length: 0 });
    assert.equal(clock.playing, false);
    assert.equal(clock.tick(1000), 0);
  });
});

describe("steering", () => {
  test("another speed goes on from the frame that is shown", () => {
    const clock = new Clock();
    clock.play(0, 0, { rate: 10, length: 100 });
    clock.tick(1000);
    clock.steer(1000, { speed: 2 });
    assert.equal(clock.tick(1500), 20);
  });

  test("a shot that became shorter is not played past its end", () => {
    const clock = new Clock();
    clock.play(50, 0, { rate: 10, length: 100 });
    clock.steer(0, { length: 20 });
    assert.equal(clock.frame, 19);
  });
});

describe("playing every frame", () => {
  test("waits for a picture and drops nothing", () => {
    const clock = new Clock();
    let asked = 0;
    const ready = (frame) => {
      asked += 1;
      return frame <= asked / 4;
    };
    clock.play(0, 0, { rate: 24, length: 6, everyFrame: true });
    const seen = watch(clock, { until: 20_000, every: 50, ready });
    assert.deepEqual(seen, [0, 1, 2, 3, 4, 5]);
    assert.equal(clock.dropped, 0);
    assert.equal(clock.playing, false);
  });
});
