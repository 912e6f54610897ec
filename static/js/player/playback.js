/**
 * Playing one project's shots: what the transport steers, the stage feeds and the status bar reads. One per
 * store, found by `playbackOf`.
 *
 * @import {Store} from "#kf/core/store.js"
 */
import { effect, signal } from "@preact/signals-core";
import { perSecond } from "#kf/core/time.js";
import { Clock } from "#kf/player/clock.js";
import { neighbour } from "#kf/player/scene.js";

export const SPEEDS = [0.25, 0.5, 1, 2];
const KEPT = "kf-player";

/** @type {WeakMap<Store, Playback>} */
const known = new WeakMap();

/** The one playback of a store. @param {Store} store */
export function playbackOf(store) {
  let playback = known.get(store);
  if (!playback) {
    playback = new Playback(store);
    known.set(store, playback);
  }
  return playback;
}

export class Playback {
  #clock = new Clock();
  #request = 0;

  speed = signal(1);
  loop = signal(true);
  everyFrame = signal(false);
  onion = signal(false);
  /** Frames that were due and not shown, since play was pressed. */
  dropped = signal(0);
  /** Frames of this shot that are decoded. */
  cached = signal(0);
  /** Whether a frame can be painted now; the stage puts its own answer here. @type {(frame: number) => boolean} */
  ready = () => true;

  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    this.#recall();
    effect(() => {
      const change = { speed: this.speed.value, loop: this.loop.value, everyFrame: this.everyFrame.value };
      const [rate, length] = [perSecond(store.project.value.rate), store.shotLength.value];
      if (this.#clock.playing) this.#clock.steer(performance.now(), { ...change, rate, length });
    });
    effect(() =>
      this.#keep({ loop: this.loop.value, everyFrame: this.everyFrame.value, onion: this.onion.value }),
    );
    document.addEventListener("visibilitychange", () => document.hidden && this.stop());
  }

  toggle() {
    if (this.store.playing.value) this.stop();
    else this.play();
  }

  /** Play from the playhead, or from the start when it stands at the end. @param {number} [speed] */
  play(speed = Math.abs(this.speed.value)) {
    const { store } = this;
    const length = store.shotLength.value;
    if (length < 2) return;
    this.speed.value = speed;
    const spent = speed > 0 ? store.frame.value >= length - 1 : store.frame.value <= 0;
    const from = spent ? (speed > 0 ? 0 : length - 1) : store.frame.value;
    const rate = perSecond(store.project.value.rate);
    this.#clock.play(from, performance.now(), {
      rate,
      length,
      speed,
      loop: this.loop.value,
      everyFrame: this.everyFrame.value,
    });
    store.frame.value = from;
    store.playing.value = true;
    cancelAnimationFrame(this.#request);
    this.#request = requestAnimationFrame(this.#run);
  }

  /** J and L: each press in one direction plays faster, 1, 2, 4. @param {1 | -1} direction */
  shuttle(direction) {
    const speed = this.speed.value;
    const same = this.store.playing.value && Math.sign(speed) === direction;
    this.play(direction * (same ? Math.min(4, Math.max(1, Math.abs(speed) * 2)) : 1));
  }

  stop() {
    cancelAnimationFrame(this.#request);
    this.#clock.stop();
    this.speed.value = SPEEDS.includes(this.speed.value) ? this.speed.value : 1;
    this.store.playing.value = false;
  }

  /** @param {number} frames */
  step(frames) {
    this.stop();
    this.store.seek(this.store.frame.value + frames);
  }

  /** @param {1 | -1} direction */
  toKey(direction) {
    this.stop();
    const key = neighbour(this.store.shotKeys.value, this.store.frame.value, direction);
    if (key) this.store.seek(key.frame);
  }

  toStart() {
    this.stop();
    this.store.seek(0);
  }

  toEnd() {
    this.stop();
    this.store.seek(this.store.shotLength.value - 1);
  }

  /** @param {number} now */
  #run = (now) => {
    const { store } = this;
    const clock = this.#clock;
    if (!store.playing.value) return this.stop(); // somebody has taken hold of the playhead
    if (store.frame.value !== clock.frame) {
      clock.frame = store.frame.value; // somebody has moved the playhead: go on from there
      clock.steer(now, {});
    }
    store.frame.value = clock.tick(now, this.ready);
    this.dropped.value = clock.dropped;
    if (clock.playing) this.#request = requestAnimationFrame(this.#run);
    else this.stop();
  };

  #recall() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
      this.loop.value = kept.loop ?? true;
      this.everyFrame.value = kept.everyFrame ?? false;
      this.onion.value = kept.onion ?? false;
    } catch {
      // A browser that keeps nothing, or something else under our name: the defaults stand.
    }
  }

  /** @param {object} settings */
  #keep(settings) {
    try {
      localStorage.setItem(KEPT, JSON.stringify(settings));
    } catch {
      // Nothing is lost but the memory of a preference.
    }
  }
}
