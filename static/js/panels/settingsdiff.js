/**
 * What a render was asked for with, against what its segment says now. Pure.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 */
import { spacingName } from "#kf/core/easing.js";
import { t, tn } from "#kf/core/i18n.js";
import { differs, SETTINGS } from "#kf/core/takes.js";

/** @typedef {import("#kf/core/takes.js").Settings} Settings */
/** @typedef {{name: string, label: string, before: string, after: string}} Difference */
/** @typedef {{label: () => string, words: (key: Settings, more: Words) => string}} Wording */
/** @typedef {{method: (name: string) => string, pose: (id: string) => string}} Words how the page names things */

/** @type {Record<keyof typeof SETTINGS, Wording>} */
const WORDINGS = {
  pose: { label: () => t("Pose"), words: ({ pose }, { pose: name }) => name(pose ?? "") },
  hold: { label: () => t("Hold"), words: ({ hold }) => frames(hold ?? 1) },
  method: {
    label: () => t("Method"),
    words: ({ method }, { method: name }) => name(method ?? ""),
  },
  spacing: {
    label: () => t("Spacing"),
    words: (key) => spacingWords(key),
  },
  exposure: {
    label: () => t("Drawn on"),
    words: ({ exposure }) => [t("Ones"), t("Twos"), t("Threes")][(exposure ?? 1) - 1],
  },
  arc: { label: () => t("Arc"), words: ({ arc }) => (arc ?? 0).toFixed(2) },
  stop: {
    label: () => t("Rest"),
    words: ({ stop }) => (stop ? t("comes to rest") : t("flows on")),
  },
  planted: { label: () => t("Planted"), words: ({ planted }) => counted(planted) },
  turns: {
    label: () => t("Turns"),
    words: ({ turns }) => counted(Object.keys(turns ?? {})),
  },
  pins: { label: () => t("Pins"), words: ({ pins }) => counted(pins) },
  breakdowns: {
    label: () => t("Breakdowns"),
    words: ({ breakdowns }) => counted(breakdowns),
  },
  hint: { label: () => t("Motion in words"), words: ({ hint }) => hint || t("none") },
  seed: {
    label: () => t("Seed"),
    words: ({ seed }) => (seed == null ? t("none") : String(seed)),
  },
};

/**
 * What differs, in the order of the panel.
 * @param {Settings} then
 * @param {Keyframe} now
 * @param {Words} words
 * @returns {Difference[]}
 */
export function settingsDiff(then, now, words) {
  const names = /** @type {(keyof typeof SETTINGS)[]} */ (Object.keys(SETTINGS));
  return names
    .filter((name) => SETTINGS[name].some((part) => differs(then, now, part)))
    .map((name) => {
      const { label, words: say } = WORDINGS[name];
      const [before, after] = [say(then, words), say(now, words)];
      return { name, label: label(), before: before === after ? t("other") : before, after };
    });
}

/** @param {Settings} key */
function spacingWords({ ease = "linear", curve = null }) {
  const { label } = spacingName({ ease, curve, method: "" });
  return ease === "cubic" && curve ? `${label} ${curve.map((one) => one.toFixed(2)).join(" ")}` : label;
}

/** @param {number} count */
function frames(count) {
  return tn("{count} frame", "{count} frames", count);
}

/** @param {readonly unknown[] | undefined} list */
function counted(list) {
  return list?.length ? String(list.length) : t("none");
}
