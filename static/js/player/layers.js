/**
 * Which pictures make up a scene, from the back to the front. A take's drawing is whole in itself (the engine
 * has laid it over the background); a key is the background with the pose over it.
 *
 * @import {Pose, Project, Shot} from "#kf/core/types.d.ts"
 * @import {Wanted} from "#kf/player/framestore.js"
 * @import {Scene} from "#kf/player/scene.js"
 */
import { frameUrl, pictureUrl } from "#kf/core/urls.js";

/** @typedef {"thumb" | "view" | "full"} Level thumb: coarse but soon there; view: while it moves; full: every pixel */
/** @type {Record<Level, "thumb.jpg" | "view.jpg" | "full.png">} */
const FILES = { thumb: "thumb.jpg", view: "view.jpg", full: "full.png" };

/** @typedef {{want: Wanted, fit: "contain" | "cover" | "fill", mix?: number}} Layer mix: share in a cross-fade */
/** @typedef {{project: Project, shot: Shot | null, poses: ReadonlyMap<string, Pose>}} Setting */

/**
 * A pose's picture, decoded no larger than the project shows it.
 * @param {Setting} setting
 * @param {Pose} pose
 * @param {"contain" | "cover"} [fit]
 * @param {Level} [level]
 * @returns {Layer}
 */
export function poseLayer({ project }, pose, fit = "contain", level = "full") {
  if (level === "thumb") return { want: { url: pictureUrl(project.id, pose.sha256, "thumb.webp") }, fit };
  const choose = fit === "contain" ? Math.min : Math.max;
  const scale = choose(project.width / pose.width, project.height / pose.height);
  const url = pictureUrl(project.id, pose.sha256, "full.png");
  if (scale >= 1) return { want: { url }, fit };
  const width = Math.max(1, Math.round(pose.width * scale));
  const height = Math.max(1, Math.round(pose.height * scale));
  return { want: { url, width, height }, fit };
}

/** @param {Setting} setting @param {Level} level @returns {Layer[]} */
function plateLayers(setting, level) {
  const pose = setting.shot?.plate ? setting.poses.get(setting.shot.plate) : undefined;
  return pose ? [poseLayer(setting, pose, "cover", level)] : [];
}

/**
 * The pictures of a scene, from the back to the front.
 * @param {Setting} setting
 * @param {Scene} scene
 * @param {Level} level
 * @returns {Layer[]}
 */
export function layersOf(setting, scene, level) {
  if (scene.kind === "drawing") {
    const url = frameUrl(setting.project.id, /** @type {string} */ (scene.take), scene.drawing, FILES[level]);
    return [{ want: { url }, fit: "fill" }];
  }
  const layers = plateLayers(setting, level);
  if (scene.kind === "empty") return layers;
  const first = scene.left && setting.poses.get(scene.left.pose);
  if (!first) return layers;
  const last = scene.right && setting.poses.get(scene.right.pose);
  const mix = scene.left?.method === "hold" ? 0 : scene.u;
  const from = poseLayer(setting, first, "contain", level);
  if (scene.kind === "key" || !last || mix === 0) return [...layers, from];
  return [...layers, { ...from, mix: 1 - mix }, { ...poseLayer(setting, last, "contain", level), mix }];
}
