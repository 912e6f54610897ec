/**
 * @import {Store} from "#kf/core/store.js"
 * @import {Picture} from "#kf/player/painter.js"
 * @import {View} from "#kf/player/view.js"
 */
import { effect } from "@preact/signals-core";
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { beginning, stage } from "#kf/later/parts.js";
import "#kf/marks/layer.js";
import { markingOf } from "#kf/marks/mode.js";
import { modeWords } from "#kf/marks/subject.js";
import { cardHere, cardOf, cardView } from "#kf/player/card.js";
import { compareOf } from "#kf/player/compare.js";
import { FlashWatch } from "#kf/player/flashwatch.js";
import { fullScreenOf, watching } from "#kf/player/full.js";
import { gestures } from "#kf/player/gestures.js";
import { island } from "#kf/player/island.js";
import { spaceHeld } from "#kf/player/keys.js";
import { frameLabel, keyChips } from "#kf/player/labels.js";
import { lay, sized } from "#kf/player/lay.js";
import { ground } from "#kf/player/look.js";
import { noteCached } from "#kf/player/noted.js";
import { Painter } from "#kf/player/painter.js";
import { pictureOf } from "#kf/player/picture.js";
import { playbackOf } from "#kf/player/playback.js";
import { centred, fit, panned, zoomed } from "#kf/player/view.js";
import { mainPart, pictureWords } from "#kf/player/words.js";

/** Stillness, in milliseconds, after which a frame is shown in every pixel. */
const REST = 150;
/** How often it is looked which frames are decoded. */
const COUNT = 300;
const STEP = 1.25;
/** Width of the reference card with its margin, and the narrowest stage that makes room for it. */
const CARD = 196;
const ROOMY = 640;

/** The picture of the frame under the playhead: `<kf-stage>`. */
export class Stage extends SignalElement {
  static properties = {
    store: { attribute: false },
    lack: { state: true },
    same: { state: true },
    previewed: { state: true },
    percent: { state: true },
  };

