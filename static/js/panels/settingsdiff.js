/**
 * What a render was asked for with, against what its segment says now. Pure.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 */
import { spacingName } from "#kf/core/easing.js";
import { t, tn } from "#kf/core/i18n.js";

/** @typedef {Partial<Keyframe>} Settings a keyframe's values when the render was asked for */
/** @typedef {{name: string, label: string, before: string, after: string}} Difference */
/** @typedef {{names: (keyof Keyframe)[], label: () => string, words: (key: Settings, more: Words) => string}} Setting */
/** @typedef {{method: (name: string) => string, pose: (id: string) => string}} Words how the page names things */

/** What can be restored, by what people see as one thing. @type {Record<string, Setting>} */
const SETTINGS = {
  pose: { names: ["pose"], label: () => t("Pose"), words: ({ pose }, { pose: name }) => name(pose ?? "") },
  hold: { names: ["hold"], label: () => t("Hold"), words: ({ hold }) => frames(hold ?? 1) },
  method: {
    names: ["method"],
    label: () => t("Method"),
    words: ({ method }, { method: name }) => name(method ?? ""),
  },
  spacing: {
    names: ["ease", "curve", "chart"],
    label: () => t("Spacing"),
    words: (key) => spacingWords(key),
  },
  exposure: {
    names: ["exposure"],
    label: () => t("Drawn on"),
    words: ({ exposure }) => [t("Ones"), t("Twos"), t("Threes")][(exposure ?? 1) - 1],
  },
  arc: { names: ["arc"], label: () => t("Arc"), words: ({ arc }) => (arc ?? 0).toFixed(2) },
  stop: {
    names: ["stop"],
    label: () => t("Rest"),
    words: ({ stop }) => (stop ? t("comes to rest") : t("flows on")),
  },
  planted: { names: ["planted"], label: () => t("Planted"), words: ({ planted }) => counted(planted) },
  turns: {
    names: ["turns"],
    label: () => t("Turns"),
    words: ({ turns }) => counted(Object.keys(turns ?? {})),
  },
  pins: { names: ["pins"], label: () => t("Pins"), words: ({ pins }) => counted(pins) },
  breakdowns: {
    names: ["breakdowns"],
    label: () => t("Breakdowns"),
    words: ({ breakdowns }) => counted(breakdowns),
  },
  hint: { names: ["hint"], label: () => t("Motion in words"), words: ({ hint }) => hint || t("none") },
  seed: {
    names: ["seed"],
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
  return Object.entries(SETTINGS)
    .filter(([, { names }]) => names.some((name) => differs(then, now, name)))
    .map(([name, { label, words: say }]) => {
      const [before, after] = [say(then, words), say(now, words)];
      return { name, label: label(), before: before === after ? t("other") : before, after };
    });
}

/**
 * What is to be set so that a segment says again what it said: only what differs, and nothing of what it stands at.
 * @param {Settings} then
 * @param {Keyframe} now
 * @returns {Partial<Keyframe>}
 */
export function restored(then, now) {
  const names = Object.values(SETTINGS).flatMap((setting) => setting.names);
  return Object.fromEntries(
    names.filter((name) => differs(then, now, name)).map((name) => [name, then[name]]),
  );
}

/** A value that was not kept says nothing. @param {Settings} then @param {Keyframe} now @param {keyof Keyframe} name */
function differs(then, now, name) {
  return name in then && plain(then[name]) !== plain(now[name]);
}

/** The order of the words in an object says nothing. @param {unknown} value @returns {string} */
function plain(value) {
  const sorted = (/** @type {string} */ _, /** @type {any} */ one) =>
    one && typeof one === "object" && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one;
  return JSON.stringify(value ?? null, sorted);
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
