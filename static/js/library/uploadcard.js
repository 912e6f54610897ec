/**
 * A picture on its way.
 *
 * @import {Upload} from "#kf/core/types.d.ts"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { icon } from "#kf/ui/icon.js";

/** No picture, no broken sign: the server says what is the matter. @param {Event} event */
function hide(event) {
  /** @type {HTMLElement} */ (event.currentTarget).hidden = true;
}

/** @param {Upload} upload */
export function uploadCard({ name, state, sent, sentence, preview, retry, cancel, use, add }) {
  const percent = Math.round(sent * 100);
  const known = state === "known";
  const stuck = state === "refused" || (state === "failed" && sentence !== undefined);
  const words = { waiting: t("Waiting"), sending: t("{percent} %", { percent }) }[
    /** @type {string} */ (state)
  ];
  const close = stuck || known ? t("Dismiss {name}", { name }) : t("Cancel {name}", { name });
  return html`<li class="pose upload ${stuck ? "is-stuck" : ""} ${known ? "is-known" : ""}">
    <span class="im">${preview && !stuck ? html`<img class="pic pic--whole" src=${preview} alt="" @error=${hide}>` : nothing}
      ${stuck ? html`<span class="upload-sign">${icon("alert")}</span>` : known ? nothing : html`<progress max="100" .value=${percent} aria-label=${t("Uploading {name}", { name })}></progress>`}
    </span>
    <span class="nm"><span class="ell" dir="auto" title=${name}>${name}</span><span class="dim num">${words ?? ""}</span></span>
    ${sentence ? html`<p class="hint ${known ? "" : "hint--error"}" role=${known ? "status" : "alert"}>${sentence}</p>` : nothing}
    <span class="upload-do">
      ${stuck && retry ? html`<button type="button" class="btn btn--line btn--dense" @click=${retry}>${t("Try again")}</button>` : nothing}
      <button type="button" class="ibtn" aria-label=${close} title=${close} @click=${cancel}>${icon("close", "icon-12")}</button>
    </span>
    ${known && use ? html`<span class="upload-known"><button type="button" class="btn btn--line btn--dense" @click=${use}>${t("Use the one that is here")}</button><button type="button" class="btn btn--quiet btn--dense" @click=${add}>${t("Add a second one")}</button></span>` : nothing}
  </li>`;
}
