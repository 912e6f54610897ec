/**
 * What can be set about the onion skin.
 *
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { keyOf } from "#kf/core/keymap.js";
import { MOST, ONION } from "#kf/player/ghosts.js";
import { onion, setOnion } from "#kf/player/look.js";
import { playbackOf } from "#kf/player/playback.js";
import { openPanel } from "#kf/player/popover.js";
import "#kf/ui/number.js";

/** @param {Store} store @param {Element} anchor */
export function openOnion(store, anchor) {
  openPanel("onion-panel", anchor, t("Onion skin"), () => content(store));
}

/** @param {Event} event */
const checkedOf = ({ target }) => /** @type {HTMLInputElement} */ (target).checked;
/** @param {Event} event */
const typedIn = ({ target }) => /** @type {HTMLInputElement} */ (target).value;

/** @param {Store} store */
function content(store) {
  const playback = playbackOf(store);
  const set = { ...ONION, ...onion.value };
  return html`<div class="pop-h"><h2>${t("Onion skin")}</h2>
      <label class="check"><input type="checkbox" class="switch" role="switch" .checked=${playback.onion.value}
        @change=${(/** @type {Event} */ event) => (playback.onion.value = checkedOf(event))}>${t("Show")} <kbd class="kbd">${keyOf("onion")}</kbd></label></div>
    <div class="pop-two">${countField(t("Before"), set.before, (before) => setOnion({ before }))}${countField(t("After"), set.after, (after) => setOnion({ after }))}</div>
    <div class="pop-row"><span class="label" id="onion-which">${t("Which")}</span>
      <span class="segd segd--wide" role="group" aria-labelledby="onion-which">
        ${choice(t("Keys"), set.which === "keys", () => setOnion({ which: "keys" }))}
        ${choice(t("Frames"), set.which === "frames", () => setOnion({ which: "frames" }))}
        ${choice(t("Every few"), set.which === "every", () => setOnion({ which: "every" }))}
      </span></div>
    ${
      set.which === "every"
        ? html`<div class="pop-row"><span class="label" aria-hidden="true">${t("Apart")}</span><kf-number label=${t("Frames apart")} .value=${set.every} min="2" max="48"
          @change=${(/** @type {CustomEvent} */ { detail }) => setOnion({ every: detail.value })}></kf-number></div>`
        : nothing
    }
    <div class="pop-row"><span class="label" id="onion-strength">${t("Strength")}</span>
      <input class="slider" type="range" min="5" max="100" step="5" aria-labelledby="onion-strength" .value=${String(Math.round(set.strength * 100))} .style=${`--v:${((set.strength * 100 - 5) / 95) * 100}%`}
        @input=${(/** @type {Event} */ event) => setOnion({ strength: Number(typedIn(event)) / 100 })}>
      <kf-number plain label=${t("Strength, in percent")} .value=${Math.round(set.strength * 100)} min="5" max="100" step="5"
        @change=${(/** @type {CustomEvent} */ { detail }) => setOnion({ strength: detail.value / 100 })}></kf-number><span class="dim" aria-hidden="true">%</span></div>
    <div class="pop-row"><span class="label">${t("Tints")}</span>
      ${tint(t("Tint before"), "before", set.tintBefore, (tintBefore) => setOnion({ tintBefore }))}
      ${tint(t("Tint after"), "after", set.tintAfter, (tintAfter) => setOnion({ tintAfter }))}
      <button type="button" class="btn btn--quiet btn--dense" ?disabled=${!set.tintBefore && !set.tintAfter}
        @click=${() => setOnion({ tintBefore: null, tintAfter: null })}>${t("Reset")}</button></div>
    <div class="pop-row"><span class="label" id="onion-place">${t("Where")}</span>
      <span class="segd segd--wide" role="group" aria-labelledby="onion-place">
        ${choice(t("Behind"), set.place === "behind", () => setOnion({ place: "behind" }), set.xray)}
        ${choice(t("In front"), set.place === "front", () => setOnion({ place: "front" }), set.xray)}
      </span></div>
    <label class="check"><input type="checkbox" class="box" .checked=${set.xray} @change=${(/** @type {Event} */ event) => setOnion({ xray: checkedOf(event) })}>${t("X-ray: only what differs from this frame")}</label>
    <label class="check"><input type="checkbox" class="box" .checked=${set.pinned} @change=${(/** @type {Event} */ event) => setOnion({ pinned: checkedOf(event) })}>${t("Also while it plays")}</label>`;
}

/** @param {string} label @param {number} value @param {(value: number) => void} change */
function countField(label, value, change) {
  return html`<div class="field"><span class="label" aria-hidden="true">${label}</span><kf-number label=${label} .value=${value} min="0" max=${MOST}
    @change=${(/** @type {CustomEvent} */ { detail }) => change(detail.value)}></kf-number></div>`;
}

/** @param {string} label @param {boolean} on @param {() => void} run @param {boolean} [disabled] */
function choice(label, on, run, disabled = false) {
  return html`<button type="button" aria-pressed=${on} ?disabled=${disabled} @click=${run}>${label}</button>`;
}

/** @param {string} label @param {"before" | "after"} side @param {string | null} colour @param {(colour: string) => void} change */
function tint(label, side, colour, change) {
  const house = getComputedStyle(document.documentElement).getPropertyValue(`--onion-${side}`).trim();
  return html`<input type="color" class="tint" aria-label=${label} title=${label} .value=${colour ?? house}
    @input=${(/** @type {Event} */ event) => change(typedIn(event))}>`;
}
