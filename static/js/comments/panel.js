/**
 * Comments beside a picture: the threads, and a place to write. The player and the editor both show it.
 *
 * @import {Comment, Place, Thread, Threads} from "#kf/comments/threads.js"
 * @import {Span} from "#kf/comments/span.js"
 */
import { html, nothing, render } from "lit";
import { composer, NAME } from "#kf/comments/forms.js";
import { fromHere, toHere } from "#kf/comments/span.js";
import { threadView } from "#kf/comments/threadview.js";
import { t } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { keep, kept } from "#kf/ui/kept.js";

const FILTER = "kf-comment-filter";

/**
 * @typedef {object} Host what the panel stands beside
 * @property {() => Place | null} here where one is now; null where there is nothing to comment on
 * @property {(thread: Thread) => void} go
 * @property {(one: {shot: string | null, start: number | null, end: number | null}) => string} frames how a place is read
 * @property {(one: {shot: string | null, start: number | null, end: number | null}) => string} also what else is to be said of a place
 * @property {() => boolean} may whether one may comment
 * @property {() => boolean} moderates whether one may remove what others said
 * @property {{id: string, guest: boolean, name: string}} you
 * @property {(on: boolean, moved: () => void, at?: [number, number]) => void} pinning have a pin set on the picture, or not
 * @property {() => [number, number] | null} pin where it stands
 */

/** What is written stays in it, whether or not it has a box on the page. */
export class Panel {
  /** The thread that is looked at. @type {string | null} */
  chosen = null;
  /** Which thread is being answered. @type {string | null} */
  answering = null;
  /** Which comment is being written anew. @type {string | null} */
  editing = null;
  /** The frames of the next comment, where it is not for one alone. @type {Span | null} */
  span = null;
  /** Whether the next comment has a pin. */
  pinning = false;
  /** What went wrong last, and in which form. @type {{where: string, sentence: string} | null} */
  trouble = null;
  #filter = kept(FILTER) === "open" ? "open" : "all";
  #said = "";
  /** What is written and not sent, by its form. @type {Map<string, string>} */
  #drafts = new Map();
  /** One id for the same words in the same place, however often they have to be sent. @type {Map<string, string>} */
  #ids = new Map();
  /** Where the pin stood when the box went. @type {[number, number] | undefined} */
  #pinned;

  /** @param {HTMLElement | null} box @param {Threads} threads @param {Host} host */
  constructor(box, threads, host) {
    this.box = box;
    this.threads = threads;
    this.host = host;
    threads.changed = () => this.draw();
  }

  // --- the box ------------------------------------------------------------------------------------------

  /** Stand there from now on. @param {HTMLElement} box */
  settle(box) {
    this.box = box;
    if (this.pinning) this.#ask();
  }

  /** Stand nowhere; what is written is kept. */
  rest() {
    this.box = null;
    this.#pinned = this.host.pin() ?? undefined;
    this.host.pinning(false, () => {});
  }

  draw() {
    if (!this.box) return;
    const count = this.threads.list.length;
    const [may, here] = [this.host.may(), this.host.here()];
    render(
      html`<header class="cm-h"><h2>${t("Comments")} <span class="count num">${count}</span></h2>${count ? this.#which() : nothing}</header>
      <ol class="cm-list">${this.shown.map((thread) => threadView(this, thread))}</ol>
      ${count ? nothing : html`<p class="cm-none dim">${may ? t("Nobody has said anything yet. Stop on a frame and write what you see.") : t("Nobody has said anything yet.")}</p>`}
      ${may && here ? composer(this, here) : nothing}
      <p class="vh" role="status">${this.trouble?.sentence ?? this.#said}</p>`,
      this.box,
    );
  }

