/**
 * The in-betweens on both sides of a key whose joints are placed, small, as they would be now: what a joint does is
 * seen while its picture is on the stage.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Marking} from "#kf/marks/mode.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { drawingTimes, inbetweens } from "#kf/core/time.js";
import { keyAfter, keyBefore } from "#kf/marks/subject.js";
import { previewOf } from "#kf/preview/preview.js";

/** In-betweens of each side. */
const EACH = 4;
const HEIGHT = 40;

/** @typedef {{left: string, u: number}} Cell */

/**
 * The key whose pose is marked: the selected one, else the first that shows it.
 * @param {Store} store @param {Marking} marking
 * @returns {Keyframe | undefined}
 */
function markedKey(store, marking) {
  const mode = marking.mode.value;
  if (mode?.kind !== "joints") return undefined;
  const keys = store.lane.value.filter(({ pose }) => pose === mode.pose);
  return keys.find(({ id }) => store.selection.value.has(id)) ?? keys[0];
}

/** @param {Keyframe | undefined} left @param {Keyframe | undefined} right @returns {Cell[]} */
function cellsBetween(left, right) {
  if (!left || !right) return [];
  const times = drawingTimes(inbetweens(left, right), left.exposure, left.ease, left.curve, left.chart);
  const count = Math.min(EACH, times.length);
  return Array.from({ length: count }, (_, index) => ({
    left: left.id,
    u: times[Math.floor(((index + 0.5) * times.length) / count)],
  }));
}

/** @param {Store} store @param {Marking} marking @returns {{before: Cell[], after: Cell[]}} */
function cellsOf(store, marking) {
  const key = markedKey(store, marking);
  if (!key) return { before: [], after: [] };
  return {
    before: cellsBetween(keyBefore(store, key), key),
    after: cellsBetween(key, keyAfter(store, key)),
  };
}

/** The strip, or nothing while no in-between of it is previewed. @param {Store} store @param {Marking} marking */
export function strip(store, marking) {
  const previews = previewOf(store);
  void previews.version.value;
  const { before, after } = cellsOf(store, marking);
  const cells = [...before, ...after];
  if (!cells.some(({ left, u }) => previews.drawing(left, u))) return nothing;
  return html`<canvas class="mk-strip" role="img" aria-label=${t("In-betweens on both sides of this key, as they would be now")}></canvas>`;
}

/**
 * Paint it, the place of the key as a gap in the middle.
 * @param {HTMLCanvasElement} canvas @param {Store} store @param {Marking} marking
 */
export function paintStrip(canvas, store, marking) {
  const { before, after } = cellsOf(store, marking);
  const { width, height } = store.project.value;
  const ratio = devicePixelRatio;
  const cell = Math.round((HEIGHT * width) / height);
  const gap = before.length > 0 && after.length > 0 ? 8 : 0;
  const whole = cell * (before.length + after.length) + gap;
  canvas.style.width = `${whole}px`;
  canvas.style.height = `${HEIGHT}px`;
  Object.assign(canvas, { width: Math.round(whole * ratio), height: Math.round(HEIGHT * ratio) });
  const context = canvas.getContext("2d");
  if (!context) return;
  context.scale(ratio, ratio);
  context.fillStyle = store.currentShot.value?.ground ?? "#808080";
  const previews = previewOf(store);
  [...before, ...after].forEach(({ left, u }, index) => {
    const x = index * cell + (index >= before.length ? gap : 0);
    context.fillRect(x, 0, cell - 1, HEIGHT);
    const cut = previews.drawing(left, u);
    if (cut) context.drawImage(cut.image, cut.sx, cut.sy, cut.sw, cut.sh, x, 0, cell - 1, HEIGHT);
  });
}
