/**
 * What was handed in, and what came back: the verdict, the rubric, the words, and the teacher's marks on frames.
 *
 * @import {Attempt, Exercise, Review, Work} from "#kf/lesson/types.d.ts"
 * @import {Film} from "#kf/lesson/film.js"
 */
import { html, nothing, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { api } from "#kf/core/net.js";
import { moment } from "#kf/lesson/moment.js";
import { icon } from "#kf/ui/icon.js";

export class Results {
  /** Published reviews by submission. @type {Map<string, Review>} */
  #reviews = new Map();

  /** @param {HTMLElement} box @param {Exercise} exercise @param {Film} film */
  constructor(box, exercise, film) {
    this.box = box;
    this.exercise = exercise;
    this.film = film;
  }

  /** @param {Work} work */
  show(work) {
    const [newest, ...earlier] = work.submissions;
    if (newest?.verdict) void this.#fetch(newest, work);
    else this.#reviews.delete(newest?.id ?? "");
    render(newest ? this.#newest(newest, earlier) : nothing, this.box);
  }

  /** @param {Attempt} attempt @param {Work} work */
  async #fetch({ id, verdict }, work) {
    if (this.#reviews.get(id)?.verdict === verdict) return;
    const { review } = await api(`/api/submissions/${id}`);
    if (!review) return;
    this.#reviews.set(id, review);
    this.film.mark({
      ...this.film.marks,
      flags: new Set(review.marks.map((/** @type {{frame: number}} */ { frame }) => frame)),
    });
    this.show(work);
  }

  /** @param {Attempt} newest @param {Attempt[]} earlier */
  #newest(newest, earlier) {
    const review = newest.verdict ? this.#reviews.get(newest.id) : undefined;
    return html`<section class="ex-result ex-result--${newest.verdict || "waiting"}" aria-labelledby="result-h">
      <h3 id="result-h">${heading(newest)}</h3>
      <p class="dim t12 num">${t("Attempt {count}, handed in {when}", { count: newest.attempt, when: moment(newest.handed_in_at, this.exercise.due?.zone ?? "") })}${newest.late ? html` · ${t("late")}` : nothing} · <a href="/projects/${newest.project}/watch">${t("See what was handed in")}</a></p>
      ${review ? this.#review(review) : nothing}
      ${earlier.length ? html`<details><summary>${t("Earlier attempts")}</summary><ul>${earlier.map((one) => html`<li><a href="/projects/${one.project}/watch">${t("Attempt {count}", { count: one.attempt })}</a> <span class="dim">${heading(one)}</span></li>`)}</ul></details>` : nothing}
    </section>`;
  }

  /** @param {Review} review */
  #review(review) {
    return html`${review.words ? html`<blockquote dir="auto">${review.words}</blockquote>` : nothing}
      ${review.marks.length ? html`<ul class="ex-marks">${review.marks.map((mark) => html`<li><button type="button" class="btn btn--line btn--dense num" @click=${() => this.film.seek(mark.frame)}>${icon("flag", "icon-12")}f ${this.film.shown(mark.frame)}</button> <span dir="auto">${mark.text}</span></li>`)}</ul>` : nothing}
      ${this.exercise.rubric.length ? html`<dl class="ex-scores">${this.exercise.rubric.map((row, n) => this.#score(row, review.scores[n] ?? null))}</dl>` : nothing}`;
  }

  /** @param {import("#kf/lesson/types.d.ts").RubricRow} row @param {number | null} level */
  #score(row, level) {
    return html`<dt>${row.name}</dt><dd>${level === null ? t("not judged") : html`<b class="num">${level} / ${row.levels.length}</b> ${row.levels[level - 1]}`}</dd>`;
  }
}

/** @param {Attempt} attempt */
function heading({ verdict }) {
  if (verdict === "accepted") return t("Accepted");
  if (verdict === "changes") return t("Changes asked: revise it and hand in again");
  if (verdict === "returned") return t("Returned");
  return t("Handed in. Your teacher has not answered yet");
}
