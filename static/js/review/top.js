/**
 * Above the desk: where in the queue one is, what it is filtered by, whether names are shown.
 *
 * @import {Filter} from "#kf/review/types.d.ts"
 * @import {Queue} from "#kf/review/queue.js"
 */
import { html, nothing, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { icon } from "#kf/ui/icon.js";
import { keep, kept } from "#kf/ui/kept.js";
import { part } from "#kf/watch/parts.js";

const KEY = "kf-review-names";
/** How long it is said what was answered; taking it back goes on. */
const SAID = 15_000;

export class Top {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #gone;
  /** Whether learners are numbers. */
  nameless = kept(KEY) === "no";

  /**
   * @param {Queue} queue
   * @param {{go: (at: number) => void, filter: () => void, drawn: () => void}} hearers
   */
  constructor(queue, hearers) {
    this.queue = queue;
    this.hearers = hearers;
  }

  /** How a learner is called on this page. @param {string} alias */
  called(alias) {
    const number = this.queue.number(alias);
    if (this.nameless) return { name: t("Learner {number}", { number }), sign: String(number) };
    return { name: alias, sign: [...alias][0] ?? "" };
  }

  toggleNames() {
    this.nameless = !this.nameless;
    keep(KEY, this.nameless ? "no" : "yes");
    this.draw();
    this.hearers.drawn();
  }

  /** What was answered last, and the way to take it back; "" when there is nothing to take back. @param {string} words @param {() => void} back */
  answered(words, back) {
    clearTimeout(this.#gone);
    if (words) this.#gone = setTimeout(() => this.#leave(words, back), SAID);
    render(
      words
        ? html`<p class="rv-answered" role="status">${icon("check")}<span class="ell">${words}</span><button type="button" class="btn btn--quiet btn--dense" @click=${back}>${t("Take back")}<kbd class="kbd" aria-hidden="true">Z</kbd></button></p>`
        : nothing,
      part("answered"),
    );
  }

  /** Say it no longer, unless somebody is about to take it back. @param {string} words @param {() => void} back */
  #leave(words, back) {
    const about = part("answered").querySelector(":hover, :focus-visible");
    this.answered(about ? words : "", back);
  }

  draw() {
    const { queue } = this;
    const { list, at } = queue;
    const filters = /** @type {[Filter, string][]} */ ([
      ["waiting", t("Waiting")],
      ["late", t("Late")],
      ["all", t("All")],
    ]);
    render(
      html`<span class="rv-place"><button type="button" class="ibtn" aria-label=${t("The one before")} aria-keyshortcuts="k" ?disabled=${at <= 0} @click=${() => this.hearers.go(at - 1)}>${icon("left")}</button>
        <span class="num strong">${`${Math.min(at + 1, list.length)} / ${list.length}`}</span>
        <button type="button" class="ibtn" aria-label=${t("The next one")} aria-keyshortcuts="j" ?disabled=${at + 1 >= list.length} @click=${() => this.hearers.go(at + 1)}>${icon("right")}</button></span>
      <span class="segd" role="group" aria-label=${t("Show")}>${filters.map(([value, word]) => html`<button type="button" aria-pressed=${queue.filter === value} @click=${() => this.choose(value)}>${word} <span class="num">${queue.count(value)}</span></button>`)}</span>`,
      part("place"),
    );
    part("names").setAttribute("aria-pressed", String(this.nameless));
    part("none-all").hidden = !queue.all.length;
  }

  /** @param {Filter} filter */
  choose(filter) {
    this.queue.choose(filter);
    this.hearers.filter();
  }
}
