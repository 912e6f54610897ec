/**
 * @import {Marking} from "#kf/marks/mode.js"
 */
import { t } from "#kf/core/i18n.js";

/** The name of a mode's tab. @param {Marking} marking */
export function modeName(marking) {
  const kind = marking.mode.value?.kind;
  return kind && { joints: t("Joints"), mask: t("Mask"), breakdown: t("Breakdown"), pins: t("Pins") }[kind];
}
