/**
 * @import {Store} from "#kf/core/store.js"
 * @import {Layer, Setting} from "#kf/player/layers.js"
 * @import {Scene} from "#kf/player/scene.js"
 * @import {View} from "#kf/player/view.js"
 */
import { html, nothing } from "lit";
import { GROUND, poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { markingOf } from "#kf/marks/mode.js";
import "#kf/marks/overlay.js";
import { modeWords } from "#kf/marks/subject.js";
import { choose, skinLayers, wishes } from "#kf/player/choose.js";
import { blank, unplaced } from "#kf/player/empty.js";
import { budget, FrameStore } from "#kf/player/framestore.js";
import { gestures } from "#kf/player/gestures.js";
import { layersOf } from "#kf/player/layers.js";
import { paintLayers, paintSkin, ready } from "#kf/player/paint.js";
import { playbackOf } from "#kf/player/playback.js";
import { neighbour, sceneAt } from "#kf/player/scene.js";
import { centred, fit, panned, zoomed } from "#kf/player/view.js";
import { sceneWords } from "#kf/player/words.js";
import { icon } from "#kf/ui/icon.js";

/** Stillness, in milliseconds, after which a frame is shown in every pixel. */
const REST = 150;
/** How often the count of decoded frames is taken. */
const COUNT = 300;
const STEP = 1.25;

/** @typedef {{setting: Setting, scene: Scene, playing: boolean, onion: boolean, direction: 1 | -1}} Picture */

/** The picture of the frame under the playhead: `<kf-stage>`. */
export class Stage extends SignalElement {
  static properties = {
    store: { attribute: false },
    lack: { state: true },
    percent: { state: true },
  };

  #frames = new FrameStore(budget());
  #view = /** @type {View} */ ({ scale: 1, x: 0, y: 0 });
  #fitted = true;
  #shown = -1;
  #moving = false;
  #painted = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #count;
  #request = 0;
  /** The project's size that the stage was laid out for. */
  #laid = "";
  #picture = /** @type {Picture | null} */ (null);
  /** @type {(() => void)[]} */
  #undo = [];

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** What the painted picture lacks to be the picture of this very frame. @type {"" | "approx" | "loading"} */
    this.lack = "";
    this.percent = 100;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const undo of this.#undo.splice(0)) undo();
    this.#frames.clear();
  }

  firstUpdated() {
    const area = /** @type {HTMLElement} */ (this.querySelector(".stage"));
    const watch = new ResizeObserver(() => this.#place());
    watch.observe(area);
    this.#undo = [
      () => watch.disconnect(),
      this.#frames.listen(() => this.#soon()),
      gestures(area, {
        zoom: (factor, point) => this.#look(zoomed(this.#view, factor, point)),
        pan: (dx, dy) => this.#look(panned(this.#view, dx, dy, this.#area, this.#size)),
        fit: () => this.fit(),
      }),
    ];
  }

  // --- what the keys and buttons do ---------------------------------------------------------------------

  /** Show the whole picture, as large as it can be. */
  fit() {
    this.#fitted = true;
    this.#place();
  }

  /** One pixel of the project on one pixel of the page. */
  fullSize() {
    this.#look(centred(this.#area, this.#size, 1));
  }

  /** @param {number} factor */
  zoom(factor) {
    const { width, height } = this.#area;
    this.#look(zoomed(this.#view, factor, { x: width / 2, y: height / 2 }));
  }

  // --- where it lies --------------------------------------------------------------------------------------

  get #area() {
    const area = /** @type {HTMLElement} */ (this.querySelector(".stage"));
    return { width: area.clientWidth, height: area.clientHeight };
  }

  get #size() {
    return this.#picture?.setting.project ?? { width: 16, height: 9 };
  }

  /** @param {View} view */
  #look(view) {
    this.#fitted = false;
    this.#view = view;
    this.#place();
  }

  /** Lay canvas and labels where the view says, and paint. */
  #place() {
    if (!this.#picture || !this.hasUpdated) return;
    const [area, size] = [this.#area, this.#size];
    if (this.#fitted) this.#view = fit(area, size, area.width < 600 ? 0 : 20);
    const { scale, x, y } = this.#view;
    this.percent = Math.round(scale * 100);
    if (this.store) markingOf(this.store).view.value = this.#view;
    const canvas = this.#canvas;
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(area.width * ratio), Math.round(area.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const frame = /** @type {HTMLElement} */ (this.querySelector(".stage-frame"));
    const [left, top] = [Math.max(0, x), Math.max(0, y)];
    frame.style.left = `${left}px`;
    frame.style.top = `${top}px`;
    frame.style.width = `${Math.max(0, Math.min(area.width, x + size.width * scale) - left)}px`;
    frame.style.height = `${Math.max(0, Math.min(area.height, y + size.height * scale) - top)}px`;
    this.#paint();
  }

  // --- what it shows --------------------------------------------------------------------------------------

  /** @returns {HTMLCanvasElement} */
  get #canvas() {
    return /** @type {HTMLCanvasElement} */ (this.querySelector("canvas"));
  }

  /** @param {number} frame */
  #ready(frame) {
    const { store } = this;
    if (!store || !this.#picture) return false;
    const scene = sceneAt(store.shotKeys.peek(), store.segments.peek(), frame);
    const levels = /** @type {const} */ (["view", "full"]);
    const { setting } = this.#picture;
    return levels.some((level) => ready(layersOf(setting, scene, level), this.#frames));
  }

  updated() {
    const { store } = this;
    if (!store || !this.#picture) return;
    playbackOf(store).ready = (frame) => this.#ready(frame);
    this.#watchMotion(this.#picture);
    this.#wish();
    const { width, height } = this.#size;
    const laid = `${width}x${height}`;
    if (laid === this.#laid) this.#paint();
    else this.#place();
    this.#laid = laid;
  }

  /** While the playhead moves, proxies will do; once it has been still for a moment, every pixel counts. @param {Picture} picture */
  #watchMotion({ scene, playing }) {
    if (scene.frame === this.#shown && !playing) return;
    this.#moving = playing || this.#shown >= 0;
    this.#shown = scene.frame;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#settle(), REST);
  }

  #settle() {
    if (this.#picture?.playing) return;
    this.#moving = false;
    this.#wish();
    this.#paint();
  }

  /** Ask for what should be decoded. */
  #wish() {
    const { store } = this;
    if (!store || !this.#picture) return;
    const { setting, scene, direction, onion } = this.#picture;
    const [keys, segments, length] = [store.shotKeys.peek(), store.segments.peek(), store.shotLength.peek()];
    this.#frames.want(
      wishes({
        setting,
        scene,
        keys,
        segments,
        frame: scene.frame,
        length,
        direction,
        moving: this.#moving,
        onion,
      }),
    );
    this.#countSoon();
  }

  #soon() {
    cancelAnimationFrame(this.#request);
    this.#request = requestAnimationFrame(() => this.#paint());
    this.#countSoon();
  }

  #countSoon() {
    this.#count ??= setTimeout(() => {
      this.#count = undefined;
      if (!this.store) return;
      let cached = 0;
      for (let frame = 0; frame < this.store.shotLength.peek(); frame++) if (this.#ready(frame)) cached++;
      playbackOf(this.store).cached.value = cached;
    }, COUNT);
  }

  #paint() {
    const context = this.#canvas?.getContext("2d");
    if (!this.#picture || !context) return;
    const { setting, scene, onion, playing } = this.#picture;
    const choice = choose(setting, scene, this.#moving ? "view" : "full", this.#frames);
    if (!choice && this.#painted) {
      this.lack = "approx"; // the picture before this one stays, and says that it is not this one
      return;
    }
    this.lack = choice ? (choice.approx ? "approx" : "") : "loading";
    this.#clear(context);
    paintLayers(context, setting.project, setting.shot?.ground ?? GROUND, choice?.layers ?? [], this.#frames);
    if (onion && !playing) this.#paintSkins(context, setting, scene);
    context.restore();
    this.#painted = choice !== null;
  }

  /** Wipe the stage and set units of project pixels, cut off at the project's edge. @param {CanvasRenderingContext2D} context */
  #clear(context) {
    const { scale, x, y } = this.#view;
    const ratio = devicePixelRatio;
    const { width, height } = this.#size;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    context.save();
    context.setTransform(scale * ratio, 0, 0, scale * ratio, x * ratio, y * ratio);
    context.imageSmoothingQuality = "high";
    context.imageSmoothingEnabled = scale * ratio < 3;
    context.beginPath();
    context.rect(0, 0, width, height);
    context.clip();
  }

  /** @param {CanvasRenderingContext2D} context @param {Setting} setting @param {Scene} scene */
  #paintSkins(context, setting, scene) {
    const style = getComputedStyle(this);
    for (const { layer, side } of skinLayers(setting, this.store?.shotKeys.peek() ?? [], scene)) {
      const tint = style.getPropertyValue(`--onion-${side}`).trim();
      paintSkin(context, setting.project, { layer, tint, outline: side === "after" }, this.#frames);
    }
  }

  // --- the page's part ------------------------------------------------------------------------------------

  render() {
    const { store } = this;
    if (!store) return nothing;
    this.#picture = this.#pictureNow(store);
    const empty = store.poses.value.size === 0 && store.keyframes.value.size === 0;
    const { scene } = this.#picture;
    const marking = markingOf(store);
    const marks = marking.mode.value !== null;
    const words = marks ? modeWords(store, marking) : sceneWords(store, scene);
    const leave = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Escape" || event.defaultPrevented || !marks) return;
      event.preventDefault();
      marking.end();
      if (marking.mode.value) return;
      /** @type {HTMLElement | null} */ (this.querySelector(".stage"))?.focus({ preventScroll: true });
    };
    return html`<div class=${marks ? "stage is-marking" : "stage"} tabindex=${empty ? nothing : 0} data-keys="stage" role="group" aria-label=${t("Stage")} @keydown=${leave}>
      <canvas role="img" aria-label=${words} ?hidden=${empty}></canvas>
      <div class="stage-frame" ?hidden=${empty}>
        ${this.#label(words, scene)}${marks ? nothing : this.#neighbours(store, scene)}
        ${store.shotKeys.value.length === 0 ? unplaced(store) : nothing}
      </div>
      ${empty ? nothing : html`<kf-marks .store=${store}></kf-marks>`}
      ${empty ? blank(store) : this.#island(store)}
    </div>`;
  }

  /** What is to be painted: read here, where a change of any of it draws the stage anew. @param {Store} store @returns {Picture} */
  #pictureNow(store) {
    const playback = playbackOf(store);
    const key = markingOf(store).shownKey;
    return {
      setting: { project: store.project.value, shot: store.currentShot.value, poses: store.poses.value },
      scene: sceneAt(key ? [key] : store.shotKeys.value, store.segments.value, key ? 0 : store.frame.value),
      playing: store.playing.value,
      onion: playback.onion.value && !key,
      direction: playback.speed.value < 0 ? -1 : 1,
    };
  }

  /** @param {string} words @param {Scene} scene */
  #label(words, { kind }) {
    const look = kind === "drawing" ? "machine" : kind === "missing" ? "tag--preview" : "";
    return html`<span class="tag tag--l ${look}">
      <span class="ell">${words}</span>
      ${this.lack ? html`<span class="tag-lack">${this.lack === "loading" ? t("loading") : t("approx")}</span>` : nothing}
    </span>`;
  }

  /** The keys on both sides, by name and frame. @param {Store} store @param {Scene} scene */
  #neighbours(store, { frame, left }) {
    const keys = store.shotKeys.value;
    const here = left && frame < left.frame + left.hold ? left : null;
    const before = here ? neighbour(keys, here.frame, -1) : left;
    const after = neighbour(keys, frame, 1);
    if (!before && !after) return nothing;
    const onion = playbackOf(store).onion.value ? "is-onion" : "";
    return html`<span class="tag tag--r ${onion}">
      ${before ? html`<span class="near near--before"><i></i>${poseName(store, before.pose)} <span class="num">${before.frame + 1}</span></span>` : nothing}
      ${after ? html`<span class="near near--after"><i></i>${poseName(store, after.pose)} <span class="num">${after.frame + 1}</span></span>` : nothing}
    </span>`;
  }

  /** @param {Store} store */
  #island(store) {
    const playback = playbackOf(store);
    const onion = playback.onion.value;
    return html`<div class="island island--br" role="toolbar" aria-label=${t("Picture")}>
      <button type="button" class="ibtn" aria-pressed=${onion} aria-label=${t("Onion skin")} title=${t("Onion skin (T)")}
        @click=${() => (playback.onion.value = !onion)}>${icon("onion")}</button>
      <span class="sep"></span>
      <button type="button" class="ibtn" aria-label=${t("Smaller")} title=${t("Smaller")} @click=${() => this.zoom(1 / STEP)}>${icon("minus")}</button>
      <button type="button" class="ibtn ibtn--word num" aria-label=${t("Zoom {percent} %. Show at full size", { percent: this.percent })}
        title=${t("Full size (1)")} @click=${() => this.fullSize()}>${this.percent} %</button>
      <button type="button" class="ibtn" aria-label=${t("Larger")} title=${t("Larger")} @click=${() => this.zoom(STEP)}>${icon("plus")}</button>
      <button type="button" class="ibtn" aria-label=${t("Fit the picture")} title=${t("Fit the picture (0)")} @click=${() => this.fit()}>${icon("fit")}</button>
    </div>`;
  }
}

customElements.define("kf-stage", Stage);
