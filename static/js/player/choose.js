/**
 * What to paint with the pictures that are decoded now.
 *
 * @import {Id} from "#kf/core/types.d.ts"
 * @import {FrameStore} from "#kf/player/framestore.js"
 * @import {Cut, Layer, Level, Setting} from "#kf/player/layers.js"
 * @import {Part} from "#kf/player/parts.js"
 * @import {Scene} from "#kf/player/scene.js"
 */
import { drawingLayer, sceneLayers, sceneryLayers } from "#kf/player/layers.js";
import { ready } from "#kf/player/paint.js";

/** @typedef {(left: Id, u: number, drawn: boolean) => Cut | null} Previews drawings at preview size, made before any render; drawn: there is a drawing that will do */
/**
 * @typedef {object} Choice
 * @property {Layer[]} layers all of them, from the back to the front
 * @property {Layer[][]} figures those of each part, without the scenery
 * @property {boolean} approx not the picture of this very frame
 * @property {boolean} late because that is not decoded yet
 * @property {Id[]} previews tracks whose picture is a preview
 * @property {Id[]} broken tracks whose picture could not be had
 */
/** @typedef {{layers: Layer[], approx?: boolean, rough?: boolean, preview?: boolean, broken?: boolean}} Pick */

/** No previews: for pages and tests without them. @type {Previews} */
export const NO_PREVIEWS = () => null;

/**
 * The best picture of a frame that can be painted at once, or null when there is none.
 * @param {Setting} setting
 * @param {readonly Part[]} parts
 * @param {Level} level what it should be
 * @param {FrameStore} frames
 * @param {Previews} [previews]
 * @returns {Choice | null}
 */
export function choose(setting, parts, level, frames, previews = NO_PREVIEWS) {
  const picks = parts.map((part) => ({ part, pick: pickOf(setting, part, level, frames, previews) }));
  if (picks.some(({ pick }) => pick === null)) return null;
  const scenery = hasGround(picks[0]) ? { layers: [] } : sceneryOf(setting, level, frames);
  if (!scenery) return null;
  const chosen = picks.map(({ part, pick }) => ({ track: part.track, ...(pick ?? { layers: [] }) }));
  return {
    layers: [...scenery.layers, ...chosen.flatMap(({ layers }) => layers)],
    figures: chosen.map(({ layers }) => layers),
    approx: chosen.some(({ approx, rough }) => approx || rough),
    late: chosen.some(({ approx }) => approx),
    previews: chosen.filter(({ preview }) => preview).map(({ track }) => track),
    broken: chosen.filter(({ broken }) => broken).map(({ track }) => track),
  };
}

/** Whether a frame can be painted as it is now, wherever that came from. @param {Setting} setting @param {readonly Part[]} parts @param {FrameStore} frames @param {Previews} [previews] */
export function canPaint(setting, parts, frames, previews = NO_PREVIEWS) {
  return choose(setting, parts, "view", frames, previews)?.late === false;
}

/** Whether the lowest picture has the scenery in it. @param {{part: Part, pick: Pick | null} | undefined} lowest */
function hasGround(lowest) {
  return Boolean(lowest?.part.opaque && lowest.pick && lowest.pick.layers.length > 0 && !lowest.pick.preview);
}

/** @param {Setting} setting @param {Level} level @param {FrameStore} frames @returns {Pick | null} */
function sceneryOf(setting, level, frames) {
  const found = atSomeLevel(level, (one) => sceneryLayers(setting, one), frames);
  if (found) return { layers: found };
  return sceneryLayers(setting, "thumb").some(({ want }) => frames.broken(want)) ? { layers: [] } : null;
}

/** @param {Level} level @param {(level: Level) => Layer[]} make @param {FrameStore} frames */
function atSomeLevel(level, make, frames) {
  for (const one of [level, level === "full" ? "view" : "full", "thumb"]) {
    const layers = make(/** @type {Level} */ (one));
    if (ready(layers, frames)) return layers;
  }
  return null;
}

/**
 * One track's part of the picture.
 * @param {Setting} setting @param {Part} part @param {Level} level @param {FrameStore} frames @param {Previews} previews
 * @returns {Pick | null} null while nothing of it is there
 */
function pickOf(setting, { track, scene }, level, frames, previews) {
  if (scene.left && (scene.kind === "drawing" || scene.kind === "missing")) {
    const drawn = scene.exact || scene.segment?.draft === true;
    const cut = previews(scene.left.id, scene.u, drawn);
    if (cut) return { layers: [{ cut, fit: "fill" }], preview: true, rough: cut.exact === false };
  }
  const own = atSomeLevel(level, (one) => sceneLayers(setting, scene, one, track), frames);
  if (own) return { layers: own, preview: scene.kind === "missing" };
  const near = scene.kind === "drawing" ? nearestDecoded(setting, scene, frames) : null;
  if (near) return { layers: near, approx: true };
  if (scene.inbetween > 0) {
    const key = sceneLayers(setting, { ...scene, kind: "key" }, "full", track);
    if (ready(key, frames)) return { layers: key, approx: true };
  }
  const lost = sceneLayers(setting, scene, level, track).every(({ want }) => frames.broken(want));
  return lost ? { layers: [], approx: true, broken: true } : null;
}

/** @param {Setting} setting @param {Scene} scene @param {FrameStore} frames */
function nearestDecoded(setting, scene, frames) {
  const drawings = scene.segment?.shown_done ?? 0;
  for (let away = 1; away < drawings; away++) {
    for (const drawing of [scene.drawing - away, scene.drawing + away]) {
      if (drawing < 0 || drawing >= drawings) continue;
      const layers = [drawingLayer(setting, /** @type {string} */ (scene.take), drawing, "view")];
      if (ready(layers, frames)) return layers;
    }
  }
  return null;
}
