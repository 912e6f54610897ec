/**
 * Who is in a class, and who was: removing somebody shuts the class for them, erasing deletes what they made.
 *
 * @import {Class, Learner} from "#kf/teach/types.d.ts"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { api } from "#kf/core/net.js";
import { moment } from "#kf/lesson/moment.js";
import { show } from "#kf/ui/dialog.js";

/** @param {Class} group @param {(error: unknown) => void} tell */
export function roster(group, tell) {
  if (!group.learners.length)
    return html`<p class="dim">${t("Nobody is in this class yet. Tell your learners the code.")}</p>`;
  return html`<ul class="rows">${group.learners.map((one) => row(group, one, tell))}</ul>`;
}

/** @param {Class} group @param {Learner} learner @param {(error: unknown) => void} tell */
function row(group, learner, tell) {
  const { id, alias, joined_at, removed_at, account } = learner;
  const path = `/api/classes/${group.id}/learners/${id}`;
  return html`<li><span class="grow"><span class="strong" dir="auto">${alias}</span><br><span class="dim t12 num">${t("joined {when}", { when: moment(joined_at, group.time_zone) })}${account ? html` · ${t("with an account")}` : nothing}</span></span>
    ${removed_at ? html`<span class="badge">${t("taken out")}</span>` : nothing}
    ${
      removed_at
        ? html`<button type="button" class="btn btn--quiet btn--dense" data-act="POST ${path}/restore" data-body="{}" aria-label=${t("Let {alias} in again", { alias })}>${t("Let in again")}</button>`
        : html`<button type="button" class="btn btn--quiet btn--dense" data-act="DELETE ${path}" data-ask=${t("Take out {alias}?", { alias })} data-warn=${t("The class is shut for them; what they handed in stays.")} aria-label=${t("Take out {alias}", { alias })}>${t("Take out")}</button>`
    }
    <button type="button" class="btn btn--quiet btn--dense cl-erase" aria-label=${t("Erase {alias}", { alias })} @click=${() => void erase(path, alias, tell)}>${t("Erase")}</button></li>`;
}

/** Ask with the alias typed: this is for good. @param {string} path @param {string} alias @param {(error: unknown) => void} tell */
async function erase(path, alias, tell) {
  const title = t("Erase {alias} for good?", { alias });
  const typed = (/** @type {InputEvent} */ { target }) => {
    const field = /** @type {HTMLInputElement} */ (target);
    const button = field.closest("dialog")?.querySelector(".btn--danger");
    button?.toggleAttribute("disabled", field.value.trim() !== alias);
  };
  const answer = await show(
    (close) => html`<h2>${title}</h2>
      <p>${t("Their works, what they handed in and your reviews of it are deleted, from grades too. Nobody can bring that back.")}</p>
      <div class="field"><label class="label" for="erase-alias">${t("Type the alias to be sure")}</label><input class="input" id="erase-alias" autocomplete="off" autofocus @input=${typed}></div>
      <div class="acts"><button type="button" class="btn btn--quiet" @click=${() => close()}>${t("Cancel")}</button>
        <button type="button" class="btn btn--danger" disabled @click=${() => close("yes")}>${t("Erase for good")}</button></div>`,
    { label: title },
  );
  if (answer !== "yes") return;
  try {
    await api(`${path}/erase`, { json: {} });
    location.reload();
  } catch (error) {
    tell(error);
  }
}
