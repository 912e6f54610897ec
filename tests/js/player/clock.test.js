import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { along, Clock, following } from "#kf/player/clock.js";

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
    clock.play(0, 0, { rate: 24, from: 0, to: 48 });
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
    clock.play(0, 0, { rate, from: 0, to: 100_000 });
    const frames = 86_313;
    assert.equal(clock.tick((frames / rate) * 1000), frames);
    assert.equal(clock.tick((frames / rate) * 1000 + 40), frames);
  });

  test("counts what it had to pass over", () => {
    const clock = new Clock();
    clock.play(0, 0, { rate: 24, from: 0, to: 100 });
    assert.equal(clock.tick(1000 * (5 / 24)), 5);
    assert.equal(clock.dropped, 4);
  });

  test("counts a frame whose picture was not ready, and goes on", () => {
    const clock = new Clock();
    clock.play(0, 0, { rate: 10, from: 0, to: 100 });
    clock.tick(100, () => false);
    clock.tick(200, () => true);
    assert.deepEqual([clock.frame, clock.dropped], [2, 1]);
  });

  test("plays around the end, forwards and backwards", () => {
    const clock = new Clock();
    clock.play(3, 0, { rate: 10, from: 0, to: 4, manner: "loop" });
    assert.equal(clock.tick(100), 0);
    clock.play(0, 0, { rate: 10, from: 0, to: 4, manner: "loop", speed: -1 });
    assert.equal(clock.tick(100), 3);
    assert.equal(clock.playing, true);
  });

  test("stops on the last frame, and backwards on the first", () => {
    const clock = new Clock();
    clock.play(1, 0, { rate: 10, from: 0, to: 4 });
    assert.equal(clock.tick(5000), 3);
    assert.equal(clock.playing, false);
    clock.play(2, 0, { rate: 10, from: 0, to: 4, speed: -1 });
    assert.equal(clock.tick(5000), 0);
    assert.equal(clock.playing, false);
  });

  test("does not begin where there is nothing to play", () => {
    const clock = new Clock();
    clock.play(0, 0, { rate: 24, from: 0, to: 0 });
    assert.equal(clock.playing, false);
    assert.equal(clock.tick(1000), 0);
  });
});

describe("steering", () => {
  test("another speed goes on from the frame that is shown", () => {
    const clock = new Clock();
    clock.play(0, 0, { rate: 10, from: 0, to: 100 });
    clock.tick(1000);
    clock.steer(1000, { speed: 2 });
    assert.equal(clock.tick(1500), 20);
  });

  test("a shot that became shorter is not played past its end", () => {
    const clock = new Clock();
    clock.play(50, 0, { rate: 10, from: 0, to: 100 });
    clock.steer(0, { to: 20 });
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
    clock.play(0, 0, { rate: 24, from: 0, to: 6, everyFrame: true });
    const seen = watch(clock, { until: 20_000, every: 50, ready });
    assert.deepEqual(seen, [0, 1, 2, 3, 4, 5]);
    assert.equal(clock.dropped, 0);
    assert.equal(clock.playing, false);
  });
});

describe("a range", () => {
  test("is played from its in point to before its out point, around and around", () => {
    const clock = new Clock();
    clock.play(12, 0, { rate: 10, from: 10, to: 14, manner: "loop" });
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((beat) => clock.tick(beat * 100)),
      [13, 10, 11, 12, 13],
    );
  });

  test("that was moved while it plays takes the playhead into it", () => {
    const clock = new Clock();
    clock.play(2, 0, { rate: 10, from: 0, to: 30, manner: "loop" });
    clock.steer(0, { from: 10, to: 14 });
    assert.equal(clock.frame, 10);
    clock.frame = 3; // somebody has put it elsewhere
    clock.steer(0, {});
    assert.equal(clock.tick(100), 11);
  });
});

describe("there and back", () => {
  test("shows both ends once each, and says which way it goes", () => {
    const clock = new Clock();
    clock.play(1, 0, { rate: 10, from: 0, to: 4, manner: "bounce" });
    const seen = [];
    for (let beat = 1; beat <= 8; beat++) seen.push([clock.tick(beat * 100), clock.direction]);
    assert.deepEqual(seen, [
      [2, 1],
      [3, -1],
      [2, -1],
      [1, -1],
      [0, 1],
      [1, 1],
      [2, 1],
      [3, -1],
    ]);
    assert.equal(clock.dropped, 0);
    assert.equal(clock.playing, true);
  });

  test("goes on the way it went when the speed is changed on the way back", () => {
    const clock = new Clock();
    clock.play(0, 0, { rate: 10, from: 0, to: 5, manner: "bounce" });
    clock.tick(600);
    assert.deepEqual([clock.frame, clock.direction], [2, -1]);
    clock.steer(600, { speed: 2 });
    assert.equal(clock.tick(650), 1);
  });

  test("waits for every frame in both directions", () => {
    const clock = new Clock();
    clock.play(0, 0, { rate: 10, from: 0, to: 3, manner: "bounce", everyFrame: true });
    const seen = [];
    for (let now = 1; now <= 6; now++) seen.push(clock.tick(now * 1000));
    assert.deepEqual(seen, [1, 2, 1, 0, 1, 2]);
  });

  test("of one frame stays on it", () => {
    assert.deepEqual(along(7, 1, 9, { from: 7, to: 8, manner: "bounce" }), {
      frame: 7,
      direction: 1,
      ended: false,
    });
  });
});

test("a clock that comes late to the end counts only the frames that there were", () => {
  const clock = new Clock();
  clock.play(0, 0, { rate: 10, from: 0, to: 5 });
  assert.equal(clock.tick(60_000), 4);
  assert.equal(clock.dropped, 3);
});

describe("what comes next", () => {
  const list = (...given) => [...following(...given)];

  test("is what the course says, no further than it is asked for", () => {
    assert.deepEqual(list(3, 1, 3, { from: 0, to: 5, manner: "loop" }), [3, 4, 0]);
    assert.deepEqual(list(3, 1, 9, { from: 0, to: 5, manner: "once" }), [3, 4]);
    assert.deepEqual(list(1, -1, 9, { from: 0, to: 5, manner: "once" }), [1, 0]);
    assert.deepEqual(list(3, 1, 5, { from: 0, to: 5, manner: "bounce" }), [3, 4, 3, 2, 1]);
  });

  test("begins where it is played, for a playhead that stands outside", () => {
    assert.deepEqual(list(20, 1, 3, { from: 0, to: 5, manner: "loop" }), [20, 0, 1, 2]);
    assert.deepEqual(list(20, -1, 2, { from: 0, to: 5, manner: "loop" }), [20, 4, 3]);
    assert.deepEqual(list(0, 1, 3, { from: 0, to: 0 }), []);
  });
});
