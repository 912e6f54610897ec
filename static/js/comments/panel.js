/**
 * Comments beside a picture: the threads, and a place to write. The player and the editor both show it.
 *
 * @import {Comment, Place, Thread, Threads} from "#kf/comments/threads.js"
 */
import { html, nothing, render } from "lit";
import { ago } from "#kf/comments/ago.js";
import { t } from "#kf/core/i18n.js";
import { icon } from "#kf/ui/icon.js";
import { keep, kept } from "#kf/ui/kept.js";

const LONGEST = 2000;
const NAME = "kf-comment-name";
const FILTER = "kf-comment-filter";

/**
 * @typedef {object} Host what the panel stands beside
 * @property {() => Place | null} here where one is now; null where there is nothing to comment on
 * @property {(thread: Thread) => void} go
 * @property {(one: {shot: string | null, start: number | null, end: number | null}) => string} frames how a place is read
 * @property {() => boolean} may whether one may comment
 * @property {() => boolean} moderates whether one may remove what others said
 * @property {{id: string, guest: boolean, name: string}} you
 * @property {(on: boolean, moved: () => void) => void} pinning have a pin set on the picture, or not
 * @property {() => [number, number] | null} pin where it stands
 */

export class Panel {
  /** The thread that is looked at. @type {string | null} */
  chosen = null;
  #filter = kept(FILTER) === "open" ? "open" : "all";
  /** Which thread is being answered. @type {string | null} */
  #answering = null;
  /** Which comment is being written anew. @type {string | null} */
  #editing = null;
  /** Frames up to which the next comment goes. */
  #until = 0;
  #pinning = false;
  #problem = "";
  /** One id for one comment, however often it has to be sent. */
  #id = crypto.randomUUID();

  /** @param {HTMLElement} box @param {Threads} threads @param {Host} host */
  constructor(box, threads, host) {
    this.box = box;
    this.threads = threads;
    this.host = host;
    threads.changed = () => this.draw();
  }

  /** What is shown of it. */
  get shown() {
    const { list } = this.threads;
    return this.#filter === "open" ? list.filter(({ resolved_at }) => !resolved_at) : list;
  }

