import assert from "node:assert/strict";
import { before, beforeEach, describe, test } from "node:test";
import { firstSnapshot } from "../lib/model.js";

describe("playing a store's shot", () => {
  let Store;
  let playbackOf;
  let store;
  let playback;
  /** What the page's next picture is to do. */
  let next = null;

  before(async () => {
    Object.assign(globalThis, {
      document: { addEventListener() {}, hidden: false },
      requestAnimationFrame: (run) => {
        next = run;
        return 1;
      },
      cancelAnimationFrame: () => {
        next = null;
      },
    });
    ({ Store } = await import("#kf/core/store.js"));
    ({ playbackOf } = await import("#kf/player/playback.js"));
  });
  beforeEach(() => {
    store = new Store(firstSnapshot([0, 10, 29]), { send: async () => new Promise(() => {}) });
    playback = playbackOf(store);
    playback.manner.value = "loop";
  });
  const tick = (frames) => next?.(performance.now() + (frames * 1000) / 24 + 1);

  test("plays between in and out, and comes in when the playhead stands outside", () => {
    store.inOut.value = { in: 5, out: 12 };
    store.seek(20);
    playback.play();
    assert.equal(store.frame.value, 5);
    tick(8);
    assert.equal(store.frame.value, 6);
    playback.stop();
    store.inOut.value = { in: null, out: null };
    assert.deepEqual(playback.range.value, { from: 0, to: 30 });
    store.inOut.value = { in: 12, out: 4 };
    assert.deepEqual(playback.range.value, { from: 0, to: 30 }, "a range that holds nothing is none");
  });

  test("from the in point begins there, wherever the playhead is", () => {
    store.inOut.value = { in: 5, out: null };
    store.seek(8);
    playback.playFromIn();
    assert.deepEqual([store.frame.value, store.playing.value], [5, true]);
    playback.stop();
  });

  test("is taken back as if it had not been pressed", () => {
    store.seek(3);
    playback.play();
    tick(6);
    assert.equal(store.frame.value, 9);
    playback.takeBack();
    assert.deepEqual([store.frame.value, store.playing.value], [3, false]);
    playback.takeBack();
    assert.equal(store.frame.value, 3);
  });

  test("begins only when nobody holds it back, and is not asked again while it plays", () => {
    let asked = 0;
    playback.mayPlay = () => {
      asked++;
      return asked > 1;
    };
    playback.play();
    assert.equal(store.playing.value, false);
    playback.play();
    playback.shuttle(1);
    assert.deepEqual([store.playing.value, playback.speed.value, asked], [true, 2, 2]);
    playback.stop();
  });

  test("goes to the keys of the track that is worked on", () => {
    store.seek(12);
    playback.toKey(-1);
    assert.equal(store.frame.value, 10);
    playback.toKey(1);
    assert.equal(store.frame.value, 29);
  });

  test("counts the frames that are decoded, from their ranges", () => {
    playback.cachedRanges.value = [
      [0, 4],
      [10, 12],
    ];
    assert.equal(playback.cached.value, 6);
  });
});
