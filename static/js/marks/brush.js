/**
 * The mask of a pose while it is corrected: strokes that add to it or take away from it, over the mask that the
 * server has in use. Strokes are kept, not pixels, so that the last one can be taken back.
 *
 * @import {Point, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { signal } from "@preact/signals-core";
import { t } from "#kf/core/i18n.js";
import { api } from "#kf/core/net.js";
import { maskUrl } from "#kf/core/urls.js";
import { marks } from "#kf/later/parts.js";
import { setMask } from "#kf/marks/maskedit.js";

/** Longer side of a mask as it is drawn here, in pixels. */
const LONGEST = 2048;
/** Sizes of the brush, as shares of the picture's width, and the step between them. */
export const SMALLEST = 0.005;
export const LARGEST = 0.3;
const STEP = 1.25;
/** @typedef {{adds: boolean, size: number, soft: number, points: Point[]}} Stroke size: across, as a share of the
 *  picture's width; soft: share of the radius in which it fades; points: shares of the picture */

export class Brush {
  /** Whether the brush adds to the figure. */
  adds = signal(true);
  /** Across, as a share of the picture's width. */
  size = signal(0.05);
  soft = signal(0.3);
  /** @type {import("@preact/signals-core").Signal<Stroke[]>} */
  strokes = signal([]);
  /** @type {import("@preact/signals-core").Signal<"" | "loading" | "ready" | "saving" | "failed">} */
  state = signal("");
  /** Where the brush is without a pointer, in shares of the picture. @type {import("@preact/signals-core").Signal<Point>} */
  at = signal([0.5, 0.5]);
  /** The mask as it is now: its alpha is the figure. @type {HTMLCanvasElement | null} */
  canvas = null;
  /** The mask without the strokes. @type {HTMLCanvasElement | null} */
  #ground = null;
  #pose = "";
  /** What paints, once a mask has been opened. @type {typeof import("#kf/later/marks.js") | null} */
  #work = null;
  #store;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
  }

  /** Begin with a pose's mask. @param {Pose} pose */
  async open(pose) {
    this.#pose = pose.id;
    this.strokes.value = [];
    this.at.value = [0.5, 0.5];
    this.state.value = "loading";
    this.canvas = null;
    try {
      const work = await marks.load();
      this.#work = work;
      await this.#store.settled(); // the server finds the figure by the joints that it has
      const { project, revision } = this.#store;
      const image = await work.maskPicture(maskUrl(project.value.id, pose, revision.value));
      if (this.#pose !== pose.id) return;
      const scale = Math.min(1, LONGEST / Math.max(pose.width, pose.height));
      this.#ground = work.fromGrey(image, Math.round(pose.width * scale), Math.round(pose.height * scale));
      this.#redraw();
      this.state.value = "ready";
    } catch {
      if (this.#pose === pose.id) this.state.value = "failed";
    }
  }

  close() {
    this.#pose = "";
    this.canvas = null;
    this.#ground = null;
    this.strokes.value = [];
    this.state.value = "";
  }

  /** Begin a stroke. @param {Point} at */
  press(at) {
    if (this.state.value !== "ready") return;
    /** @type {Stroke} */
    const stroke = { adds: this.adds.value, size: this.size.value, soft: this.soft.value, points: [at] };
    this.strokes.value = [...this.strokes.value, stroke];
    this.#paint(stroke, 0);
  }

  /** Go on with it. @param {Point} to */
  draw(to) {
    const stroke = this.strokes.value.at(-1);
    if (this.state.value !== "ready" || !stroke) return;
    stroke.points.push(to);
    this.#paint(stroke, stroke.points.length - 2);
    this.strokes.value = [...this.strokes.value];
  }

  /** Make the brush a step smaller or larger. @param {1 | -1} by */
  resize(by) {
    const next = this.size.value * (by > 0 ? STEP : 1 / STEP);
    this.size.value = Math.min(LARGEST, Math.max(SMALLEST, next));
  }

  /** Take the last stroke back. @returns {boolean} whether there was one */
  undo() {
    if (this.strokes.value.length === 0) return false;
    this.strokes.value = this.strokes.value.slice(0, -1);
    this.#redraw();
    return true;
  }

  /** Take all strokes back. */
  discard() {
    this.strokes.value = [];
    this.#redraw();
  }

  /** Send the mask to the server and use it. @param {Pose} pose @returns {Promise<boolean>} */
  async save(pose) {
    const work = this.#work;
    if (!work || !this.canvas || this.state.value !== "ready") return false;
    this.state.value = "saving";
    const store = this.#store;
    try {
      const form = new FormData();
      form.append("file", await work.greyPicture(this.canvas), "mask.png");
      const path = `/api/projects/${store.project.value.id}/poses/${pose.id}/mask`;
      const { sha256 } = await api(path, { body: form });
      const { ok } = await setMask(store, pose, sha256);
      if (ok) this.strokes.value = [];
      return ok;
    } catch (error) {
      const { sentence } = /** @type {import("#kf/core/net.js").ApiError} */ (error);
      store.toast(sentence ?? t("The mask could not be saved. Your strokes are still here."), null, "error");
      return false;
    } finally {
      if (this.#pose === pose.id) this.state.value = "ready";
    }
  }

  #redraw() {
    const [ground, work] = [this.#ground, this.#work];
    if (!ground || !work) return;
    const { width, height } = ground;
    this.canvas ??= work.sized(width, height);
    const context = this.#context;
    context.globalCompositeOperation = "source-over";
    context.clearRect(0, 0, width, height);
    context.drawImage(ground, 0, 0);
    for (const stroke of this.strokes.value) this.#paint(stroke, 0);
  }

  get #context() {
    return /** @type {CanvasRenderingContext2D} */ (this.canvas?.getContext("2d"));
  }

  /** Paint a stroke from one of its points on. @param {Stroke} stroke @param {number} from */
  #paint(stroke, from) {
    const work = this.#work;
    if (!work || !this.canvas) return;
    const { width, height } = this.canvas;
    const context = this.#context;
    context.globalCompositeOperation = stroke.adds ? "source-over" : "destination-out";
    for (const [x, y] of work.dabs(stroke, from, width, height))
      work.dab(context, x, y, (stroke.size * width) / 2, stroke.soft);
  }
}
