/**
 * Two takes of one segment, side by side in time: a mode of the stage. Whoever wants to compare sets the signal;
 * the stage shows both on the frame of the playhead, and everywhere else what it always shows.
 *
 * @import {Id} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Part} from "#kf/player/parts.js"
 * @import {Scene} from "#kf/player/scene.js"
 */
import { signal } from "@preact/signals-core";
import { drawingOf, drawings } from "#kf/core/time.js";
import { partOf } from "#kf/player/parts.js";

/** @typedef {"wipe" | "side" | "difference"} Way */
/** @typedef {{key: string, drawings?: number, name?: string}} Side a take; drawings: how many it has, if not as many as are needed now */
/** @typedef {{keyframe: Id, takes: [string | Side, string | Side], way: Way}} Compare keyframe: the segment's left key */

/** @type {WeakMap<Store, import("@preact/signals-core").Signal<Compare | null>>} */
const known = new WeakMap();

/** What is compared, or null: one signal per store. @param {Store} store */
export function compareOf(store) {
  let compare = known.get(store);
  if (!compare) {
    compare = signal(/** @type {Compare | null} */ (null));
    known.set(store, compare);
  }
  return compare;
}

/** Looks for a difference, once for each two pictures. */
export class Differing {
  /** @type {readonly unknown[]} */
  #of = [];
  #none = false;

  /**
   * Whether a sheet with the difference of two takes is black all over.
   * @param {CanvasRenderingContext2D} sheet
   * @param {readonly unknown[]} of the decoded pictures that it was made of
   */
  none(sheet, of) {
    if (of.length === this.#of.length && of.every((one, place) => one === this.#of[place])) return this.#none;
    const { width, height } = sheet.canvas;
    const pixels = new Uint32Array(sheet.getImageData(0, 0, width, height).data.buffer);
    const [first] = pixels;
    this.#none = pixels.every((pixel) => pixel === first) && (first & COLOURS) === 0;
    this.#of = of;
    return this.#none;
  }
}

/** What of a pixel, read as one number, is not its alpha. */
const COLOURS = 0x00ffffff;

/** Where the wipe stands: the share of the width that the first take has. */
export const split = signal(0.5);

/** @param {string | Side} take @returns {Side} */
export function sideOf(take) {
  return typeof take === "string" ? { key: take } : take;
}

/**
 * The parts of a frame with one take in place of what is shown, or null where the frame is not of that segment.
 * @param {Compare} compare
 * @param {0 | 1} which
 * @param {readonly Part[]} parts
 * @returns {Part[] | null}
 */
export function withTake({ keyframe, takes }, which, parts) {
  const at = parts.findIndex(({ scene }) => scene.inbetween > 0 && scene.left?.id === keyframe);
  if (at < 0) return null;
  const scene = sceneOf(parts[at].scene, sideOf(takes[which]));
  return parts.map((part, index) => (index === at ? partOf(part.track, part.lowest, scene) : part));
}

/** @param {Scene} scene @param {Side} take @returns {Scene} */
function sceneOf(scene, take) {
  const exposure = scene.left?.exposure ?? 1;
  const index = drawingOf(scene.inbetween, exposure);
  if (index < 0) return { ...scene, kind: "key" };
  const needed = drawings(scene.count, exposure);
  const has = take.drawings ?? needed;
  const drawing =
    has === needed ? index : Math.round((((index + 1) * exposure) / (scene.count + 1)) * (has + 1)) - 1;
  return {
    ...scene,
    kind: "drawing",
    take: take.key,
    drawing: Math.min(Math.max(drawing, 0), Math.max(0, has - 1)),
    exact: true,
  };
}
