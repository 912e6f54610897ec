/**
 * Playing one project's shots: what the transport steers, the stage feeds and the status bar reads. One per
 * store, found by `playbackOf`.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Manner} from "#kf/player/clock.js"
 * @import {Range} from "#kf/player/cached.js"
 */
import { computed, effect, signal } from "@preact/signals-core";
import { kept } from "#kf/core/local.js";
import { perSecond } from "#kf/core/time.js";
import { framesIn } from "#kf/player/cached.js";
import { Clock } from "#kf/player/clock.js";
import { neighbour } from "#kf/player/scene.js";

export const SPEEDS = [0.25, 0.5, 1, 2];

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
  /** Where the playhead stood and what it did before play was pressed last. @type {{frame: number, playing: boolean, at: number} | null} */
  #before = null;

  speed = signal(1);
  /** What comes after the last frame. @type {import("@preact/signals-core").Signal<Manner>} */
  manner = kept("manner", "loop");
  /** Wait for a picture rather than pass over it. */
  everyFrame = kept("every-frame", false);
  /** Whether neighbours shine through; how they do is in #kf/player/look.js. */
  onion = kept("onion-on", false);
  /** Whether the other picture is shown, as long as F is held. */
  flipped = signal(false);
  /** Frames that were due and not shown, since play was pressed. */
  dropped = signal(0);
  /** Which frames of this shot are decoded, as half-open ranges; for the ruler. @type {import("@preact/signals-core").Signal<readonly Range[]>} */
  cachedRanges = signal([]);
  /** Frames of them for which there is a preview alone. */
  previewed = signal(0);
  /** Frames of this shot that are decoded. */
  cached = computed(() => framesIn(this.cachedRanges.value));
  /** Whether it comes round again, in whatever way. */
  loop = computed(() => this.manner.value !== "once");
  /** The frames that are played, half open: between the in and the out point, or the whole shot. */
  range = computed(() => {
    const length = this.store.shotLength.value;
    const { in: first, out } = this.store.inOut.value;
    const [from, to] = [Math.max(0, first ?? 0), Math.min(length, out ?? length)];
    return from < to ? { from, to } : { from: 0, to: length };
  });
  /** Whether a frame can be painted now; the stage puts its own answer here. @type {(frame: number) => boolean} */
  ready = () => true;
  /** Asked before play begins; whoever wants to hold it back puts an answer here. @type {(from: number) => boolean} */
  mayPlay = () => true;

  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    effect(() => {
      const change = this.#course;
      if (this.#clock.playing) this.#clock.steer(performance.now(), change);
    });
    document.addEventListener("visibilitychange", () => document.hidden && this.stop());
  }

  get #course() {
    return {
      ...this.range.value,
      rate: perSecond(this.store.project.value.rate),
      speed: this.speed.value,
      manner: this.manner.value,
      everyFrame: this.everyFrame.value,
    };
  }

  /** Which way the playhead goes, or would go. */
  get direction() {
    return this.#clock.playing ? this.#clock.direction : this.speed.peek() < 0 ? -1 : 1;
  }

  toggle() {
    if (this.store.playing.value) this.stop();
    else this.play();
  }

  /** Play from the playhead, or from the start of what is played when it stands at its end or outside. @param {number} [speed] */
  play(speed = Math.abs(this.speed.value)) {
    const { store } = this;
    const { from, to } = this.range.value;
    if (to - from < 2) return;
    const frame = store.frame.value;
    const outside = frame < from || frame >= to;
    const spent = this.manner.value !== "bounce" && (speed > 0 ? frame >= to - 1 : frame <= from);
    this.#begin(outside || spent ? (speed > 0 ? from : to - 1) : frame, speed);
  }

  /** Play from the in point, or the start. */
  playFromIn() {
    const { from, to } = this.range.value;
    if (to - from > 1) this.#begin(from, Math.abs(this.speed.value) || 1);
  }

  /** @param {number} frame @param {number} speed */
  #begin(frame, speed) {
    const { store } = this;
    if (!store.playing.value && !this.mayPlay(frame)) return;
    this.#before = { frame: store.frame.value, playing: store.playing.value, at: performance.now() };
    this.speed.value = speed;
    this.flipped.value = false;
    this.dropped.value = 0;
    this.#clock.play(frame, performance.now(), this.#course);
    store.frame.value = frame;
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

  /** Take back the last press of play, as if it had not been: Space was meant for something else. @param {number} [since] */
  takeBack(since = 0) {
    if (!this.#before || this.#before.at < since) return;
    const { frame, playing } = this.#before;
    this.stop();
    this.store.frame.value = frame;
    if (playing) this.play();
    this.#before = null;
  }

  /** Round and round, or not; a bounce stays one. */
  toggleLoop() {
    this.manner.value = this.loop.value ? "once" : "loop";
  }

  /** @param {number} frames */
  step(frames) {
    this.stop();
    this.store.seek(this.store.frame.value + frames);
  }

  /** @param {1 | -1} direction */
  toKey(direction) {
    this.stop();
    const key = neighbour(this.store.lane.value, this.store.frame.value, direction);
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
}
