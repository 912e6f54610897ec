/**
 * Looks at what is about to be played for flashes, before it is played the first time, and asks then.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Painter} from "#kf/player/painter.js"
 */
import { effect } from "@preact/signals-core";
import { perSecond } from "#kf/core/time.js";
import { stage } from "#kf/later/parts.js";
import { choose } from "#kf/player/choose.js";
import { following } from "#kf/player/clock.js";
import { flashing, lightOf, ROWS } from "#kf/player/flash.js";
import { nameOf } from "#kf/player/framestore.js";
import { layersOf } from "#kf/player/layers.js";
import { paintLayers } from "#kf/player/paint.js";
import { groundOf } from "#kf/player/painter.js";
import { partsAt } from "#kf/player/parts.js";
import { playbackOf } from "#kf/player/playback.js";
import { canvasOf } from "#kf/player/sheets.js";

const WIDTH = 64;
const HEIGHT = ROWS * 4;
/** Pictures that are looked at in one go, and the pause before the next, in milliseconds. */
const AT_ONCE = 3;
const PAUSE = 40;
/** Frames that are looked at ahead: at 60 frames a second, a second and a half. */
const AHEAD = 90;
/** While it plays, it is looked ahead every so many frames. */
const EVERY = 12;
const KEPT = 2000;

export class FlashWatch {
  #store;
  #painter;
  #sheet = canvasOf({ width: WIDTH, height: HEIGHT }, true);
  /** @type {Map<string, Float32Array>} */
  #light = new Map();
  /** Shots whose flashes somebody has agreed to see. @type {Set<string>} */
  #agreed = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #asking = false;
  #undo;

  /** @param {Store} store @param {Painter} painter */
  constructor(store, painter) {
    this.#store = store;
    this.#painter = painter;
    this.#undo = effect(() => {
      if (store.playing.value && store.frame.value % EVERY === 0) this.#ahead();
    });
  }

  stop() {
    clearTimeout(this.#timer);
    this.#undo();
  }

  /** Look at what has been decoded since, when there is time. */
  soon() {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#look(this.#painter.picture?.playing ? 1 : AT_ONCE)) this.soon();
    }, PAUSE);
  }

  /** Whether it may be played now; if not, the person is asked, and it plays when they say so. */
  mayPlay() {
    const { from, to } = playbackOf(this.#store).range.value;
    this.#look(AT_ONCE);
    return !this.#warns(from, Math.min(to, from + AHEAD * 10), to);
  }

  /** While it plays, what comes in the next second. */
  #ahead() {
    const { from, to } = playbackOf(this.#store).range.peek();
    const now = this.#store.frame.peek();
    if (this.#warns(Math.max(from, now - AHEAD), Math.min(to, now + AHEAD), to))
      queueMicrotask(() => playbackOf(this.#store).stop());
  }

  get #shot() {
    return this.#store.shot.peek() ?? "";
  }

  /** @param {number} from @param {number} to @param {number} end */
  #warns(from, to, end) {
    if (this.#agreed.has(this.#shot) || this.#light.size < 2) return false;
    const playback = playbackOf(this.#store);
    const rate = perSecond(this.#store.project.peek().rate) * Math.abs(playback.speed.peek() || 1);
    const pictures = [];
    for (let frame = from; frame < Math.min(to, end); frame++)
      pictures.push(this.#light.get(this.#nameOf(frame)) ?? null);
    if (flashing(pictures, rate) === null) return false;
    void this.#ask();
    return true;
  }

  async #ask() {
    if (this.#asking) return;
    this.#asking = true;
    const shot = this.#shot;
    const { askFlash } = await stage.load();
    const agreed = await askFlash();
    this.#asking = false;
    if (!agreed) return;
    this.#agreed.add(shot);
    playbackOf(this.#store).play();
  }

  /** One name for all that makes up a frame. @param {number} frame */
  #nameOf(frame) {
    const { picture } = this.#painter;
    if (!picture) return "";
    const layers = layersOf(picture.setting, partsAt(picture.cast, frame), "view");
    return layers.map(({ want, mix }) => `${nameOf(want)} ${mix ?? ""}`).join(" ");
  }

  /** Look at some of the next frames that were not looked at yet. @param {number} most @returns {boolean} whether there may be more */
  #look(most) {
    const { picture, frames } = this.#painter;
    if (!picture || picture.alone) return false;
    let looked = 0;
    for (const frame of following(picture.frame, 1, AHEAD * 4, { ...picture.course, manner: "loop" })) {
      const name = this.#nameOf(frame);
      if (this.#light.has(name)) continue;
      const parts = partsAt(picture.cast, frame);
      const choice = choose(picture.setting, parts, "view", frames);
      if (!choice || choice.approx) continue;
      const { project } = picture.setting;
      this.#sheet.setTransform(WIDTH / project.width, 0, 0, HEIGHT / project.height, 0, 0);
      paintLayers(this.#sheet, project, groundOf(picture.setting), choice.layers, frames);
      const { data } = this.#sheet.getImageData(0, 0, WIDTH, HEIGHT);
      this.#light.set(name, lightOf(data, WIDTH, HEIGHT));
      if (this.#light.size > KEPT)
        this.#light.delete(/** @type {string} */ (this.#light.keys().next().value));
      looked++;
      if (looked === most) return true;
    }
    return false;
  }
}
