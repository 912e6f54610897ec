/**
 * What the library offers where it has nothing to show, and always at its foot: to bring pictures.
 */
import { html } from "lit";
import { t } from "#kf/core/i18n.js";
import { icon } from "#kf/ui/icon.js";

/**
 * over: files are held over it; all: look for nothing in particular any more.
 * @typedef {{over: boolean, pick: () => void, starter: () => void, all: () => void, dragged: (event: DragEvent) => void,
 *   left: () => void, dropped: (event: DragEvent) => void}} Offer
 */

/** An empty library. @param {Offer} offer */
export function invitation({ over, pick, starter, dragged, left, dropped }) {
  return html`<div class="drop drop--tall ${over ? "is-over" : ""}" @dragover=${dragged} @dragleave=${left} @drop=${dropped}>
    ${icon("image")}<b class="strong">${t("Drop two poses of the same character here")}</b>
    <p>${t("PNG, JPEG or WebP, up to 25 MB each. Several at once is fine.")}</p>
    <button type="button" class="btn btn--line" @click=${pick}>${icon("upload")}${t("Choose pictures")}</button>
    <button type="button" class="btn btn--quiet" @click=${starter}>${t("Use the sample pair")}</button>
  </div>`;
}

/** @param {Offer} offer */
export function dropButton({ over, pick, dragged, left, dropped }) {
  return html`<button type="button" class="drop ${over ? "is-over" : ""}" @click=${pick}
    @dragover=${dragged} @dragleave=${left} @drop=${dropped}>${icon("upload")}${t("Upload poses")}</button>`;
}

/** A library in which nothing has what is looked for. @param {Offer} offer */
export function nothingFound({ all }) {
  return html`<div class="empty lib-none">${icon("search")}<p>${t("No picture has this name or tag.")}</p>
    <button type="button" class="btn btn--line btn--dense" @click=${all}>${t("Show all")}</button></div>`;
}
