/**
 * What can be said of a link.
 *
 * @import {Level, Link, Wish} from "#kf/share/types.d.ts"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { segmented } from "#kf/panels/parts.js";
import { SHORTEST, tooShort } from "#kf/share/wishes.js";
import { dayOf, levelWord } from "#kf/share/words.js";
import { icon } from "#kf/ui/icon.js";

/** @type {Level[]} */
const LEVELS = ["view", "comment", "edit"];

/**
 * The fields, with the marks of the form's own ids.
 * @param {Wish} wish
 * @param {(change: Partial<Wish>) => void} say
 * @param {Link | null} link the one that is changed
 * @param {boolean} tried whether that was asked for: what is wrong with it is shown
 */
export function linkFields(wish, say, link, tried) {
  return html`${segmented(
    t("What they may do"),
    // How a project was is never edited.
    LEVELS.filter((level) => !(link?.frozen && level === "edit")).map((value) => ({
      value,
      label: levelWord(value),
    })),
    wish.level,
    (level) => say({ level, frozen: wish.frozen && level !== "edit" }),
  )}
    <p class="hint">${levelHint(wish)}</p>
    ${link || wish.level === "edit" ? nothing : states(wish, say)}
    ${link ? more(wish, say, link, tried) : html`<details><summary>${t("Name, last day, password, downloads")}</summary>${more(wish, say, link, tried)}</details>`}`;
}

/** @param {Wish} wish @param {(change: Partial<Wish>) => void} say @param {Link | null} link @param {boolean} tried */
function more(wish, say, link, tried) {
  const id = link ? `kf-link-${link.id}` : "kf-link";
  return html`<div class="share-more">
      ${field(`${id}-name`, t("Name, for you"), "text", wish.name, (name) => say({ name }), { maxlength: 80, placeholder: t("Crew, client, class…") })}
      ${field(`${id}-day`, t("Last day"), "date", wish.day, (day) => say({ day }), { min: dayOf(new Date()) })}
      ${field(`${id}-password`, link?.password ? t("New password") : t("Password"), "text", wish.password, (password) => say({ password, open: false }), { maxlength: 128, placeholder: link?.password ? t("as it is") : t("none"), hint: t("{count} characters or more", { count: SHORTEST }), wrong: tried && tooShort(wish) })}
    </div>
    <div class="row row--wrap">
      ${check(t("May be downloaded and copied"), wish.download, (download) => say({ download }))}
      ${link?.password ? check(t("Take the password away"), wish.open, (open) => say({ open, password: "" })) : nothing}
    </div>`;
}

/** @param {Wish} wish */
function levelHint({ level, frozen }) {
  if (level === "edit")
    return t("Whoever has the link works on the project with you, also without an account.");
  if (level === "comment")
    return t(
      "Whoever has the link watches it, reads all comments and who made them, and adds some under a name.",
    );
  if (frozen) return t("Whoever has the link watches it, without an account.");
  return t("Whoever has the link watches it, without an account, and reads all comments and who made them.");
}

/** @param {Wish} wish @param {(change: Partial<Wish>) => void} say */
function states(wish, say) {
  const choices = [
    { value: false, label: t("Live, as it goes on") },
    { value: true, label: t("Frozen, as it is now") },
  ];
  return segmented(t("What they see"), choices, wish.frozen, (frozen) => say({ frozen }));
}

/**
 * @param {string} id
 * @param {string} label
 * @param {string} type
 * @param {string} value
 * @param {(value: string) => void} changed
 * @param {{maxlength?: number, placeholder?: string, min?: string, hint?: string, wrong?: boolean}} more wrong: what
 *   the hint says is not so
 */
function field(id, label, type, value, changed, { maxlength, placeholder, min, hint, wrong = false }) {
  const input = (/** @type {Event} */ event) => changed(/** @type {HTMLInputElement} */ (event.target).value);
  return html`<div class="field"><label class="label" for=${id}>${label}</label>
    <input class="input" id=${id} type=${type} .value=${value} @input=${input} maxlength=${maxlength ?? nothing}
      placeholder=${placeholder ?? nothing} min=${min ?? nothing} autocomplete="off"
      aria-invalid=${wrong ? "true" : nothing} aria-describedby=${hint ? `${id}-hint` : nothing}>
    ${hint ? html`<p class="hint ${wrong ? "hint--error" : ""}" id="${id}-hint">${wrong ? icon("alert", "icon-12") : nothing}${hint}</p>` : nothing}</div>`;
}

/** @param {string} label @param {boolean} checked @param {(checked: boolean) => void} changed */
function check(label, checked, changed) {
  const input = (/** @type {Event} */ event) =>
    changed(/** @type {HTMLInputElement} */ (event.target).checked);
  return html`<label class="check"><input type="checkbox" class="box" .checked=${checked} @change=${input}>${label}</label>`;
}
