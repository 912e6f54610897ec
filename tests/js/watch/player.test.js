import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { Reel } from "#kf/watch/reel.js";

let frames = [];
let now = 0;
globalThis.document = { addEventListener() {} };
globalThis.requestAnimationFrame = (run) => frames.push(run);
globalThis.cancelAnimationFrame = () => {
  frames = [];
};
Object.defineProperty(globalThis.performance, "now", { value: () => now, configurable: true });
const { Player } = await import("#kf/watch/player.js");

/** A reel of so many frames, each with a picture of its own. */
function reel(length, more = {}) {
  const runs = Array.from({ length }, (_, start) => ({
    start,
    frames: 1,
    picture: `p${start}`,
    kind: "in-between",
    exact: true,
  }));
  const values = { id: "p", revision: 1, title: "", credit: "", size: [4, 3], rate: [24, 1], first_frame: 1 };
  return new Reel({ ...values, length, shots: [], runs, keys: [], poster: null, ...more });
}

/** A store in which some pictures are decoded. */
class Store {
  constructor(lacking = []) {
    this.lacking = new Set(lacking);
    this.asked = [];
  }
  listen(listener) {
    this.tell = listener;
  }
  want(list, first) {
    this.asked = list.map(({ url }) => url);
    assert.equal(first, 1);
  }
  has({ url }) {
    return !this.lacking.has(url);
  }
  get({ url }) {
    return this.has({ url }) ? { width: 4, height: 3, url } : null;
  }
  failing() {
    return false;
  }
}

/** A canvas that remembers what was painted. */
function canvas() {
  const painted = [];
  return { painted, width: 0, height: 0, getContext: () => ({ drawImage: ({ url }) => painted.push(url) }) };
}

/** Let the screen refresh for some milliseconds. */
function pass(milliseconds, every = 1000 / 60) {
  for (const end = now + milliseconds; now < end; ) {
    now += every;
    for (const run of frames.splice(0)) run(now);
  }
}

describe("a player", () => {
  beforeEach(() => {
    frames = [];
    now = 0;
  });

  test("shows every frame of a film once, at its rate, and stops at the last", () => {
    const screen = canvas();
    const player = new Player(screen, reel(24), new Store());
    player.play();
    pass(500);
    assert.equal(player.frame, 11);
    pass(1000);
    assert.equal(player.frame, 23);
    assert.equal(player.playing, false);
    assert.deepEqual(
      screen.painted,
      Array.from({ length: 24 }, (_, frame) => `p${frame}`),
    );
    assert.equal(player.dropped, 0);
  });

  test("begins again at the start when the end was reached, and goes round if it is to", () => {
    const player = new Player(canvas(), reel(12), new Store());
    player.seek(11);
    player.play();
    assert.equal(player.frame, 0);
    player.steer({ loop: true });
    pass(750);
    assert.equal(player.playing, true);
    assert.ok(player.frame === 5 || player.frame === 6, String(player.frame));
  });

  test("goes by the clock, whatever the screen does, and counts what it passed over", () => {
    const player = new Player(canvas(), reel(48), new Store());
    player.play();
    pass(1000, 200);
    assert.ok(player.frame >= 18 && player.frame <= 24, String(player.frame));
    assert.ok(player.dropped > 10, String(player.dropped));
  });

  test("plays slower and faster without a jump", () => {
    const player = new Player(canvas(), reel(200), new Store());
    player.play();
    pass(1000);
    const before = player.frame;
    player.steer({ speed: 0.5 });
    assert.equal(player.frame, before);
    pass(1000);
    assert.ok(Math.abs(player.frame - before - 12) <= 1, String(player.frame - before));
  });

  test("waits for the first pictures, and for no longer than one has patience", () => {
    const store = new Store(["p3"]);
    const player = new Player(canvas(), reel(48), store);
    player.play();
    pass(1000);
    assert.equal(player.frame, 0);
    store.lacking.clear();
    pass(500);
    assert.ok(player.frame > 8);
  });

  test("waits again when the picture that is due does not come, and never shows a wrong one", () => {
    const screen = canvas();
    const store = new Store(Array.from({ length: 20 }, (_, index) => `p${index + 20}`));
    const player = new Player(screen, reel(60), store);
    player.play();
    pass(2500);
    assert.ok(player.late);
    assert.ok(player.frame < 35, String(player.frame));
    assert.ok(!screen.painted.some((url) => store.lacking.has(url)));
    store.lacking.clear();
    store.tell();
    assert.equal(screen.painted.at(-1), `p${player.frame}`);
    assert.equal(player.late, false);
  });

  test("asks for what is shown first, then for what follows", () => {
    const store = new Store();
    const player = new Player(canvas(), reel(200), store);
    player.seek(100);
    assert.deepEqual(store.asked.slice(0, 3), ["p100", "p101", "p102"]);
    assert.equal(store.asked.at(-1), "p96");
    assert.ok(store.asked.length < 60);
  });

  test("stands still on a frame that is asked for, inside the film", () => {
    const player = new Player(canvas(), reel(10), new Store());
    player.play();
    player.seek(99);
    assert.equal(player.playing, false);
    assert.equal(player.frame, 9);
    player.step(-20);
    assert.equal(player.frame, 0);
  });

  test("goes on in another reel from where it stands", () => {
    const screen = canvas();
    const player = new Player(screen, reel(30), new Store());
    player.seek(20);
    const shorter = reel(12);
    for (const run of shorter.values.runs) run.picture = `q${run.start}`;
    player.show(shorter);
    assert.equal(player.frame, 11);
    assert.equal(screen.painted.at(-1), "q11");
  });

  test("says that a picture is not to be had", () => {
    const store = new Store(["p0"]);
    const player = new Player(canvas(), reel(3), store);
    let lost = 0;
    player.lost = () => {
      lost += 1;
    };
    player.show(player.reel);
    store.failing = () => true;
    store.tell();
    assert.equal(lost, 1);
  });

  test("has nothing to play in an empty film", () => {
    const player = new Player(canvas(), reel(0), new Store());
    player.play();
    assert.equal(player.playing, false);
    player.seek(5);
    assert.equal(player.frame, 0);
    assert.equal(player.late, false);
  });
});
