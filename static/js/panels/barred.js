/**
 * What is said to somebody who may no longer edit the project that is open before them: what is safe, what was not
 * saved and where it is, and what they can do.
 *
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing, render } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { ApiError, api } from "#kf/core/net.js";
import { show } from "#kf/ui/dialog.js";
import { icon } from "#kf/ui/icon.js";

/**
 * Say it, until they have read it or may edit again.
 * @param {Store} store
 */
export async function showBarred(store) {
  const title = store.may("comment")
    ? t("You may now only view this project and comment on it")
    : t("You may now only view this project");
  let stop = () => {};
  const closed = show(
    (close) => {
      stop = store.level.subscribe(() => store.may("edit") && setTimeout(close));
      return html`<h2>${title}</h2>
        <p>${t("Somebody has changed what you may do here. What was saved is safe.")}</p>
        ${unsavedNote(store)}
        <div id="kf-barred-problem" role="alert"></div>
        <div class="acts">
          <button type="button" class="btn btn--quiet" @click=${() => close()}>${t("Stay here")}</button>
          ${store.may("copy") ? copyButton(store) : nothing}
          <a class="btn btn--primary" href=${`/projects/${store.project.value.id}/watch`} autofocus>${icon("play")}${t("Watch it")}</a>
        </div>`;
    },
    { label: title },
  );
  await closed;
  stop();
  if (store.may("edit")) store.toast(t("You may edit this project again."));
}

/** @param {Store} store */
function unsavedNote(store) {
  const count = store.unsaved.value;
  if (count === 0) return nothing;
  return html`<p class="note">${icon("alert")}<span>${tn(
    "{count} change of yours was not saved. It is kept on this device, and is sent if you may edit again.",
    "{count} changes of yours were not saved. They are kept on this device, and are sent if you may edit again.",
    count,
  )}</span></p>`;
}

/** @param {Store} store */
function copyButton(store) {
  if (store.you.value.is_guest)
    return html`<a class="btn btn--line" href="/accounts/signup/">${icon("copy")}${t("Make an account to keep a copy")}</a>`;
  const words = store.unsaved.value > 0 ? t("Keep a copy with them") : t("Keep a copy");
  return html`<button type="button" class="btn btn--line" @click=${(/** @type {Event} */ event) => keep(store, event)}>${icon("copy")}${words}</button>`;
}

/** @param {Store} store @param {Event} event */
async function keep(store, event) {
  const button = /** @type {HTMLButtonElement} */ (event.currentTarget);
  button.disabled = true;
  try {
    const { url } = await api(`/api/projects/${store.project.value.id}/copy`, {
      json: { unsaved: store.unsent },
    });
    store.letGo();
    location.assign(url);
  } catch (error) {
    button.disabled = false;
    const problem = /** @type {HTMLElement} */ (document.getElementById("kf-barred-problem"));
    const sentence = error instanceof ApiError ? error.sentence : String(error);
    render(html`<p class="note note--fail">${icon("alert")}<span>${sentence}</span></p>`, problem);
  }
}
