/**
 * The figure of a scene, cut out of what lies under it. A drawing of the lowest track has the scenery in it: what
 * differs from the scenery is the figure.
 *
 * @import {FrameStore} from "#kf/player/framestore.js"
 * @import {Layer, Setting} from "#kf/player/layers.js"
 * @import {Part} from "#kf/player/parts.js"
 * @import {Size} from "#kf/player/view.js"
 */
import { nameOf } from "#kf/player/framestore.js";
import { sceneryLayers } from "#kf/player/layers.js";
import { paintLayers } from "#kf/player/paint.js";
import { blank, canvasOf } from "#kf/player/sheets.js";

/** Longest side of a cut-out: it is seen softly, and the finer it is the longer it takes. */
const SIDE = 640;
/** A difference of so many levels is noise of the JPEG; from so many on it is the figure. */
const NOISE = 14;
const SURE = 44;
/** By what share of the contrast around it a pixel may lie outside of it: fine points lose more or less of their light. */
const SLACK = 0.5;
const KEPT = 24;

/** @type {Map<string, HTMLCanvasElement>} */
const kept = new Map();
/** @typedef {{least: Uint8ClampedArray, most: Uint8ClampedArray}} Span what each pixel may be to count as scenery */
/** @type {{name: string, span: Span} | null} */
let scenery = null;

/** How large cut-outs of a project are. @param {Size} project @returns {Size} */
export function cutSize({ width, height }) {
  const scale = Math.min(1, SIDE / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** @param {readonly Layer[]} layers */
function namesOf(layers) {
  return layers.map(({ want }) => (want ? nameOf(want) : "")).join(" ");
}

/**
 * One name for a cut-out, or null where it is of a picture that has no name.
 * @param {Setting} setting @param {Part} part @param {readonly Layer[]} layers
 */
export function cutName(setting, part, layers) {
  if (layers.length === 0 || layers.some(({ cut }) => cut)) return null;
  const mixes = layers.map(({ mix }) => mix ?? "").join(" ");
  return `${namesOf(layers)} ${mixes} ${part.opaque ? sceneryName(setting) : ""}`;
}

/** @param {Setting} setting */
function sceneryName(setting) {
  return `${setting.shot?.ground} ${namesOf(sceneryLayers(setting, "full"))}`;
}

/**
 * The figure alone.
 * @param {Setting} setting
 * @param {Part} part
 * @param {readonly Layer[]} layers the scene's own pictures, without the scenery
 * @param {string} ground colour of the shot
 * @param {FrameStore} frames
 * @returns {HTMLCanvasElement} of `cutSize`
 */
export function cutout(setting, part, layers, ground, frames) {
  const name = cutName(setting, part, layers);
  const known = name === null ? undefined : kept.get(name);
  if (name !== null && known) {
    kept.delete(name); // and to the end of the line, as what was used last
    kept.set(name, known);
    return known;
  }
  const size = cutSize(setting.project);
  const sheet = canvasOf(size, part.opaque);
  fitTo(sheet, size, setting);
  paintLayers(sheet, setting.project, null, layers, frames);
  if (part.opaque) matte(sheet, size, setting, ground, frames);
  if (name !== null) {
    kept.set(name, sheet.canvas);
    if (kept.size > KEPT) kept.delete(/** @type {string} */ (kept.keys().next().value));
  }
  return sheet.canvas;
}

/**
 * Take away what is as the scenery is.
 * @param {CanvasRenderingContext2D} sheet @param {Size} size @param {Setting} setting @param {string} ground @param {FrameStore} frames
 */
function matte(sheet, size, setting, ground, frames) {
  const under = scenerySpan(size, setting, ground, frames);
  const picture = sheet.getImageData(0, 0, size.width, size.height);
  clearAlike(picture.data, under);
  sheet.putImageData(picture, 0, 0);
}

/**
 * Make transparent whatever is as it is in the scenery, soft at the rim.
 * @param {Uint8ClampedArray} data changed in place
 * @param {Span} span
 */
export function clearAlike(data, { least, most }) {
  for (let at = 0; at < data.length; at += 4) {
    let off = 0;
    for (let colour = at; colour < at + 3; colour++) {
      const below = least[colour] - data[colour];
      const above = data[colour] - most[colour];
      if (below > off) off = below;
      if (above > off) off = above;
    }
    data[at + 3] = off >= SURE ? 255 : off <= NOISE ? 0 : ((off - NOISE) * 255) / (SURE - NOISE);
  }
}

/**
 * The least and the most that each pixel is among its neighbours: pictures that were made smaller in two ways differ
 * by as much along every edge.
 * @param {Uint8ClampedArray} data @param {Size} size
 * @returns {Span}
 */
export function spanOf(data, { width, height }) {
  const across = spread(data, data, width * height, 4, (place) => place % width, width);
  const span = spread(
    across.least,
    across.most,
    width * height,
    width * 4,
    (place) => Math.floor(place / width),
    height,
  );
  for (let at = 0; at < data.length; at++) {
    const slack = (span.most[at] - span.least[at]) * SLACK;
    span.least[at] -= slack;
    span.most[at] += slack;
  }
  return span;
}

/**
 * @param {Uint8ClampedArray} low @param {Uint8ClampedArray} high @param {number} count of pixels @param {number} step to the next pixel
 * @param {(place: number) => number} along where a pixel is on its line @param {number} length of the line
 */
function spread(low, high, count, step, along, length) {
  const [least, most] = [new Uint8ClampedArray(low), new Uint8ClampedArray(high)];
  for (let place = 0; place < count; place++) {
    const here = along(place);
    for (let colour = place * 4; colour < place * 4 + 3; colour++) {
      if (here > 0) {
        least[colour] = Math.min(least[colour], low[colour - step]);
        most[colour] = Math.max(most[colour], high[colour - step]);
      }
      if (here < length - 1) {
        least[colour] = Math.min(least[colour], low[colour + step]);
        most[colour] = Math.max(most[colour], high[colour + step]);
      }
    }
  }
  return { least, most };
}

/** @param {Size} size @param {Setting} setting @param {string} ground @param {FrameStore} frames */
function scenerySpan(size, setting, ground, frames) {
  const layers = sceneryLayers(setting, "full");
  const whole = layers.every(({ want }) => frames.has(want));
  const name = `${sceneryName(setting)} ${size.width}x${size.height}`;
  if (scenery?.name === name) return scenery.span;
  const sheet = blank(size, "scenery", true);
  fitTo(sheet, size, setting);
  paintLayers(sheet, setting.project, ground, layers, frames);
  const span = spanOf(sheet.getImageData(0, 0, size.width, size.height).data, size);
  if (whole) scenery = { name, span };
  return span;
}

/** Set units of project pixels. @param {CanvasRenderingContext2D} sheet @param {Size} size @param {Setting} setting */
function fitTo(sheet, { width }, { project }) {
  sheet.setTransform(width / project.width, 0, 0, width / project.width, 0, 0);
  sheet.imageSmoothingQuality = "high";
}
