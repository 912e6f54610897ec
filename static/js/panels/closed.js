/**
 * The end of an editor's page whose project its viewer may no longer see: nothing of it stays or plays, only why, what
 * was not saved, and a way on.
 *
 * @import {Store} from "#kf/core/store.js"
 */
import { effect } from "@preact/signals-core";
import { html, nothing, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { playbackOf } from "#kf/player/playback.js";
import { icon } from "#kf/ui/icon.js";

/** What stays: the way home, and the person's own menu. */
const STAYS = "#closed, .ed-h, .ed-h > .brand, .ed-end, .ed-end > .av, .ed-end > .menu";

/** @param {Store} store */
export function closeEditor(store) {
  playbackOf(store).stop();
  const closed = /** @type {HTMLElement} */ (document.getElementById("closed"));
  for (const place of [document.body, ...document.querySelectorAll(".ed-h, .ed-end")]) clear(place);
  // What is still on its way finds no place here.
  new MutationObserver(() => clear(document.body)).observe(document.body, { childList: true });
  document.title = t("Closed");
  const place = /** @type {HTMLElement} */ (document.getElementById("closed-note"));
  effect(() => void render(note(store.unsavedText), place));
  closed.hidden = false;
  closed.focus();
}

/** @param {Element} place */
function clear(place) {
  for (const part of [...place.children]) if (!part.matches(STAYS)) part.remove();
}

/** What was not saved. @param {string} words "" where there is nothing to say */
export function note(words) {
  return words ? html`<p class="note note--stale">${icon("alert")}<span>${words}</span></p>` : nothing;
}
