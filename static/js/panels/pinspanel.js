/**
 * Pins in words and numbers.
 *
 * @import {Keyframe, Point} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Marking} from "#kf/marks/mode.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { setPins } from "#kf/marks/edits.js";
import { endOf, MOST_PINS, movedPin, withoutPin, withPin } from "#kf/marks/pins.js";
import { place } from "#kf/panels/coordinate.js";
import { segmented } from "#kf/panels/parts.js";
import { icon } from "#kf/ui/icon.js";

/** @type {Point} */
const CENTRE = [0.5, 0.5];

/** @param {Store} store @param {Marking} marking */
export function pinsPanel(store, marking) {
  const mode = marking.mode.value;
  const key = store.keyframes.value.get(mode?.kind === "pins" ? mode.key : "");
  if (!key) return nothing;
  const options = /** @type {const} */ ([
    { value: "first", label: t("First key") },
    { value: "last", label: t("Last key") },
  ]);
  const full = key.pins.length >= MOST_PINS;
  const add = () => {
    marking.chosen.value = key.pins.length;
    void setPins(store, key, withPin(key.pins, CENTRE, CENTRE));
  };
  return html`<p class="hint">${hintWords(marking, full)}</p>
    <div class="prop"><span>${t("Picture")}</span>${segmented(t("Picture"), [...options], marking.side.value, (side) => (marking.side.value = side))}</div>
    ${key.pins.length > 0 ? html`<ol class="pins">${key.pins.map((_, index) => row(store, marking, key, index))}</ol>` : nothing}
    <button type="button" class="btn btn--line btn--wide" ?disabled=${full} @click=${add}>${icon("plus")}${t("Add a pin in the middle")}</button>
    ${key.pins.length > 0 ? html`<button type="button" class="btn btn--quiet btn--wide" @click=${() => void setPins(store, key, [])}>${tn("Remove {count} pin", "Remove all {count} pins", key.pins.length)}</button>` : nothing}`;
}

/** @param {Marking} marking @param {boolean} full */
function hintWords(marking, full) {
  if (full) return t("A segment holds {most} pins.", { most: MOST_PINS });
  if (marking.halfPin.value) return t("Now click the same thing on the last key's picture.");
  return t("Click something on the first key's picture, then the same thing on the last key's.");
}

/** @param {Store} store @param {Marking} marking @param {Keyframe} key @param {number} index */
function row(store, marking, key, index) {
  const pin = key.pins[index];
  const number = index + 1;
  const size = store.project.value;
  const set = (/** @type {"first" | "last"} */ side) => (/** @type {Point} */ to) =>
    void setPins(store, key, movedPin(key.pins, index, side, to), `typed:${key.id}:${index}:${side}`);
  return html`<li class=${index === marking.chosen.value ? "pin is-on" : "pin"} @focusin=${() => (marking.chosen.value = index)}>
    <span class="count num">${number}</span>
    ${place(t("Pin {number} on the first key", { number }), endOf(pin, "first"), size, set("first"))}
    ${icon("arrow-right", "icon-12")}
    ${place(t("Pin {number} on the last key", { number }), endOf(pin, "last"), size, set("last"))}
    <button type="button" class="ibtn" aria-label=${t("Remove pin {number}", { number })} title=${t("Remove pin {number}", { number })} @click=${() => void setPins(store, key, withoutPin(key.pins, index))}>${icon("close", "icon-12")}</button>
  </li>`;
}
