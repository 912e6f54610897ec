/**
 * What to paint with the pictures that are decoded now, and what to decode next.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 * @import {FrameStore, Wanted} from "#kf/player/framestore.js"
 * @import {Layer, Level, Setting} from "#kf/player/layers.js"
 * @import {Scene} from "#kf/player/scene.js"
 */
import { nameOf } from "#kf/player/framestore.js";
import { layersOf, poseLayer } from "#kf/player/layers.js";
import { ready } from "#kf/player/paint.js";
import { neighbour, sceneAt } from "#kf/player/scene.js";

/** Frames read ahead of the playhead, and behind it. */
const AHEAD = 120;
const BEHIND = 6;

/** @typedef {{layers: Layer[], approx: boolean}} Choice approx: not the picture of this very frame */

/**
 * The best picture of a scene that can be painted at once, or null when there is none at all.
 * @param {Setting} setting
 * @param {Scene} scene
 * @param {Level} level what it should be
 * @param {FrameStore} frames
 * @returns {Choice | null}
 */
export function choose(setting, scene, level, frames) {
  for (const one of [level, level === "full" ? "view" : "full", "thumb"]) {
    const layers = layersOf(setting, scene, /** @type {Level} */ (one));
    if (ready(layers, frames)) return { layers, approx: false };
  }
  const near = scene.kind === "drawing" ? nearestDecoded(setting, scene, frames) : null;
  if (near) return { layers: near, approx: true };
  if (scene.inbetween === 0) return null;
  const key = layersOf(setting, { ...scene, kind: "key" }, "full");
  return ready(key, frames) ? { layers: key, approx: true } : null;
}

/** @param {Setting} setting @param {Scene} scene @param {FrameStore} frames */
function nearestDecoded(setting, scene, frames) {
  const drawings = scene.segment?.shown_done ?? 0;
  for (let away = 1; away < drawings; away++) {
    for (const drawing of [scene.drawing - away, scene.drawing + away]) {
      if (drawing < 0 || drawing >= drawings) continue;
      const layers = layersOf(setting, { ...scene, drawing }, "view");
      if (ready(layers, frames)) return layers;
    }
  }
  return null;
}

/**
 * @typedef {object} Situation
 * @property {Setting} setting
 * @property {readonly Keyframe[]} keys
 * @property {ReadonlyMap<string, Segment>} segments
 * @property {number} frame
 * @property {number} length
 * @property {1 | -1} direction
 * @property {boolean} moving playing, or being scrubbed
 * @property {boolean} onion
 * @property {Scene} [scene] what is shown instead of the frame
 */

/**
 * Everything worth decoding, most urgent first: this frame, the neighbours that shine through, what comes next
 * (around the loop), what has just been, and at rest this frame in every pixel.
 * @param {Situation} situation
 * @returns {Wanted[]}
 */
export function wishes(situation) {
  const { setting, keys, segments, frame, length, direction, moving, onion } = situation;
  const { scene = sceneAt(keys, segments, frame) } = situation;
  /** @type {Map<string, Wanted>} */
  const list = new Map();
  const add = (/** @type {Layer[]} */ layers) => {
    for (const { want } of layers) list.set(nameOf(want), list.get(nameOf(want)) ?? want);
  };
  if (scene.kind !== "drawing") add(layersOf(setting, scene, "thumb"));
  add(layersOf(setting, scene, moving ? "view" : "full"));
  if (onion) add(skinLayers(setting, keys, scene).map(({ layer }) => layer));
  for (let step = 0; step <= Math.min(AHEAD, length - 1); step++) {
    const next = (((frame + step * direction) % length) + length) % length;
    add(layersOf(setting, sceneAt(keys, segments, next), "view"));
  }
  for (let step = 1; step <= Math.min(BEHIND, frame); step++) {
    add(layersOf(setting, sceneAt(keys, segments, frame - step * direction), "view"));
  }
  return [...list.values()];
}

/**
 * The keys on both sides of a frame, to shine through it.
 * @param {Setting} setting
 * @param {readonly Keyframe[]} keys
 * @param {Scene} scene
 * @returns {{layer: Layer, side: "before" | "after"}[]}
 */
export function skinLayers(setting, keys, { frame, left }) {
  const onKey = left !== null && frame < left.frame + left.hold;
  const before = onKey ? neighbour(keys, left.frame, -1) : left;
  const after = neighbour(keys, frame, 1);
  const skins = [];
  for (const [key, side] of /** @type {const} */ ([
    [before, "before"],
    [after, "after"],
  ])) {
    const pose = key && setting.poses.get(key.pose);
    if (pose) skins.push({ layer: poseLayer(setting, pose), side });
  }
  return skins;
}
