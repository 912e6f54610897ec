/**
 * What is said to somebody who may no longer edit the project that is open before them: what is safe, what was not
 * saved and where it is, and what they can do.
 *
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { ApiError, api } from "#kf/core/net.js";
import { note } from "#kf/panels/closed.js";
import { show } from "#kf/ui/dialog.js";
import { icon } from "#kf/ui/icon.js";

/** The id of the copy that is made next: asked for again after a failure, it is one copy. */
let next = uuid();

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
        ${note(store.unsavedText)}
        <div id="kf-barred-problem" role="alert"></div>
        <div class="acts barred-acts">
          <a class="btn btn--primary" href=${`/projects/${store.project.value.id}/watch`} autofocus>${icon("play")}${t("Watch it")}</a>
          ${store.may("copy") ? copyButton(store) : nothing}
          <button type="button" class="btn btn--quiet" @click=${() => close()}>${t("Stay here")}</button>
        </div>`;
    },
    { label: title },
  );
  await closed;
  stop();
  if (store.may("edit")) store.toast(t("You may edit this project again."));
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
      json: { id: next, unsaved: store.unsent },
    });
    next = uuid();
    store.letGo();
    location.assign(url);
  } catch (error) {
    button.disabled = false;
    const problem = /** @type {HTMLElement} */ (document.getElementById("kf-barred-problem"));
    const sentence = error instanceof ApiError ? error.sentence : String(error);
    render(html`<p class="note note--fail">${icon("alert")}<span>${sentence}</span></p>`, problem);
  }
}
