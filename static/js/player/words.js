/**
 * What the stage says about the frame it shows.
 *
 * @import {Id, Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Part} from "#kf/player/parts.js"
 * @import {Scene} from "#kf/player/scene.js"
 */
import { poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { shownFrame } from "#kf/core/time.js";

/**
 * The part that the label speaks of: the active track's, else the highest that is looked at.
 * @param {Store} store
 * @param {readonly Part[]} parts
 * @returns {Part | undefined}
 */
export function mainPart(store, parts) {
  return parts.find(({ track }) => track === store.track.value) ?? parts.at(-1);
}

/**
 * The label on the picture: the frame, what stands there, and how it came about.
 * @param {Store} store
 * @param {number} frame
 * @param {readonly Part[]} parts
 * @param {readonly Id[]} previews tracks whose picture is a preview
 */
export function pictureWords(store, frame, parts, previews = []) {
  const main = mainPart(store, parts);
  const words = [t("Frame {frame}", { frame: shownFrame(frame, store.project.value) })];
  if (!main) return [...words, t("nothing here yet")].join(" · ");
  words.push(...standingWords(store, main.scene, previews.includes(main.track)));
  const others = previews.filter((track) => track !== main.track);
  const names = others.flatMap((track) => store.tracks.value.get(track)?.name ?? []);
  if (names.length > 0) words.push(t("preview on {tracks}", { tracks: names.join(", ") }));
  return words.join(" · ");
}

/** @param {Store} store @param {Scene} scene @param {boolean} previewed @returns {string[]} */
function standingWords(store, scene, previewed) {
  const { kind, left, inbetween, count } = scene;
  if (kind === "empty") return [emptyWords(scene)];
  const pose = poseName(store, /** @type {Keyframe} */ (left).pose);
  if (inbetween === 0) return [heldWords(/** @type {Keyframe} */ (left), scene.frame, pose)];
  const place = t("in-between {number} of {count}", { number: inbetween, count });
  if (kind === "key") return [place, t("still {pose}", { pose })];
  return [place, kind === "missing" || previewed ? missingWords(scene) : drawnWords(store, scene)];
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
  if (segment?.draft) return t("Draft");
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
