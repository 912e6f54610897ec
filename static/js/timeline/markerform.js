/**
 * A marker's own form: name, frame, length, colour. What is typed counts at once; Escape and Enter close it.
 *
 * @import {Id, Marker, MarkerColour} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { effect } from "@preact/signals-core";
import { html, render } from "lit";
import { live } from "lit/directives/live.js";
import { t } from "#kf/core/i18n.js";
import { changeMarker, nameOf, removeMarker } from "#kf/timeline/markeracts.js";
import { icon } from "#kf/ui/icon.js";
import "#kf/ui/number.js";

/** @type {{value: MarkerColour, label: () => string}[]} */
const COLOURS = [
  { value: "key", label: () => t("Amber") },
  { value: "ok", label: () => t("Green") },
  { value: "fail", label: () => t("Red") },
  { value: "accent", label: () => t("Blue") },
  { value: "machine", label: () => t("Grey") },
];

/**
 * Open the form beside its marker.
 * @param {Store} store
 * @param {Id} id
 * @param {{fresh?: boolean}} [how] fresh: it has just been made, and only wants a name
 */
export function openMarker(store, id, { fresh = false } = {}) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog marker-form";
  const stop = effect(() => {
    const marker = store.markers.value.get(id);
    if (!marker) return void queueMicrotask(() => dialog.close());
    dialog.setAttribute("aria-label", fresh ? t("New marker") : nameOf(marker));
    render(form(store, marker, dialog, fresh), dialog);
  });
  const back = document.activeElement;
  dialog.addEventListener("close", () => {
    stop();
    dialog.remove();
    if (back instanceof HTMLElement) back.focus({ preventScroll: true });
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  place(dialog, id);
  /** @type {HTMLInputElement | null} */ (dialog.querySelector("input"))?.select();
}

/** Beside the marker, and whole on the page. @param {HTMLDialogElement} dialog @param {Id} id */
function place(dialog, id) {
  const marker = document.querySelector(`[data-marker="${CSS.escape(id)}"]`);
  const box = marker?.getBoundingClientRect();
  if (!box || innerWidth < 600) return;
  const { offsetWidth: width, offsetHeight: height } = dialog;
  dialog.style.margin = "0";
  dialog.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  dialog.style.top = `${Math.max(8, box.top - height - 8)}px`;
}

/** @param {Store} store @param {Marker} marker @param {HTMLDialogElement} dialog @param {boolean} fresh */
function form(store, marker, dialog, fresh) {
  const { rate, first_frame: first } = store.project.value;
  const named = (/** @type {Event} */ event) =>
    changeMarker(store, marker, { name: /** @type {HTMLInputElement} */ (event.target).value.trim() });
  const entered = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    named(event);
    dialog.close();
  };
  return html`<h2>${fresh ? t("New marker") : t("Marker")}</h2>
    <div class="col">
      <label class="field"><span class="label">${t("Name")}</span><input class="input" maxlength="120" autocomplete="off" placeholder=${t("What happens here")}
        .value=${marker.name} @change=${named} @keydown=${entered}></label>
      <div class="row marker-times">
        <div class="field"><span class="label">${t("Frame")}</span><kf-number kind="frame" label=${t("Frame")} .value=${marker.frame} .first=${first} .rate=${rate} min="0"
          @change=${(/** @type {CustomEvent} */ event) => changeMarker(store, marker, { frame: event.detail.value })}></kf-number></div>
        <div class="field"><span class="label">${t("Length")}</span><kf-number label=${t("Length in frames, 0 for a point")} .value=${marker.length} .rate=${rate} min="0"
          @change=${(/** @type {CustomEvent} */ event) => changeMarker(store, marker, { length: event.detail.value })}></kf-number></div>
      </div>
      <fieldset class="field marker-colours"><legend class="label">${t("Colour")}</legend><div class="row row--wrap">${COLOURS.map(
        ({
          value,
          label,
        }) => html`<label class="check"><input type="radio" class="box" name="marker-colour" .checked=${live(marker.colour === value)}
          @change=${() => changeMarker(store, marker, { colour: value })}><i class="mrk-dot mrk--${value}"></i>${label()}</label>`,
      )}</div></fieldset>
    </div>
    <div class="acts">
      <button type="button" class="btn btn--danger" @click=${() => removeMarker(store, marker)}>${icon("trash")}${t("Delete")}</button>
      <span class="grow"></span>
      <button type="button" class="btn btn--primary" @click=${() => dialog.close()}>${t("Done")}</button>
    </div>`;
}
