/** A number that one drags, with its field beside it. */
import { html } from "lit";
import { live } from "lit/directives/live.js";

/**
 * @param {string} label
 * @param {{value: number, min: number, max: number, step: number, digits?: number, unit?: string}} range
 * @param {(value: number) => void} changed called while it is dragged too
 */
export function slider(label, { value, min, max, step, digits = 0, unit = "" }, changed) {
  const share = `${(((value - min) / (max - min)) * 100).toFixed(1)}%`;
  const shown = value.toFixed(digits);
  const typed = (/** @type {Event} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const number = Number(field.value.replace(",", "."));
    const filled = field.value.trim() !== "";
    field.value = shown; // what comes of it is shown when it has been drawn anew
    if (filled && Number.isFinite(number)) changed(Math.min(max, Math.max(min, number)));
  };
  const slid = (/** @type {Event} */ event) =>
    changed(Number(/** @type {HTMLInputElement} */ (event.target).value));
  return html`<div class="prop"><span>${label}</span><span class="row">
    <input class="slider" type="range" min=${min} max=${max} step=${step} aria-label=${label} .value=${live(String(value))} .style=${`--v:${share}`} @input=${slid}>
    <input class="input input--dense num coord" type="text" inputmode="decimal" autocomplete="off" aria-label=${label} .value=${shown} @change=${typed}>
    ${unit ? html`<span class="dim t12">${unit}</span>` : ""}</span></div>`;
}
