/**
 * What the stage says about the frame it shows.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Scene} from "#kf/player/scene.js"
 */
import { poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";

/**
 * The label on the picture: the frame, what stands there, and how it came about.
 * @param {Store} store
 * @param {Scene} scene
 */
export function sceneWords(store, scene) {
  return [t("Frame {frame}", { frame: scene.frame + 1 }), ...standingWords(store, scene)].join(" · ");
}

/** @param {Store} store @param {Scene} scene @returns {string[]} */
function standingWords(store, scene) {
  const { kind, left, inbetween, count } = scene;
  if (kind === "empty") return [emptyWords(scene)];
  const pose = poseName(store, /** @type {Keyframe} */ (left).pose);
  if (inbetween === 0) return [heldWords(/** @type {Keyframe} */ (left), scene.frame, pose)];
  const place = t("in-between {number} of {count}", { number: inbetween, count });
  if (kind === "key") return [place, t("still {pose}", { pose })];
  return [place, kind === "missing" ? missingWords(scene) : drawnWords(store, scene)];
}

/** @param {Scene} scene */
function emptyWords({ left, right }) {
  if (left) return t("after the last key");
  return right ? t("before the first key") : t("nothing here yet");
}

/** @param {Keyframe} key @param {number} frame @param {string} pose */
function heldWords(key, frame, pose) {
  if (key.hold === 1) return pose;
  return t("{pose}, held {number} of {count}", { pose, number: frame - key.frame + 1, count: key.hold });
}

/** @param {Store} store @param {Scene} scene */
function drawnWords(store, { segment, exact }) {
  if (exact) return methodLabel(store, segment?.method ?? "");
  return t("stale, nearest earlier drawing");
}

/** @param {Scene} scene */
function missingWords({ segment }) {
  if (segment?.state === "queued") return t("Preview, waiting to be rendered");
  if (segment?.state === "running") return t("Preview, being rendered");
  return t("Preview, not rendered");
}

/**
 * A method's name as people read it.
 * @param {Store} store
 * @param {string} name
 */
export function methodLabel(store, name) {
  const known = store.engine.value.methods.find((method) => method.name === name);
  return known ? t(known.label) : name;
}
