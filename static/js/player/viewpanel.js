/**
 * What can be set about the view: the ground, lines over the picture, how large it is.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Ground} from "#kf/player/look.js"
 * @import {Stage} from "#kf/player/stage.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { keyOf } from "#kf/core/keymap.js";
import { markingOf } from "#kf/marks/mode.js";
import { cardHere, cardOf } from "#kf/player/card.js";
import { ground, guides, mirrored, setGuides } from "#kf/player/look.js";
import { openPanel } from "#kf/player/popover.js";
import "#kf/ui/number.js";

/** @param {Stage} stage @param {Store} store @param {Element} anchor */
export function openView(stage, store, anchor) {
  openPanel("view-panel", anchor, t("View"), () => content(stage, store));
}

/** @returns {[Ground, string][]} */
const grounds = () => [
  ["auto", t("As the page")],
  ["dark", t("Dark")],
  ["grey", t("18 % grey")],
  ["white", t("White")],
  ["chequer", t("Chequer")],
];

/** @param {Event} event */
const checkedOf = ({ target }) => /** @type {HTMLInputElement} */ (target).checked;

/** @param {Stage} stage @param {Store} store */
function content(stage, store) {
  const { safe, grid, squares } = guides.value;
  const card = cardOf(store);
  void markingOf(store).view.value; // the size changes on the stage too
  return html`<div class="pop-h"><h2>${t("View")}</h2></div>
    <fieldset class="pop-row"><legend class="label">${t("Ground")}</legend>
      ${grounds().map(
        ([
          value,
          label,
        ]) => html`<label class="swatch" title=${label}><input type="radio" name="kf-ground" class="vh" aria-label=${label}
          .checked=${ground.value === value} @change=${() => (ground.value = value)}><i data-ground=${value}></i></label>`,
      )}</fieldset>
    <div class="pop-row"><span class="label" id="view-grid">${t("Lines")}</span>
      <span class="segd segd--wide" role="group" aria-labelledby="view-grid">
        ${choice(t("None"), grid === "none", () => setGuides({ grid: "none" }))}
        ${choice(t("Thirds"), grid === "thirds", () => setGuides({ grid: "thirds" }))}
        ${choice(t("Squares"), grid === "squares", () => setGuides({ grid: "squares" }))}
      </span></div>
    ${
      grid === "squares"
        ? html`<div class="pop-row"><span class="label">${t("Squares across")}</span><kf-number label=${t("Squares across")} .value=${squares} min="2" max="64"
          @change=${(/** @type {CustomEvent} */ { detail }) => setGuides({ squares: detail.value })}></kf-number></div>`
        : nothing
    }
    <label class="check"><input type="checkbox" class="box" .checked=${safe} @change=${(/** @type {Event} */ event) => setGuides({ safe: checkedOf(event) })}>${t("Safe areas, 93 % and 90 %")}</label>
    <label class="check"><input type="checkbox" class="box" .checked=${mirrored.value} @change=${(/** @type {Event} */ event) => (mirrored.value = checkedOf(event))}>${t("Mirrored")} <kbd class="kbd">${keyOf("mirror")}</kbd></label>
    ${
      cardHere(store)
        ? html`<label class="check"><input type="checkbox" class="box" .checked=${card.value} @change=${(/** @type {Event} */ event) => (card.value = checkedOf(event))}>${t("Reference card beside the picture")}</label>`
        : nothing
    }
    <div class="pop-row"><span class="label">${t("Size")}</span>
      <kf-number label=${t("Size of the picture, in percent")} .value=${stage.percent} min="5" max="1600" step="25"
        @change=${(/** @type {CustomEvent} */ { detail }) => stage.zoomTo(detail.value)}></kf-number><span class="dim" aria-hidden="true">%</span>
      <button type="button" class="btn btn--quiet btn--dense" @click=${() => stage.fit()}>${t("Fit")}</button></div>`;
}

/** @param {string} label @param {boolean} on @param {() => void} run */
function choice(label, on, run) {
  return html`<button type="button" aria-pressed=${on} @click=${run}>${label}</button>`;
}
