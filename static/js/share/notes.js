/**
 * What the dialog says where there are no links to show.
 *
 * @import {Store} from "#kf/core/store.js"
 */
import { html } from "lit";
import { t } from "#kf/core/i18n.js";
import { icon } from "#kf/ui/icon.js";

/** What a project says that was shown to nobody. @param {string | null} team */
export function nobody(team) {
  return html`<div class="empty share-empty">${icon(team ? "users" : "lock")}
    <h3>${team ? t("Nobody but the team {team} can see this", { team }) : t("Nobody but you can see this")}</h3>
    <p>${t("Make a link and send it. Whoever has it can watch, comment or edit, as you say, also without an account; and you can revoke it at any time.")}</p>
  </div>`;
}

/**
 * What somebody has who may not share it further, and whom to ask.
 * @param {Store | undefined} store
 * @param {readonly string[]} names who shares it
 */
export function theirs(store, names) {
  const may = store?.level.value?.may ?? [];
  const title = may.includes("edit")
    ? t("You can edit this project")
    : may.includes("comment")
      ? t("You can watch this project and comment on it")
      : t("You can watch this project");
  return html`<div class="empty share-empty">${icon("users")}
    <h3>${title}</h3>
    <p>${may.includes("export") ? t("You can also download its film.") : t("Downloads are switched off.")}
      ${whom(store?.level.value?.role, names)}</p>
  </div>`;
}

/** @param {string | undefined} role @param {readonly string[]} names */
function whom(role, names) {
  if (role === "learner")
    return t("Work for a lesson is not shared by links: hand it in, and your teacher sees it.");
  if (names.length === 0)
    return t("Only its owners share it; ask them for a link if more people are to see it.");
  const list = new Intl.ListFormat(document.documentElement.lang || undefined, { type: "disjunction" });
  return t("To show it to more people, ask {names}: only the owners of a project share it.", {
    names: list.format(names),
  });
}
