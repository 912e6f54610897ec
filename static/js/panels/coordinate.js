/**
 * A place that one types: one number, in pixels of the picture it is in.
 */
import { html } from "lit";
import { t } from "#kf/core/i18n.js";

/** @import {Point} from "#kf/core/types.d.ts" */
/** @import {Size} from "#kf/player/view.js" */

/**
 * @param {string} label
 * @param {number} value in pixels
 * @param {(value: number) => void} commit
 */
function coordinate(label, value, commit) {
  const shown = String(Math.round(value * 10) / 10);
  const changed = (/** @type {Event} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const typed = Number(field.value.replace(",", "."));
    const filled = field.value.trim() !== "";
    field.value = shown; // what comes of it is shown when it has been drawn anew
    if (filled && Number.isFinite(typed)) commit(typed);
  };
  const keyed = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (event.key === "Escape") /** @type {HTMLInputElement} */ (event.target).value = shown;
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    commit(value + step * (event.shiftKey ? 10 : 1));
  };
  return html`<input class="input input--dense num coord" type="text" inputmode="decimal" autocomplete="off" spellcheck="false" aria-label=${label}
    .value=${shown} @change=${changed} @keydown=${keyed}>`;
}

/**
 * Both numbers of a place.
 * @param {string} name what stands there
 * @param {Point} point shares of the picture
 * @param {Size} size of the picture
 * @param {(point: Point) => void} commit
 */
export function place(name, [x, y], { width, height }, commit) {
  return html`<span class="row coords">
    ${coordinate(t("{name}, x in pixels", { name }), x * width, (value) => commit([value / width, y]))}
    ${coordinate(t("{name}, y in pixels", { name }), y * height, (value) => commit([x, value / height]))}
  </span>`;
}
