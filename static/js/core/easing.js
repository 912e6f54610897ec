/**
 * Spacings by name: the presets people choose from, which of them a key has, and a spacing that travels from one
 * segment to another. Pure.
 *
 * @import {Curve, Ease, Keyframe} from "#kf/core/types.d.ts"
 */
import { t } from "#kf/core/i18n.js";
import { drawingTimes } from "#kf/core/time.js";

/** @typedef {"linear" | "ease" | "in" | "out" | "both" | "snap" | "hold" | "cubic" | "chart"} PresetName */
/** @typedef {{name: PresetName, label: string, hint: string, icon: string}} Preset */
/** @typedef {Pick<Keyframe, "ease" | "curve" | "chart" | "exposure" | "method">} Spaced */
/** @typedef {{ease: Ease, curve: Curve | null, chart: number[] | null, hold: boolean}} Easing a spacing on its own */

/** What animators know as Easy Ease, and the quick turn in the middle. @type {Record<"ease" | "snap", Curve>} */
export const CURVES = { ease: [0.333, 0, 0.667, 1], snap: [0.9, 0, 0.1, 1] };

/** How far a number may be from a preset's and still be it: fields show two digits. */
const SAME = 0.006;

/**
 * All spacings that a segment can have, the usual ones first. Overshoot is not among them: no method here draws
 * beyond the last pose.
 * @returns {Preset[]}
 */
export function presets() {
  return [
    { name: "linear", label: t("Linear"), hint: t("the same step each time"), icon: "linear" },
    { name: "ease", label: t("Ease"), hint: t("starts and ends slowly"), icon: "ease" },
    { name: "in", label: t("Ease in"), hint: t("starts slowly"), icon: "ease" },
    { name: "out", label: t("Ease out"), hint: t("ends slowly"), icon: "ease" },
    { name: "snap", label: t("Snap"), hint: t("waits, turns quickly, waits"), icon: "ease" },
    { name: "hold", label: t("Hold"), hint: t("stays, then cuts to the next pose"), icon: "hold" },
    { name: "both", label: t("Ease in/out"), hint: t("starts and ends gently"), icon: "ease" },
    { name: "cubic", label: t("Own curve"), hint: t("by its two handles"), icon: "spacing" },
    { name: "chart", label: t("Own ticks"), hint: t("each drawing where you put it"), icon: "spacing" },
  ];
}

/**
 * Which preset a key's segment has.
 * @param {Pick<Spaced, "ease" | "curve" | "method">} key
 * @returns {PresetName}
 */
export function presetOf({ ease, curve, method }) {
  if (method === "hold") return "hold";
  if (ease !== "cubic" || !curve) return ease;
  if (alike(curve, CURVES.ease)) return "ease";
  return alike(curve, CURVES.snap) ? "snap" : "cubic";
}

/** @param {Curve} one @param {Curve} other */
function alike(one, other) {
  return one.every((value, index) => Math.abs(value - other[index]) < SAME);
}

/**
 * The preset itself, with its label and its icon; segments on the timeline and in the inspector say the same.
 * @param {Pick<Spaced, "ease" | "curve" | "method">} key
 * @returns {Preset}
 */
export function spacingName(key) {
  const name = presetOf(key);
  return /** @type {Preset} */ (presets().find((one) => one.name === name));
}

/**
 * A key's spacing on its own, to be given to others.
 * @param {Spaced} key
 * @returns {Easing}
 */
export function easingOf({ ease, curve, chart, method }) {
  return {
    ease,
    curve: ease === "cubic" ? curve : null,
    chart: ease === "chart" ? chart : null,
    hold: method === "hold",
  };
}

/**
 * What a key is to say so that its segment gets a spacing: only what differs. A chart is fitted to the number of its
 * drawings, and a segment that held moves again under whatever method suits it.
 * @param {Spaced} key
 * @param {Easing} easing
 * @param {number} count in-betweens of its segment
 * @returns {Partial<Spaced>}
 */
export function withEasing(key, { ease, curve, chart, hold }, count) {
  if (hold) return key.method === "hold" ? {} : { method: "hold" };
  /** @type {Partial<Spaced>} */
  const to = key.method === "hold" ? { method: "auto" } : {};
  const fitted = ease === "chart" ? drawingTimes(count, key.exposure, "chart", null, chart) : null;
  if (key.ease !== ease) to.ease = ease;
  if (!same(key.curve, curve)) to.curve = curve;
  if (!same(key.chart, fitted)) to.chart = fitted;
  return to;
}

/** @param {readonly number[] | null} one @param {readonly number[] | null} other */
function same(one, other) {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

/**
 * The spacing that a preset's name stands for. One's own curve and ticks begin as what is there.
 * @param {PresetName} name
 * @param {Spaced} key
 * @param {number} count in-betweens of its segment
 * @returns {Easing}
 */
export function easingNamed(name, key, count) {
  const none = { curve: null, chart: null, hold: false };
  if (name === "hold") return { ...none, ease: "linear", hold: true };
  if (name === "ease" || name === "snap") return { ...none, ease: "cubic", curve: CURVES[name] };
  if (name === "cubic") return { ...none, ease: "cubic", curve: curveNear(key) };
  if (name === "chart")
    return {
      ...none,
      ease: "chart",
      chart: drawingTimes(count, key.exposure, key.ease, key.curve, key.chart),
    };
  return { ...none, ease: name };
}

/** @type {Record<string, Curve>} */
const NAMED = { in: [0.42, 0, 1, 1], out: [0, 0, 0.58, 1], both: [0.42, 0, 0.58, 1] };

/** @param {Spaced} key @returns {Curve} */
function curveNear({ ease, curve }) {
  return ease === "cubic" && curve ? curve : (NAMED[ease] ?? [0, 0, 1, 1]);
}

/**
 * A spacing run backwards: what started slowly ends slowly.
 * @param {Easing} easing
 * @returns {Easing}
 */
export function reversed(easing) {
  const { ease, curve, chart } = easing;
  const turned = { in: "out", out: "in" }[/** @type {"in" | "out"} */ (ease)];
  return {
    ...easing,
    ease: /** @type {Ease} */ (turned ?? ease),
    curve: curve && /** @type {Curve} */ ([2, 3, 0, 1].map((at) => round(1 - curve[at]))),
    chart: chart?.map((place) => round(1 - place)).reverse() ?? null,
  };
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 1e6) / 1e6;
}
