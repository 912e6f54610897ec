/**
 * The numbers of a frame over a picture, beside the picture.
 *
 * @import {Frame} from "#kf/library/framing.js"
 */
import { html } from "lit";
import { live } from "lit/directives/live.js";
import { t } from "#kf/core/i18n.js";
import { LEAST, MOST } from "#kf/library/framing.js";
import { segmented } from "#kf/panels/parts.js";

/** @typedef {"free" | "film" | "picture"} Form */
/** @typedef {"x" | "y" | "width" | "height"} Side */
/** @typedef {{form: (form: Form) => void, fit: () => void, fill: () => void, side: (side: Side, value: number) => void, turn: (turn: number) => void}} Acts */

/** How far the slider turns; more is typed. */
const SLIGHT = 45;

/** @param {{frame: Frame, form: Form}} now @param {Acts} acts */
export function cropFields({ frame, form }, acts) {
  const forms = [
    { value: /** @type {Form} */ ("free"), label: t("Free") },
    { value: /** @type {Form} */ ("film"), label: t("Film") },
    { value: /** @type {Form} */ ("picture"), label: t("Picture") },
  ];
  const field = (/** @type {Side} */ side, /** @type {string} */ label, least = -MOST) =>
    html`<label class="prop"><span>${label}</span><input class="input input--dense num" type="number" step="1" min=${least} max=${MOST} .value=${live(String(Math.round(frame[side])))}
      @change=${(/** @type {Event} */ event) => acts.side(side, numberIn(event))}></label>`;
  return html`<div class="crop-side">
    <div class="field"><span class="label">${t("Form")}</span>${segmented(t("Form"), forms, form, acts.form)}</div>
    <div class="row">
      <button type="button" class="btn btn--line btn--dense" @click=${acts.fit}>${t("Fit all in")}</button>
      <button type="button" class="btn btn--line btn--dense" @click=${acts.fill}>${t("Fill the film")}</button>
    </div>
    ${field("x", t("Left"))}${field("y", t("Top"))}${field("width", t("Width"), LEAST)}${field("height", t("Height"), LEAST)}
    ${turning(frame.turn, acts)}
  </div>`;
}

/** @param {number} turn @param {Acts} acts */
function turning(turn, acts) {
  const share = (Math.max(-SLIGHT, Math.min(SLIGHT, turn)) + SLIGHT) / (2 * SLIGHT);
  return html`<div class="field"><span class="label" id="crop-turn">${t("Turn, in degrees")}</span>
    <div class="row"><input class="slider" type="range" min=${-SLIGHT} max=${SLIGHT} step="0.1" aria-labelledby="crop-turn" .value=${live(String(turn))} .style=${`--v:${share * 100}%`}
        @input=${(/** @type {Event} */ event) => acts.turn(numberIn(event))}>
      <input class="input input--dense num crop-turn" type="number" min="-180" max="180" step="0.1" aria-labelledby="crop-turn" .value=${live(String(turn))}
        @change=${(/** @type {Event} */ event) => acts.turn(numberIn(event))}></div>
    <div class="row">
      <button type="button" class="btn btn--line btn--dense" @click=${() => acts.turn(turn - 90)}>${t("90° left")}</button>
      <button type="button" class="btn btn--line btn--dense" @click=${() => acts.turn(turn + 90)}>${t("90° right")}</button>
    </div></div>`;
}

/** @param {Event} event */
function numberIn(event) {
  return Number(/** @type {HTMLInputElement} */ (event.target).value);
}