  /** Look at a thread. @param {string} id */
  choose(id) {
    this.chosen = id;
    this.draw();
    this.box.querySelector(`[data-thread="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
  }

  /** Put the cursor where one writes. */
  write() {
    /** @type {HTMLElement | null} */ (this.box.querySelector("#comment-text"))?.focus();
  }

  draw() {
    const count = this.threads.list.length;
    render(
      html`<header class="cm-h"><h2>${t("Comments")} <span class="count num">${count}</span></h2>
      <div class="segd" role="group" aria-label=${t("Which")}>
        <button type="button" aria-pressed=${this.#filter === "all"} @click=${() => this.#show("all")}>${t("All")}</button>
        <button type="button" aria-pressed=${this.#filter === "open"} @click=${() => this.#show("open")}>${t("Open")}</button></div></header>
      <ol class="cm-list">${this.shown.map((thread) => this.#thread(thread))}</ol>
      ${count ? nothing : html`<p class="cm-none dim">${this.host.may() ? t("Nobody has said anything yet. Stop on a frame and write what you see.") : t("Nobody has said anything yet.")}</p>`}
      ${this.host.may() ? this.#composer() : nothing}
      <p class="vh" role="status">${this.#problem}</p>`,
      this.box,
    );
  }

  /** @param {"all" | "open"} filter */
  #show(filter) {
    this.#filter = filter;
    keep(FILTER, filter);
    this.draw();
  }

  /** @param {Thread} thread */
  #thread(thread) {
    const { id, answers, resolved_at } = thread;
    return html`<li class="cm-thread${this.chosen === id ? " is-chosen" : ""}${resolved_at ? " is-resolved" : ""}" data-thread=${id}>
      ${this.#said(thread, thread)}
      ${answers.length ? html`<ol class="cm-answers">${answers.map((one) => html`<li>${this.#said(one, thread)}</li>`)}</ol>` : nothing}
      ${resolved_at ? html`<p class="dim t12">${icon("check", "icon-12")}${t("Resolved by {name}", { name: thread.resolved_by })}</p>` : nothing}
      ${this.#answering === id ? this.#answer(thread) : nothing}
    </li>`;
  }

  /** @param {Comment} one @param {Thread} thread */
  #said(one, thread) {
    const head = one === thread;
    return html`<article class="cm"><header>
        <span class="av${one.is_guest ? " av--guest" : ""}" aria-hidden="true">${[...one.by][0]?.toUpperCase() ?? "?"}</span>
        <b class="ell" dir="auto">${one.by}</b>${one.is_guest ? html`<span class="badge">${t("guest")}</span>` : nothing}
        ${head ? html`<button type="button" class="badge cm-frame num" @click=${() => this.#go(thread)}>${this.host.frames(one)}</button>` : nothing}
        <time class="dim t12 num" datetime=${one.made_at}>${ago(one.made_at)}</time></header>
      ${this.#editing === one.id ? this.#rewrite(one) : html`<p dir="auto">${one.deleted ? html`<i class="dim">${t("taken back")}</i>` : one.text}${one.edited_at && !one.deleted ? html` <span class="dim t12">${t("(edited)")}</span>` : nothing}</p>`}
      ${this.#editing === one.id ? nothing : this.#acts(one, thread, head)}</article>`;
  }

  /** @param {Comment} one @param {Thread} thread @param {boolean} head */
  #acts(one, thread, head) {
    if (!this.host.may()) return nothing;
    const mine = one.person !== null && one.person === this.host.you.id;
    return html`<p class="cm-acts">
      ${head ? html`<button type="button" aria-label=${t("Reply to {name}", { name: one.by })} @click=${() => this.#reply(thread.id)}>${t("Reply")}</button><button type="button" @click=${() => this.#do(this.threads.resolve(thread.id, !thread.resolved_at))}>${thread.resolved_at ? t("Open again") : t("Resolve")}</button>` : nothing}
      ${mine && !one.deleted ? html`<button type="button" @click=${() => this.#edit(one.id)}>${t("Edit")}</button>` : nothing}
      ${(mine || this.host.moderates()) && !one.deleted ? html`<button type="button" @click=${() => this.#do(this.threads.remove(one))}>${t("Delete")}</button>` : nothing}</p>`;
  }

  #composer() {
    const place = this.host.here();
    if (!place) return nothing;
    const end = Math.max(place.end, this.#until);
    const pin = this.#pinning ? this.host.pin() : null;
    return html`<form class="cm-new" @submit=${(/** @type {Event} */ event) => this.#send(event, { ...place, end, pin })}>
      <div class="row"><label class="label grow" for="comment-text">${t("Comment at {frames}", { frames: this.host.frames({ ...place, end }) })}</label>
        <button type="button" class="ibtn" aria-pressed=${this.#until > place.start + 1} aria-label=${t("Up to one frame later")} title=${t("Up to one frame later")} @click=${() => this.#range(place)}>${icon("spacing")}</button>
        <button type="button" class="ibtn" aria-pressed=${this.#pinning} aria-label=${t("Pin it on the picture")} title=${t("Pin it on the picture")} @click=${() => this.#pin()}>${icon("flag")}</button></div>
      <textarea class="input" id="comment-text" rows="3" maxlength=${LONGEST} required placeholder=${t("What do you see?")}></textarea>
      ${this.#name()}
      ${this.#problem ? html`<p class="hint hint--error">${icon("alert", "icon-12")}<span>${this.#problem}</span></p>` : nothing}
      <button class="btn btn--primary">${t("Comment")}</button></form>`;
  }

  #name() {
    const { you } = this.host;
    if (you.id && !you.guest) return nothing;
    return html`<input class="input" name="name" maxlength="80" required autocomplete="nickname" aria-label=${t("Your name")} placeholder=${t("Your name")} value=${kept(NAME) ?? you.name}>`;
  }

  /** @param {Thread} thread */
  #answer(thread) {
    return html`<form class="cm-new" @submit=${(/** @type {Event} */ event) => this.#send(event, null, thread.id)}>
      <textarea class="input" rows="2" maxlength=${LONGEST} required aria-label=${t("Your answer")}></textarea>${this.#name()}
      <div class="row"><button class="btn btn--primary btn--dense">${t("Reply")}</button><button type="button" class="btn btn--quiet btn--dense" @click=${() => this.#reply(null)}>${t("Cancel")}</button></div></form>`;
  }

  /** @param {Comment} one */
  #rewrite(one) {
    return html`<form class="cm-new" @submit=${(/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      const area = /** @type {HTMLFormElement} */ (event.target).querySelector("textarea");
      this.#editing = null;
      void this.#do(this.threads.edit(one.id, area?.value ?? ""));
    }}><textarea class="input" rows="3" maxlength=${LONGEST} required aria-label=${t("Your comment")} .value=${one.text}></textarea>
      <div class="row"><button class="btn btn--primary btn--dense">${t("Save")}</button><button type="button" class="btn btn--quiet btn--dense" @click=${() => this.#edit(null)}>${t("Cancel")}</button></div></form>`;
  }

  /** @param {Thread} thread */
  #go(thread) {
    this.choose(thread.id);
    this.host.go(thread);
  }

  /** @param {string | null} id */
  #reply(id) {
    this.#answering = id;
    this.draw();
    /** @type {HTMLElement | null} */ (
      this.box.querySelector(".is-chosen textarea, .cm-thread .cm-new textarea")
    )?.focus();
  }

  /** @param {string | null} id */
  #edit(id) {
    this.#editing = id;
    this.draw();
    /** @type {HTMLElement | null} */ (this.box.querySelector(".cm .cm-new textarea"))?.focus();
  }

  /** @param {Place} place */
  #range(place) {
    this.#until = Math.max(this.#until, place.end) + 1;
    this.draw();
  }

  #pin() {
    this.#pinning = !this.#pinning;
    this.host.pinning(this.#pinning, () => this.draw());
    this.draw();
  }

  /** Where one stands is another place. */
  moved() {
    this.#until = 0;
    this.draw();
  }

  /**
   * @param {Event} event
   * @param {Place | null} place
   * @param {string} [thread]
   */
  async #send(event, place, thread) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const area = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
    const name = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=name]"))?.value ?? "";
    if (name) keep(NAME, name);
    const sent = place
      ? this.threads.begin(place, area.value, name, this.#id)
      : this.threads.answer(thread ?? "", area.value, name, this.#id);
    if (!(await this.#do(sent))) return;
    // Who was nobody is somebody by now.
    this.host.you.id ||= (await sent).person ?? "";
    this.#id = crypto.randomUUID();
    area.value = "";
    this.#answering = null;
    this.#until = 0;
    if (this.#pinning) this.#pin();
    this.#problem = t("Sent.");
    this.draw();
    this.#problem = "";
  }

  /** @param {Promise<unknown>} deed @returns {Promise<boolean>} whether it was done */
  async #do(deed) {
    try {
      await deed;
      return true;
    } catch (error) {
      const { sentence } = /** @type {{sentence?: string}} */ (error);
      if (!sentence) throw error;
      this.#problem = sentence;
      this.draw();
      return false;
    }
  }
}
