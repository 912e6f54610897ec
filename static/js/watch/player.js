/**
 * Plays a reel on a canvas, from decoded pictures and by the clock. What stands around it hears of every change.
 *
 * @import {Reel} from "#kf/watch/reel.js"
 */
import { Clock, following } from "#kf/player/clock.js";
import { budget, FrameStore } from "#kf/player/framestore.js";

/** Frames that are read ahead. */
const AHEAD = 48;
/** Frames that have to be there when play begins, and how long it waits for them. */
const START = 12;
const PATIENCE = 2500;
/** When the picture that is due has been lacking for so long, play waits for it and those after it. */
const STARVED = 400;

export class Player {
  #clock = new Clock();
  #request = 0;
  /** Since when play waits for pictures. @type {number | null} */
  #waiting = null;
  /** Since when the picture that is due is lacking. @type {number | null} */
  #late = null;
  #painted = "";
  /** Whether the canvas has the size of this reel's pictures. */
  #sized = false;
  #context;

  frame = 0;
  playing = false;
  speed = 1;
  loop = false;
  /** Frames that were due and not shown, since play was pressed. */
  dropped = 0;
  /** Called whenever the frame, the reel or what is done with it has changed. */
  changed = () => {};
  /** Called when a picture is not to be had: the reel may be another by now. */
  lost = () => {};

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Reel} reel
   * @param {FrameStore} [store] for tests
   */
  constructor(canvas, reel, store = new FrameStore(budget())) {
    this.canvas = canvas;
    this.reel = reel;
    this.store = store;
    this.#context = canvas.getContext("2d", { alpha: false });
    store.listen(() => this.#arrived());
    document.addEventListener("visibilitychange", () => document.hidden && this.pause());
  }

  /** Play another reel from where this one stands. @param {Reel} reel */
  show(reel) {
    const { size } = this.reel.values;
    this.#sized &&= String(size) === String(reel.values.size);
    this.reel = reel;
    this.frame = reel.within(this.frame);
    if (this.playing) this.#clock.steer(performance.now(), this.#course);
    this.#look();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Play from here, or from the start where this is the end. */
  play() {
    if (this.reel.length < 2) return;
    if (this.frame >= this.reel.length - 1) this.frame = 0;
    this.playing = true;
    this.dropped = 0;
    this.#wait(performance.now());
    this.#look();
    cancelAnimationFrame(this.#request);
    this.#request = requestAnimationFrame(this.#run);
  }

  pause() {
    if (!this.playing) return;
    cancelAnimationFrame(this.#request);
    this.#clock.stop();
    this.playing = false;
    this.#waiting = null;
    this.#look();
  }

  /** Stand still on a frame. @param {number} frame */
  seek(frame) {
    this.#clock.stop();
    cancelAnimationFrame(this.#request);
    this.playing = false;
    this.frame = this.reel.within(frame);
    this.#look();
  }

  /** @param {number} frames */
  step(frames) {
    this.seek(this.frame + frames);
  }

  /** Stand on the next keyframe, or the one before. @param {1 | -1} direction */
  toKey(direction) {
    this.seek(this.reel.keyFrom(this.frame, direction) ?? this.frame);
  }

  /** @param {1 | -1} direction */
  toShot(direction) {
    this.seek(this.reel.shotFrom(this.frame, direction) ?? this.frame);
  }

  /** Play so fast, or round and round. @param {{speed?: number, loop?: boolean}} manner */
  steer(manner) {
    Object.assign(this, manner);
    this.#clock.steer(performance.now(), this.#course);
    this.changed();
  }

  /** Whether the picture of this frame is not there yet. */
  get late() {
    return this.#painted !== (this.reel.at(this.frame)?.picture ?? "");
  }

  /** @returns {import("#kf/player/clock.js").Course} */
  get #course() {
    const { length, rate } = this.reel;
    return { from: 0, to: length, rate, speed: this.speed, manner: this.loop ? "loop" : "once" };
  }

  /** Have this frame painted and those that follow read, and tell. */
  #look() {
    this.store.want(this.#wanted(), 1);
    this.#paint();
    this.changed();
  }

  #wanted() {
    const urls = new Set();
    for (const frame of following(this.frame, 1, AHEAD, this.#course)) urls.add(this.reel.at(frame)?.picture);
    for (let back = 1; back <= 4; back++) urls.add(this.reel.at(this.frame - back)?.picture);
    return [...urls].filter(Boolean).map((url) => ({ url }));
  }

  /** @param {number} frame */
  #has = (frame) => {
    const url = this.reel.at(frame)?.picture;
    return !url || this.store.has({ url });
  };

  #paint() {
    const url = this.reel.at(this.frame)?.picture;
    if (!url || url === this.#painted) return;
    const bitmap = this.store.get({ url });
    if (!bitmap) return;
    const { canvas } = this;
    if (!this.#sized || canvas.width < bitmap.width) {
      this.#sized = true;
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
    }
    this.#context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    this.#painted = url;
  }

  /** A picture has come, or has failed. */
  #arrived() {
    const url = this.reel.at(this.frame)?.picture;
    if (url && this.store.failing({ url })) this.lost();
    if (!this.late) return;
    this.#paint();
    if (!this.late) this.changed();
  }

  /** @param {number} now */
  #wait(now) {
    this.#clock.stop();
    this.#waiting = now;
    this.#late = null;
  }

  /** Whether enough is there to begin. @param {number} now @param {number} since */
  #ready(now, since) {
    if (now - since > PATIENCE) return true;
    for (const frame of following(this.frame, 1, START, this.#course)) if (!this.#has(frame)) return false;
    return true;
  }

  /** @param {number} now */
  #run = (now) => {
    this.#request = requestAnimationFrame(this.#run);
    if (this.#waiting !== null) {
      if (!this.#ready(now, this.#waiting)) return;
      this.#waiting = null;
      this.#clock.play(this.frame, now, this.#course);
    }
    const before = this.#clock.dropped;
    const frame = this.#clock.tick(now, this.#has);
    this.dropped += this.#clock.dropped - before;
    if (frame !== this.frame) {
      this.frame = frame;
      this.#look();
    }
    this.#late = this.#has(frame) ? null : (this.#late ?? now);
    if (!this.#clock.playing) this.pause();
    else if (this.#late !== null && now - this.#late > STARVED) this.#wait(now);
  };
}
