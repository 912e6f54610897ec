/**
 * Where one writes: a comment on the frame one stands on, an answer, or what one said in other words.
 *
 * @import {Panel} from "#kf/comments/panel.js"
 * @import {Comment, Place, Thread} from "#kf/comments/threads.js"
 */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { placed } from "#kf/comments/span.js";
import { t } from "#kf/core/i18n.js";
import { icon } from "#kf/ui/icon.js";
import { kept } from "#kf/ui/kept.js";

const LONGEST = 2000;

/** Where this browser remembers how somebody without an account signs. */
export const NAME = "kf-comment-name";

/** @param {Panel} panel @param {Place} here where one stands */
export function composer(panel, here) {
  const place = { ...placed(here, panel.span), pin: panel.pinning ? panel.host.pin() : null };
  const open = panel.span?.end === null;
  return html`<form class="cm-new cm-new--first" @submit=${(/** @type {Event} */ event) => panel.send(event, "new", place)}>
    <div class="row"><label class="label" for="comment-text">${t("Comment at {frames}", { frames: panel.host.frames(place) })}</label>
      <span class="dim t12 ell" dir="auto">${panel.host.also(place)}</span></div>
    <textarea class="input" id="comment-text" rows="2" maxlength=${LONGEST} required placeholder=${t("What do you see?")}
      .value=${live(panel.draft("new"))} @input=${keeping(panel, "new")}></textarea>
    ${signature(panel)}
    ${open ? html`<p class="hint">${t("Go to the last frame, then press “To here”.")}</p>` : nothing}
    ${trouble(panel, "new")}
    <div class="row row--wrap">${frames(panel, here, open)}
      <button type="button" class="btn btn--line btn--dense" aria-pressed=${panel.pinning} aria-label=${t("Pin it on the picture")} @click=${() => panel.pin()}>${icon("pin")}${t("Pin")}</button>
      <button class="btn btn--primary btn--dense">${t("Comment")}</button></div></form>`;
}

/** From which frame to which. @param {Panel} panel @param {Place} here @param {boolean} open whether its end is still to be said */
function frames(panel, here, open) {
  const verb = open ? t("To here") : t("From here");
  return html`${
    panel.span && !open
      ? nothing
      : html`<button type="button" class="btn btn--line btn--dense" aria-pressed=${open} @click=${() => panel.range(here)}>${icon("range")}${verb}</button>`
  }${
    panel.span
      ? html`<button type="button" class="btn btn--quiet btn--dense" @click=${() => panel.range(null)}>${icon("close", "icon-12")}${t("Only one frame")}</button>`
      : nothing
  }`;
}

/** @param {Panel} panel @param {Thread} thread */
export function answerForm(panel, { id }) {
  return html`<form class="cm-new" @submit=${(/** @type {Event} */ event) => panel.send(event, id, null)}>
    <textarea class="input" rows="2" maxlength=${LONGEST} required aria-label=${t("Your answer")} .value=${live(panel.draft(id))} @input=${keeping(panel, id)}></textarea>
    ${signature(panel)}${trouble(panel, id)}
    <div class="row"><button class="btn btn--primary btn--dense">${t("Reply")}</button>
      <button type="button" class="btn btn--quiet btn--dense" @click=${() => panel.reply(null)}>${t("Cancel")}</button></div></form>`;
}

/** @param {Panel} panel @param {Comment} one */
export function rewriteForm(panel, one) {
  const draft = `edit ${one.id}`;
  return html`<form class="cm-new" @submit=${(/** @type {Event} */ event) => panel.save(event, one)}>
    <textarea class="input" rows="3" maxlength=${LONGEST} required aria-label=${t("Your comment")} .value=${live(panel.draft(draft, one.text))} @input=${keeping(panel, draft)}></textarea>
    ${trouble(panel, draft)}
    <div class="row"><button class="btn btn--primary btn--dense">${t("Save")}</button>
      <button type="button" class="btn btn--quiet btn--dense" @click=${() => panel.edit(null)}>${t("Cancel")}</button></div></form>`;
}

/** How somebody signs who has no account. @param {Panel} panel */
function signature(panel) {
  const { you } = panel.host;
  if (you.id && !you.guest) return nothing;
  return html`<input class="input" name="name" maxlength="80" required autocomplete="nickname" aria-label=${t("Your name")} placeholder=${t("Your name")}
    .value=${live(panel.draft("name", kept(NAME) ?? you.name))} @input=${keeping(panel, "name")}>`;
}

/** What went wrong there last. @param {Panel} panel @param {string} where */
export function trouble({ trouble }, where) {
  if (trouble?.where !== where) return nothing;
  return html`<p class="hint hint--error">${icon("alert", "icon-12")}<span>${trouble.sentence}</span></p>`;
}

/** @param {Panel} panel @param {string} form */
function keeping(panel, form) {
  return (/** @type {Event} */ event) =>
    panel.keep(form, /** @type {HTMLTextAreaElement} */ (event.target).value);
}
