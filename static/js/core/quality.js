/**
 * What the measures of a take mean, in shares and words. Pure.
 *
 * @import {Advice, Quality} from "#kf/core/types.d.ts"
 */
import { t } from "#kf/core/i18n.js";

/** @typedef {"ghost" | "fades" | "unexplained" | "drift" | "missing" | "jump" | "torn" | "sharp" | "light" | "flicker" | "flips" | "area"} Measure */
/**
 * harmless, worst: between these it goes from nothing to as bad as it gets; the server scores by the same.
 * alarm: it does not rank drawings, it only says when to look.
 * @typedef {{name: Measure, label: () => string, hint: () => string, harmless: number, worst: number, alarm?: true}} Gauge
 */

/** @type {readonly Gauge[]} */
export const GAUGES = [
  {
    name: "ghost",
    harmless: 0.03,
    worst: 0.75,
    label: () => t("Ghosting"),
    hint: () => t("Both keys seen at once"),
  },
  {
    name: "fades",
    harmless: 0.05,
    worst: 0.1,
    label: () => t("Fading"),
    hint: () => t("Parts that vanish on their way instead of moving"),
  },
  {
    name: "unexplained",
    harmless: 0.25,
    worst: 0.95,
    label: () => t("Dissolving"),
    hint: () => t("Change that is no movement"),
  },
  {
    name: "drift",
    harmless: 3.6,
    worst: 12.5,
    label: () => t("Strange"),
    hint: () => t("Looks that neither key has"),
  },
  {
    name: "missing",
    harmless: 4.5,
    worst: 8.5,
    label: () => t("Missing"),
    hint: () => t("Looks of a key that are lost"),
  },
  {
    name: "jump",
    harmless: 0,
    worst: 1,
    label: () => t("Jumping"),
    hint: () => t("Change that comes all at once"),
  },
  {
    name: "torn",
    harmless: 0.001,
    worst: 0.02,
    label: () => t("Torn"),
    hint: () => t("Shreds and loose pieces of the figure"),
  },
  {
    name: "sharp",
    harmless: 0.95,
    worst: 0.5,
    alarm: true,
    label: () => t("Blur"),
    hint: () => t("Edges weaker than the keys'"),
  },
  {
    name: "light",
    harmless: 2,
    worst: 16,
    alarm: true,
    label: () => t("Light"),
    hint: () => t("Brightness that leaves the way between the keys"),
  },
  {
    name: "flicker",
    harmless: 2,
    worst: 16,
    alarm: true,
    label: () => t("Flicker"),
    hint: () => t("Brightness up and down from drawing to drawing"),
  },
  {
    name: "flips",
    harmless: 0,
    worst: 0.01,
    alarm: true,
    label: () => t("Folds"),
    hint: () => t("Parts turned over"),
  },
  {
    name: "area",
    harmless: 0.3,
    worst: 0.8,
    alarm: true,
    label: () => t("Stretch"),
    hint: () => t("Parts blown up or squeezed"),
  },
];

/** @typedef {{name: string, label: string, hint: string, trouble: number, word: string, alarm: boolean}} Reading */

/**
 * The measures that were taken, as trouble from 0 to 1 with a word for each.
 * @param {Quality} quality
 * @returns {Reading[]}
 */
export function readings(quality) {
  return GAUGES.flatMap(({ name, label, hint, harmless, worst, alarm = false }) => {
    const value = quality[name];
    if (value === null || value === undefined || !Number.isFinite(value)) return [];
    const trouble = Math.min(1, Math.max(0, (value - harmless) / (worst - harmless)));
    return [{ name, label: label(), hint: hint(), trouble, word: troubleWord(trouble), alarm }];
  });
}

/** @param {number} trouble 0 to 1 */
export function troubleWord(trouble) {
  if (trouble < 0.08) return t("none");
  if (trouble < 0.25) return t("little");
  if (trouble < 0.5) return t("some");
  return trouble < 0.75 ? t("much") : t("very much");
}

/** From here on a drawing's trouble is worth a sign. */
export const NOTABLE = 0.35;

/** A score in a word. @param {number} score */
export function scoreWord(score) {
  if (score >= 85) return t("Good");
  if (score >= 65) return t("Fair");
  return score >= 40 ? t("Weak") : t("Poor");
}

/** @typedef {"look" | "behind" | "marks" | "mask" | "breakdown" | "pins"} Remedy */

/** What each advice can be answered with, the likeliest first; all can be looked at. @type {Record<string, Remedy[]>} */
const REMEDIES = {
  torn: ["marks"],
  torn_limb: ["behind", "marks"],
  torn_pieces: ["marks", "breakdown", "pins"],
  double_figure: ["breakdown", "marks"],
  double: ["breakdown", "marks"],
  double_scenery: ["pins"],
  fades: ["marks", "pins", "breakdown"],
  dissolves: ["breakdown", "pins"],
  strange: ["breakdown"],
  missing: ["mask", "marks"],
  jumps: ["breakdown"],
  soft: ["marks", "breakdown"],
};

/**
 * What an advice can be answered with.
 * @param {Advice} advice
 * @returns {Remedy[]}
 */
export function remedies({ code, limb, drawing }) {
  const placed = drawing !== null && drawing !== undefined;
  const known = REMEDIES[code] ?? (limb ? ["behind", "marks"] : []);
  const fitting = known.filter((one) => (one === "behind" ? limb : one === "breakdown" ? placed : true));
  return placed ? [...fitting, "look"] : fitting;
}

/**
 * The curve of a segment's quality as a path: the top is no trouble, a dip is trouble.
 * @param {readonly number[]} curve trouble of each drawing
 * @param {(drawing: number) => number} across where a drawing stands, in pixels
 * @param {number} height
 * @returns {string}
 */
export function curvePath(curve, across, height) {
  return curve
    .map(
      (trouble, index) =>
        `${index === 0 ? "M" : "L"}${across(index).toFixed(1)} ${(Math.min(1, trouble) * height).toFixed(1)}`,
    )
    .join("");
}
