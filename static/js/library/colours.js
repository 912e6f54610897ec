/**
 * The colours that characters are told apart by, beside their names.
 *
 * @import {Character} from "#kf/core/types.d.ts"
 */
import { t } from "#kf/core/i18n.js";

/** @type {readonly {value: string, label: () => string}[]} */
export const COLOURS = [
  { value: "#e0703c", label: () => t("Orange") },
  { value: "#d04a5a", label: () => t("Red") },
  { value: "#c79528", label: () => t("Yellow") },
  { value: "#5aa452", label: () => t("Green") },
  { value: "#2ba395", label: () => t("Turquoise") },
  { value: "#4b8be0", label: () => t("Blue") },
  { value: "#9370db", label: () => t("Violet") },
  { value: "#c95fa8", label: () => t("Pink") },
];

/**
 * A character's colour: its own, else one of ours that stays the same for it.
 * @param {Pick<Character, "id" | "colour">} character
 */
export function colourOf({ id, colour }) {
  if (colour) return colour;
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  return COLOURS[sum % COLOURS.length].value;
}
