/** What can be chosen for a segment and a shot, in words. */
import { t } from "#kf/core/i18n.js";

/** @import {Ease, Exposure, Rate} from "#kf/core/types.d.ts" */

/** @returns {{value: Exposure, label: string, hint: string}[]} */
export function exposures() {
  return [
    { value: 1, label: t("Ones"), hint: t("A new drawing on every frame") },
    { value: 2, label: t("Twos"), hint: t("Each drawing stays for two frames") },
    { value: 3, label: t("Threes"), hint: t("Each drawing stays for three frames") },
  ];
}

/** @returns {{value: Ease, label: string}[]} */
export function eases() {
  return [
    { value: "linear", label: t("Linear") },
    { value: "in", label: t("Ease in") },
    { value: "out", label: t("Ease out") },
    { value: "both", label: t("Ease in/out") },
    { value: "cubic", label: t("Own curve") },
    { value: "chart", label: t("Own ticks") },
  ];
}

/** @type {{rate: Rate, label: string}[]} */
export const RATES = [
  { rate: [12, 1], label: "12" },
  { rate: [15, 1], label: "15" },
  { rate: [24000, 1001], label: "23.976" },
  { rate: [24, 1], label: "24" },
  { rate: [25, 1], label: "25" },
  { rate: [30, 1], label: "30" },
  { rate: [48, 1], label: "48" },
  { rate: [50, 1], label: "50" },
  { rate: [60, 1], label: "60" },
];

/** @type {{width: number, height: number}[]} */
export const SIZES = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 1080, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 960, height: 720 },
];
