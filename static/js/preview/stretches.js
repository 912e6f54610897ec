/**
 * What a preview knows of a segment: which pictures it is between, all that its drawings depend on, and where they
 * are now.
 *
 * @import {Document, Id, Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { laneOf } from "#kf/core/document.js";
import { lookOf } from "#kf/core/segments.js";
import { drawingTimes, inbetweens } from "#kf/core/time.js";

/** @typedef {Pick<Document, "project" | "poses" | "shots" | "tracks" | "characters" | "keyframes">} Rows */
/** @typedef {{pair: string, look: string, drawings: number, times: number[]}} Stretch */

/** A store's segments, each worked out once for each state of the rows: painting asks for them with every picture. */
export class Stretches {
  #store;
  /** @type {unknown[]} */
  #rows = [];
  /** @type {Map<Id, Stretch | null>} */
  #known = new Map();

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
  }

  /** The segment right of a key, or null where there is nothing to draw. @param {Id} left @returns {Stretch | null} */
  of(left) {
    const document = this.#document;
    const rows = Object.values(document);
    if (rows.some((one, index) => one !== this.#rows[index])) {
      this.#rows = rows;
      this.#known.clear();
    }
    let stretch = this.#known.get(left);
    if (stretch === undefined) {
      stretch = stretchOf(document, left);
      this.#known.set(left, stretch);
    }
    return stretch;
  }

  /** @returns {Rows} */
  get #document() {
    const { project, poses, shots, tracks, characters, keyframes } = this.#store;
    return {
      project: project.value,
      poses: poses.value,
      shots: shots.value,
      tracks: tracks.value,
      characters: characters.value,
      keyframes: keyframes.value,
    };
  }
}

/** @param {Rows} document @param {Id} left @returns {Stretch | null} */
function stretchOf(document, left) {
  const key = document.keyframes.get(left);
  if (!key) return null;
  const lane = laneOf(document, key);
  const place = lane.indexOf(key);
  const right = lane[place + 1];
  if (!right) return null;
  const times = drawingTimes(inbetweens(key, right), key.exposure, key.ease, key.curve, key.chart);
  if (times.length === 0) return null;
  const look = lookOf(/** @type {Document} */ (document), lane, place);
  return { pair: pairOf(document, key, right), look, drawings: times.length, times };
}

/** Both pictures and the canvas they are on. @param {Rows} document @param {Keyframe} left @param {Keyframe} right */
function pairOf({ project: { width, height }, poses }, left, right) {
  return [width, height, poses.get(left.pose)?.sha256, poses.get(right.pose)?.sha256].join(" ");
}
