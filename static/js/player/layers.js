/**
 * Which pictures make up a frame, from the back to the front: the scenery, then each track's. A drawing of the
 * lowest track is whole in itself (the engine has laid it over the background); those of higher tracks are cut-outs.
 *
 * @import {Id, Pose, Project, Shot} from "#kf/core/types.d.ts"
 * @import {Wanted} from "#kf/player/framestore.js"
 * @import {Part} from "#kf/player/parts.js"
 * @import {Scene} from "#kf/player/scene.js"
 */
import { frameUrl, pictureUrl } from "#kf/core/urls.js";

/** @typedef {"thumb" | "view" | "full"} Level thumb: coarse but soon there; view: while it moves; full: every pixel */

/** Longest side of a drawing that is played from, and height of a thumb, as the server makes them. */
const VIEW_SIDE = 960;
const THUMB_HEIGHT = 96;

/** @typedef {{image: CanvasImageSource, sx: number, sy: number, sw: number, sh: number, exact?: boolean}} Cut a part of a picture; exact: it is of this very place and look */
/**
 * @typedef {object} Layer
 * @property {Wanted} [want] the picture, by its address
 * @property {Cut} [cut] the picture itself
 * @property {"contain" | "cover" | "fill"} fit
 * @property {number} [mix] share in a cross-fade
 * @property {string} [of] whose cross-fade
 */
/** @typedef {{project: Project, shot: Shot | null, poses: ReadonlyMap<string, Pose>}} Setting */

/**
 * A pose's picture, decoded no larger than the project shows it.
 * @param {Setting} setting
 * @param {Pose} pose
 * @param {"contain" | "cover"} [fit]
 * @param {Level} [level]
 * @returns {Layer & {want: Wanted}}
 */
export function poseLayer({ project }, pose, fit = "contain", level = "full") {
  if (level === "thumb")
    return { want: { url: pictureUrl(project.id, pose.sha256, "thumb.webp"), bytes: 1e5 }, fit };
  const choose = fit === "contain" ? Math.min : Math.max;
  const scale = choose(project.width / pose.width, project.height / pose.height);
  const url = pictureUrl(project.id, pose.sha256, "full.png");
  if (scale >= 1) return { want: { url, bytes: pose.width * pose.height * 4 }, fit };
  const width = Math.max(1, Math.round(pose.width * scale));
  const height = Math.max(1, Math.round(pose.height * scale));
  return { want: { url, width, height, bytes: width * height * 4 }, fit };
}

/**
 * A drawing of a take.
 * @param {Setting} setting
 * @param {string} take
 * @param {number} drawing
 * @param {Level} level
 * @returns {Layer & {want: Wanted}}
 */
export function drawingLayer({ project }, take, drawing, level) {
  const url = frameUrl(project.id, take, drawing, level);
  return { want: { url, take, drawing, bytes: bytesOf(project, level) }, fit: "fill" };
}

/** What a decoded drawing takes. @param {Project} project @param {Level} level */
function bytesOf({ width, height }, level) {
  const scale =
    level === "full" ? 1 : level === "view" ? VIEW_SIDE / Math.max(width, height) : THUMB_HEIGHT / height;
  return Math.round(width * height * 4 * Math.min(1, scale) ** 2);
}

/** What lies under all tracks. @param {Setting} setting @param {Level} level @returns {(Layer & {want: Wanted})[]} */
export function sceneryLayers(setting, level) {
  const pose = setting.shot?.plate ? setting.poses.get(setting.shot.plate) : undefined;
  return pose ? [poseLayer(setting, pose, "cover", level)] : [];
}

/**
 * The pictures of one track's scene, without the scenery under it.
 * @param {Setting} setting
 * @param {Scene} scene
 * @param {Level} level
 * @param {Id} [track]
 * @returns {(Layer & {want: Wanted})[]}
 */
export function sceneLayers(setting, scene, level, track = "") {
  if (scene.kind === "drawing")
    return [drawingLayer(setting, /** @type {string} */ (scene.take), scene.drawing, level)];
  const first = scene.kind !== "empty" && scene.left && setting.poses.get(scene.left.pose);
  if (!first) return [];
  const last = scene.right && setting.poses.get(scene.right.pose);
  const mix = scene.left?.method === "hold" ? 0 : scene.u;
  const from = poseLayer(setting, first, "contain", level);
  if (scene.kind === "key" || !last || mix === 0) return [from];
  const to = poseLayer(setting, last, "contain", level);
  return [
    { ...from, mix: 1 - mix, of: track },
    { ...to, mix, of: track },
  ];
}

/**
 * All pictures of a frame at one level.
 * @param {Setting} setting
 * @param {readonly Part[]} parts
 * @param {Level} level
 * @returns {(Layer & {want: Wanted})[]}
 */
export function layersOf(setting, parts, level) {
  const layers = parts[0]?.opaque ? [] : sceneryLayers(setting, level);
  for (const { track, scene } of parts) layers.push(...sceneLayers(setting, scene, level, track));
  return layers;
}