  #which() {
    const choice = (/** @type {"all" | "open"} */ which, /** @type {string} */ word) =>
      html`<button type="button" aria-pressed=${this.#filter === which} @click=${() => this.#show(which)}>${word}</button>`;
    return html`<div class="segd" role="group" aria-label=${t("Which")}>${choice("all", t("All"))}${choice("open", t("Open"))}</div>`;
  }

  /** @param {"all" | "open"} filter */
  #show(filter) {
    this.#filter = filter;
    keep(FILTER, filter);
    this.draw();
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
    this.#reveal(id);
  }

  /** @param {Thread} thread */
  go(thread) {
    this.choose(thread.id);
    this.host.go(thread);
  }

  /** @param {string} id */
  #reveal(id) {
    this.box?.querySelector(`[data-thread="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
  }

  // --- writing ------------------------------------------------------------------------------------------

  /** What is written in a form and not sent. @param {string} form @param {string} [first] what stands there before */
  draft(form, first = "") {
    return this.#drafts.get(form) ?? first;
  }

  /** @param {string} form @param {string} text */
  keep(form, text) {
    this.#drafts.set(form, text);
  }

  /** Put the cursor where one writes. */
  write() {
    this.#focus("#comment-text");
  }

  /** @param {string} field */
  #focus(field) {
    /** @type {HTMLElement | null | undefined} */ (this.box?.querySelector(field))?.focus();
  }

  /** Answer a thread, or none. @param {string | null} id */
  reply(id) {
    if (!id && this.answering) this.#drafts.delete(this.answering);
    this.answering = id;
    this.draw();
    this.#focus(".cm-thread > .cm-new textarea");
  }

  /** Write a comment anew, or none. @param {Comment | null} one */
  edit(one) {
    if (!one) this.#drafts.delete(`edit ${this.editing}`);
    this.editing = one?.id ?? null;
    this.draw();
    this.#focus(".cm .cm-new textarea");
  }

  /** Where one stands the next comment begins, or ends if it has begun; without a place it is for one frame. @param {Place | null} place */
  range(place) {
    this.span = place && (this.span ? toHere(this.span, place) : fromHere(place));
    this.draw();
  }

  pin() {
    this.pinning = !this.pinning;
    this.#pinned = undefined;
    this.#ask();
    this.draw();
  }

  #ask() {
    this.host.pinning(this.pinning, () => this.draw(), this.#pinned);
  }

  // --- to the server ------------------------------------------------------------------------------------

  /**
   * Send a new comment, or an answer to a thread.
   * @param {Event} event
   * @param {string} form "new", or the thread that is answered
   * @param {Place | null} place
   */
  async send(event, form, place) {
    event.preventDefault();
    const given = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const name = String(given.get("name") ?? "");
    if (name) keep(NAME, name);
    const text = this.draft(form);
    const what = JSON.stringify([place, form, text]);
    const id = this.#ids.get(what) ?? uuid();
    this.#ids.set(what, id);
    const sent = place
      ? this.threads.begin(place, text, name, id)
      : this.threads.answer(form, text, name, id);
    if (!(await this.#do(sent, form))) return;
    this.#ids.delete(what);
    // Who was nobody is somebody by now.
    this.host.you.id ||= (await sent).person ?? "";
    this.#sent(form, text);
    this.#reveal(place ? id : form);
  }

  /** What is written meanwhile stays. @param {string} form @param {string} text */
  #sent(form, text) {
    if (this.draft(form) === text) this.#drafts.delete(form);
    if (this.answering === form) this.answering = null;
    if (form === "new") {
      this.span = null;
      if (this.pinning) this.pin();
    }
    this.#said = t("Sent.");
    this.draw();
  }

  /** @param {Event} event @param {Comment} one */
  async save(event, one) {
    event.preventDefault();
    const form = `edit ${one.id}`;
    if (!(await this.#do(this.threads.edit(one.id, this.draft(form, one.text)), form))) return;
    this.#drafts.delete(form);
    if (this.editing === one.id) this.editing = null;
    this.draw();
  }

  /** Resolve a thread, or open it again. @param {Thread} thread */
  resolve({ id, resolved_at }) {
    void this.#do(this.threads.resolve(id, !resolved_at), `act ${id}`);
  }

  /** @param {Comment} one */
  remove(one) {
    void this.#do(this.threads.remove(one), `act ${one.id}`);
  }

  /** @param {Promise<unknown>} deed @param {string} where @returns {Promise<boolean>} whether it was done */
  async #do(deed, where) {
    this.trouble = null;
    this.#said = "";
    try {
      await deed;
      return true;
    } catch (error) {
      const { sentence } = /** @type {{sentence?: string}} */ (error);
      if (!sentence) throw error;
      this.trouble = { where, sentence };
      return false;
    } finally {
      this.draw();
    }
  }
}
