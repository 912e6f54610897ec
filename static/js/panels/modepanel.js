/**
 * What the inspector shows while something is marked on the stage.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Marking} from "#kf/marks/mode.js"
 */
import { nothing } from "lit";
import { breakdownPanel } from "#kf/panels/breakdownpanel.js";
import { jointsPanel } from "#kf/panels/jointspanel.js";
import { maskPanel } from "#kf/panels/maskpanel.js";
import { pinsPanel } from "#kf/panels/pinspanel.js";

/** @param {Store} store @param {Marking} marking */
export function modePanel(store, marking) {
  const kind = marking.mode.value?.kind;
  const panel =
    kind && { joints: jointsPanel, mask: maskPanel, breakdown: breakdownPanel, pins: pinsPanel }[kind];
  return panel ? panel(store, marking) : nothing;
}