  #painter = new Painter(
    () => this.querySelector("canvas"),
    () => stage.here,
  );
  #fitted = true;
  #moving = false;
  #shown = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #count;
  #request = 0;
  /** What the stage was laid out for. */
  #laid = "";
  /** @type {import("#kf/player/comparebar.js").CompareBar | null} */
  #bar = null;
  /** @type {(() => void)[]} */
  #undo = [];
  /** @type {FlashWatch | null} */
  #flashes = null;

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** What the painted picture lacks. @type {import("#kf/player/painter.js").Lack} */
    this.lack = "";
    /** Whether the takes that are compared are one picture. */
    this.same = false;
    /** Tracks whose picture is a preview, by their ids. */
    this.previewed = "";
    this.percent = 100;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const undo of this.#undo.splice(0)) undo();
    this.#painter.frames.clear();
  }

  firstUpdated() {
    const area = this.#stage;
    const store = /** @type {Store} */ (this.store);
    const playback = playbackOf(store);
    const watch = new ResizeObserver(() => this.#place());
    watch.observe(area);
    this.#flashes = new FlashWatch(store, this.#painter);
    playback.ready = (frame) => this.#painter.ready(frame);
    playback.mayPlay = () => this.#flashes?.mayPlay() ?? true;
    this.#undo = [
      () => watch.disconnect(),
      () => this.#flashes?.stop(),
      this.#painter.frames.listen(() => this.#soon()),
      gestures(area, {
        zoom: (factor, point) => this.#look(zoomed(this.#view, factor, point)),
        pan: (dx, dy) => this.#look(panned(this.#view, dx, dy, this.#area, this.#size)),
        fit: () => this.fit(),
        fitted: () => this.#fitted,
        marking: () => markingOf(store).mode.peek() !== null,
        grab: () => this.#grab(),
      }),
      effect(() => void this.#compareBar(compareOf(store).value !== null)),
    ];
  }

  /** Space was held to move the picture: it was not meant to play. */
  #grab() {
    const since = spaceHeld();
    if (since === null || !this.store) return false;
    playbackOf(this.store).takeBack(since);
    return true;
  }

  /** What one compares with comes when somebody compares. @param {boolean} wanted */
  async #compareBar(wanted) {
    if (wanted && !this.#bar) {
      const { CompareBar } = await stage.load();
      this.#bar ??= new CompareBar();
    }
    if (this.#bar) this.requestUpdate();
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

  /** @param {number} percent */
  zoomTo(percent) {
    this.zoom(percent / 100 / this.#view.scale);
  }

  smaller = () => this.zoom(1 / STEP);
  larger = () => this.zoom(STEP);

  /** Fill the screen with stage and transport, or come back. */
  fullScreen() {
    const host = this.closest("main");
    if (host) fullScreenOf(host).toggle();
  }

  /** Open what can be set about the onion skin, beside its button. */
  async onionSettings() {
    const { openOnion } = await stage.load();
    const button = this.querySelector("[data-onion]");
    if (button && this.store) openOnion(this.store, button);
  }

  /** Open what can be set about the view, beside its button. */
  async viewSettings() {
    const { openView } = await stage.load();
    const button = this.querySelector("[data-view]");
    if (button && this.store) openView(this, this.store, button);
  }

  // --- where it lies --------------------------------------------------------------------------------------

  get #stage() {
    return /** @type {HTMLElement} */ (this.querySelector(".stage"));
  }

  get #area() {
    const { clientWidth: width, clientHeight: height } = this.#stage;
    return { width, height };
  }

  get #size() {
    return this.#painter.picture?.setting.project ?? { width: 16, height: 9 };
  }

  get #view() {
    return this.#painter.view;
  }

  /** @param {View} view */
  #look(view) {
    this.#fitted = false;
    this.#painter.view = view;
    this.#place();
  }

  /** Whether there is a card, and room for it beside the picture. */
  get #carded() {
    const { store } = this;
    return store !== undefined && cardOf(store).peek() && this.#area.width >= ROOMY;
  }

  /** Lay canvas and labels where the view says, and paint. */
  #place() {
    if (!this.#painter.picture || !this.hasUpdated || !this.store) return;
    const [area, size] = [this.#area, this.#size];
    if (this.#fitted) {
      const left = this.#carded ? CARD : 0;
      const view = fit(
        { ...area, width: area.width - left },
        size,
        area.width < 600 || watching.peek() ? 0 : 20,
      );
      this.#painter.view = { ...view, x: view.x + left };
    }
    const { scale, x, y } = this.#view;
    this.percent = Math.round(scale * 100);
    markingOf(this.store).view.value = this.#view;
    if (sized(/** @type {HTMLCanvasElement} */ (this.querySelector("canvas")), area))
      this.#painter.shown = null;
    lay(/** @type {HTMLElement} */ (this.querySelector(".stage-frame")), { x, y, scale }, area, size);
    this.#bar?.place(this.#view, size);
    this.#paint();
  }

  // --- what it shows --------------------------------------------------------------------------------------

  updated() {
    const { store } = this;
    const { picture } = this.#painter;
    if (!store || !picture) return;
    this.#watchMotion(picture);
    this.#wish();
    const { width, height } = this.#size;
    const laid = `${width}x${height} ${this.#carded}`;
    if (laid === this.#laid) this.#paint();
    // A moment later, so that what else is drawn now is measured with it, and the page laid out once.
    else queueMicrotask(() => this.#place());
    this.#laid = laid;
    this.#bar?.place(this.#view, this.#size);
  }

  /** While the playhead moves, proxies will do; once it has been still for a moment, every pixel counts. @param {Picture} picture */
  #watchMotion({ frame, setting, playing }) {
    const shown = `${setting.shot?.id} ${frame}`;
    if (shown === this.#shown && !playing) return;
    this.#moving = playing || this.#shown !== "";
    this.#shown = shown;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#settle(), REST);
  }

  #settle() {
    if (this.#painter.picture?.playing) return;
    this.#moving = false;
    this.#wish();
    this.#paint();
  }

  #wish() {
    this.#painter.wish(this.#moving);
    this.#countSoon();
  }

  #soon() {
    cancelAnimationFrame(this.#request);
    if (this.lack === "loading") this.#paint();
    else this.#request = requestAnimationFrame(() => this.#paint());
    this.#countSoon();
  }

  #paint() {
    this.#painter.paint(this.#moving);
    this.lack = this.#painter.lack;
    this.same = this.#painter.same;
    this.previewed = this.#painter.previews.join(" ");
    this.#flashes?.soon();
  }

  #countSoon() {
    this.#count ??= setTimeout(() => {
      this.#count = undefined;
      if (this.store) noteCached(this.store, this.#painter);
    }, COUNT);
  }

  // --- the page's part ------------------------------------------------------------------------------------

  render() {
    const { store } = this;
    if (!store) return nothing;
    const picture = pictureOf(store, this);
    this.#painter.picture = picture;
    const empty = store.poses.value.size === 0 && store.keyframes.value.size === 0;
    const marking = markingOf(store);
    const marks = marking.mode.value !== null;
    const previews = this.previewed === "" ? [] : this.previewed.split(" ");
    const words = marks
      ? modeWords(store, marking)
      : pictureWords(store, picture.frame, picture.parts, previews);
    const part = mainPart(store, picture.parts);
    const card = cardOf(store).value && cardHere(store) !== null;
    const lit = picture.skin !== null;
    if (lit) void stage.wanted;
    const retry = () => this.#painter.frames.retry();
    return html`<div class="stage ${marks ? "is-marking" : ""} ${picture.comparing ? "is-comparing" : ""} ${picture.mirrored ? "is-mirrored" : ""} ${card ? "has-card" : ""}"
      data-ground=${ground.value} tabindex=${empty ? nothing : 0} data-keys="stage" role="group" aria-label=${t("Stage")} @keydown=${this.#leave}>
      <canvas role="img" aria-label=${picture.playing ? t("Playing") : words} ?hidden=${empty}></canvas>
      <div class="stage-frame" ?hidden=${empty}>
        ${frameLabel(words, marks ? undefined : part, this.lack, previews.includes(part?.track ?? ""), retry)}
        ${marks || picture.comparing ? nothing : keyChips(store, part, lit)}
        ${store.shotKeys.value.length === 0 ? beginning.wanted?.unplaced(store) : nothing}
      </div>
      ${empty ? nothing : html`<kf-marks .store=${store}></kf-marks>`}
      ${empty ? nothing : cardView(store)}
      ${picture.comparing && this.#bar ? this.#bar.view(store, picture, this.same) : nothing}
      ${empty ? beginning.wanted?.blank(store) : island(this, store)}
    </div>`;
  }

  /** @param {KeyboardEvent} event */
  #leave = (event) => {
    const { store } = this;
    if (event.key !== "Escape" || event.defaultPrevented || !store) return;
    const marking = markingOf(store);
    if (marking.mode.value) {
      event.preventDefault();
      marking.end();
      if (marking.mode.value) return;
    } else if (compareOf(store).value) {
      event.preventDefault();
      compareOf(store).value = null;
    } else return;
    this.#stage.focus({ preventScroll: true });
  };
}

customElements.define("kf-stage", Stage);
