/**
 * The forms of a new link and of one that is changed.
 *
 * @import {Link, Wish} from "#kf/share/types.d.ts"
 */
import { html } from "lit";
import { t } from "#kf/core/i18n.js";
import { linkFields } from "#kf/share/linkform.js";
import { linkName } from "#kf/share/words.js";
import { icon } from "#kf/ui/icon.js";

/**
 * @typedef {object} Form
 * @property {(change: Partial<Wish>) => void} say
 * @property {(event: Event) => void} submit
 * @property {boolean} tried whether that was asked for: what is wrong with it is shown
 * @property {boolean} busy
 * @property {unknown} refusal what the server said to it
 */

/** @param {Wish} wish @param {Form} form */
export function newForm(wish, { say, submit, tried, busy, refusal }) {
  return html`<form class="col" aria-label=${t("New link")} @submit=${submit}>
    ${linkFields(wish, say, null, tried)}
    ${refusal}
    <div class="acts"><button class="btn btn--primary" ?disabled=${busy}>${icon("link")}${t("Make a link")}</button></div>
  </form>`;
}

/** @param {Link} link @param {Wish} wish @param {Form & {leave: () => void}} form */
export function changeForm(link, wish, { say, submit, leave, tried, busy, refusal }) {
  return html`<form class="col" aria-label=${t("Change the link {name}", { name: linkName(link) })} @submit=${submit}>
    ${linkFields(wish, say, link, tried)}
    ${refusal}
    <div class="acts">
      <button type="button" class="btn btn--quiet" @click=${leave}>${t("Cancel")}</button>
      <button class="btn btn--primary" ?disabled=${busy}>${t("Save")}</button>
    </div>
  </form>`;
}

/** @param {string} sentence */
export function refusal(sentence) {
  return html`<div class="note note--fail" role="alert">${icon("alert")}<span>${sentence}</span></div>`;
}
