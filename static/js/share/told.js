/**
 * A new address, which is told once, and what shows it in another page.
 *
 * @import {ToldLink} from "#kf/share/types.d.ts"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { copyFrom } from "#kf/share/copy.js";
import { linkName } from "#kf/share/words.js";
import { icon } from "#kf/ui/icon.js";

/**
 * @param {ToldLink} link
 * @param {string} copied what was copied last
 * @param {(what: "url" | "embed") => void} done
 */
export function toldBox(link, copied, done) {
  return html`<section class="share-told" aria-labelledby="kf-told">
    <h3 id="kf-told">${t("The address of “{name}”", { name: linkName(link) })}</h3>
    <p class="hint">${t("It is shown this once: copy it now. Later you can only give the link another one.")}</p>
    ${line("url", t("Address"), link.url, t("Copy the address"), copied, done)}
    ${"share" in navigator ? html`<button type="button" class="btn btn--line" @click=${() => send(link.url)}>${icon("send")}${t("Send…")}</button>` : nothing}
    ${link.embed ? line("embed", t("To show it in another page"), link.embed, t("Copy the code"), copied, done) : nothing}
  </section>`;
}

/**
 * @param {"url" | "embed"} what
 * @param {string} label
 * @param {string} text
 * @param {string} verb
 * @param {string} copied
 * @param {(what: "url" | "embed") => void} done
 */
function line(what, label, text, verb, copied, done) {
  const id = `kf-told-${what}`;
  const copy = async () => {
    const field = /** @type {HTMLInputElement} */ (document.getElementById(id));
    if (await copyFrom(field)) done(what);
  };
  const all = (/** @type {Event} */ { target }) => {
    const field = /** @type {HTMLInputElement} */ (target);
    field.select();
    // How an address begins tells what it is.
    requestAnimationFrame(() => (field.scrollLeft = 0));
  };
  return html`<div class="field"><label class="label" for=${id}>${label}</label>
    <div class="row"><input class="input mono grow" id=${id} readonly .value=${text} @focus=${all}>
    <button type="button" class="btn ${what === "url" ? "btn--primary" : "btn--line"}" @click=${copy}>${icon(copied === what ? "check" : "copy")}${copied === what ? t("Copied") : verb}</button></div></div>`;
}

/** Hand the address to another app; that nobody was chosen is no trouble. @param {string} url */
async function send(url) {
  await navigator.share({ url }).catch(() => {});
}
