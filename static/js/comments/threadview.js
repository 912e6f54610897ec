/**
 * A thread as it is read: what was said, by whom and where, and what one may do with it.
 *
 * @import {Panel} from "#kf/comments/panel.js"
 * @import {Comment, Thread} from "#kf/comments/threads.js"
 */
import { html, nothing } from "lit";
import { ago, exactly } from "#kf/comments/ago.js";
import { colour, letter } from "#kf/comments/face.js";
import { answerForm, rewriteForm, trouble } from "#kf/comments/forms.js";
import { t } from "#kf/core/i18n.js";
import { icon } from "#kf/ui/icon.js";

/** @param {Panel} panel @param {Thread} thread */
export function threadView(panel, thread) {
  const { id, answers, resolved_at } = thread;
  return html`<li class="cm-thread${panel.chosen === id ? " is-chosen" : ""}${resolved_at ? " is-resolved" : ""}" data-thread=${id}>
    ${said(panel, thread, thread)}
    ${answers.length ? html`<ol class="cm-answers">${answers.map((one) => html`<li>${said(panel, one, thread)}</li>`)}</ol>` : nothing}
    ${resolved_at ? html`<p class="cm-done dim t12">${icon("check", "icon-12")}<span>${t("Resolved by {name}", { name: thread.resolved_by })}</span></p>` : nothing}
    ${panel.answering === id ? answerForm(panel, thread) : nothing}
  </li>`;
}

/** @param {Panel} panel @param {Comment} one @param {Thread} thread */
function said(panel, one, thread) {
  const head = one === thread;
  return html`<article class="cm">${by(panel, one, head ? thread : null)}
    ${panel.editing === one.id ? rewriteForm(panel, one) : html`<p dir="auto">${words(one)}</p>${acts(panel, one, thread)}`}
    ${trouble(panel, `act ${one.id}`)}</article>`;
}

/** @param {Panel} panel @param {Comment} one @param {Thread | null} thread that it begins */
function by(panel, one, thread) {
  const where = thread ? panel.host.also(thread) : "";
  return html`<header>
      <span class="av ${colour(one)}" aria-hidden="true">${letter(one.by)}</span>
      <div class="cm-by"><b class="ell" dir="auto" title=${one.by}>${one.by}</b>${one.is_guest ? html`<span class="badge">${t("guest")}</span>` : nothing}
        ${thread ? html`<button type="button" class="badge cm-frame num" @click=${() => panel.go(thread)}>${panel.host.frames(thread)}</button>` : nothing}</div>
      <time class="dim t12 num" datetime=${one.made_at} title=${exactly(one.made_at)}>${ago(one.made_at)}</time></header>
    ${where ? html`<p class="cm-within dim t12" dir="auto">${where}</p>` : nothing}`;
}

/** @param {Comment} one */
function words({ deleted, text, edited_at }) {
  if (deleted) return html`<i class="dim">${t("taken back")}</i>`;
  return html`${text}${edited_at ? html` <span class="dim t12">${t("(edited)")}</span>` : nothing}`;
}

/** @param {Panel} panel @param {Comment} one @param {Thread} thread */
function acts(panel, one, thread) {
  const { host } = panel;
  if (!host.may()) return nothing;
  const mine = one.person !== null && one.person === host.you.id;
  return html`<p class="cm-acts">
    ${
      one === thread
        ? html`<button type="button" aria-label=${t("Reply to {name}", { name: one.by })} @click=${() => panel.reply(thread.id)}>${t("Reply")}</button>
      <button type="button" @click=${() => panel.resolve(thread)}>${thread.resolved_at ? t("Open again") : t("Resolve")}</button>`
        : nothing
    }
    ${mine && !one.deleted ? html`<button type="button" @click=${() => panel.edit(one)}>${t("Edit")}</button>` : nothing}
    ${(mine || host.moderates()) && !one.deleted ? html`<button type="button" @click=${() => panel.remove(one)}>${t("Delete")}</button>` : nothing}</p>`;
}
