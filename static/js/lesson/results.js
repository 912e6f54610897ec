/**
 * What was handed in, and what came back: of every attempt the verdict, the rubric, the words, and the teacher's marks on
 * the film that was handed in.
 *
 * @import {Attempt, Exercise, Mark, Review, Work} from "#kf/lesson/types.d.ts"
 */
import { html, nothing, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { api } from "#kf/core/net.js";
import { identityWords } from "#kf/lesson/giving.js";
import { HandedIn } from "#kf/lesson/handedin.js";
import { moment } from "#kf/lesson/moment.js";
import { icon } from "#kf/ui/icon.js";

export class Results {
  /** Published reviews by submission. @type {Map<string, Review>} */
  #reviews = new Map();
  /** Films that were looked at, by submission. @type {Map<string, HandedIn>} */
  #films = new Map();
  #read = "";
  /** @type {Work | null} */
  #work = null;

  /** @param {HTMLElement} box @param {Exercise} exercise @param {(error: unknown) => void} tell */
  constructor(box, exercise, tell) {
    this.box = box;
    this.exercise = exercise;
    this.tell = tell;
  }

  /** @param {Work} work */
  show(work) {
    this.#work = work;
    void this.#fetch(work);
    this.#draw();
  }

  /** Read what teachers said, when they have said something else. @param {Work} work */
  async #fetch({ submissions }) {
    const [newest] = submissions;
    const state = submissions.map(({ id, verdict }) => `${id} ${verdict}`).join();
    if (!newest || state === this.#read) return;
    this.#read = state;
    try {
      const { attempts } = await api(`/api/submissions/${newest.id}`);
      const said = /** @type {(Attempt & {review: Review | null})[]} */ (attempts);
      this.#reviews = new Map(said.flatMap(({ id, review }) => (review ? [[id, review]] : [])));
      for (const one of said) if (one.review?.marks.length) void this.#film(one).show(one.review.marks);
      this.#draw();
    } catch (error) {
      this.#read = "";
      this.tell(error);
    }
  }

  #draw() {
    const [newest, ...earlier] = this.#work?.submissions ?? [];
    render(
      newest
        ? html`<section class="ex-result ex-result--${newest.verdict || "waiting"}" aria-labelledby="result-h">
      <h3 id="result-h">${heading(newest, this.#work?.attempts_left !== 0)}</h3>${this.#attempt(newest)}</section>
      ${earlier.length ? html`<section class="ex-earlier" aria-labelledby="earlier-h"><h3 class="vh" id="earlier-h">${t("Earlier attempts")}</h3>${earlier.map((one) => html`<details class="ex-result"><summary class="num"><span class="turn">${icon("right", "icon-12")}</span>${t("Attempt {count}", { count: one.attempt })} <span class="dim">${heading(one, false)}</span></summary>${this.#attempt(one)}</details>`)}</section>` : nothing}`
        : nothing,
      this.box,
    );
  }

  /** @param {Attempt} attempt */
  #attempt(attempt) {
    const review = attempt.verdict ? this.#reviews.get(attempt.id) : undefined;
    const when = moment(attempt.handed_in_at, this.exercise.due?.zone ?? "");
    const marks = review?.marks ?? [];
    return html`<p class="dim t12 num">${t("Attempt {count}, handed in {when}", { count: attempt.attempt, when })}${attempt.late ? html` · ${t("late")}` : nothing}</p>
      ${review?.words ? html`<blockquote dir="auto">${review.words}</blockquote>` : nothing}
      ${review && marks.length ? html`${this.#film(attempt).box}<ul class="ex-marks">${marks.map((mark) => this.#mark(attempt, mark))}</ul>` : nothing}
      ${review ? this.#scores(review) : nothing}
      ${marks.length ? nothing : html`<details class="ex-look" @toggle=${(/** @type {Event} */ event) => this.#look(attempt, event)}><summary>${icon("film", "icon-12")}${t("See what was handed in")}</summary>${this.#films.get(attempt.id)?.box ?? nothing}</details>`}`;
  }

  /** @param {Attempt} attempt @param {Mark} mark */
  #mark(attempt, mark) {
    const film = this.#film(attempt);
    return html`<li><button type="button" class="btn btn--line btn--dense num" aria-pressed=${film.frame === mark.frame} @click=${() => film.go(mark.frame)}>${icon("flag", "icon-12")}f ${film.shown(mark.frame)}</button> <span dir="auto">${mark.text}</span></li>`;
  }

  /** @param {Review} review */
  #scores({ scores, identity, points }) {
    const { rubric } = this.exercise;
    return html`${identity ? html`<p>${t("Is it still the same character?")} <b>${identityWords(identity)}</b></p>` : nothing}
      ${rubric.length ? html`<dl class="ex-scores">${rubric.map((row, n) => score(row, scores[n] ?? null))}${points ? html`<dt>${t("Together")}</dt><dd><b class="num">${points.got} / ${points.of}</b></dd>` : nothing}</dl>` : nothing}`;
  }

  /** @param {Attempt} attempt */
  #film(attempt) {
    const found =
      this.#films.get(attempt.id) ?? new HandedIn(attempt, { tell: this.tell, moved: () => this.#draw() });
    this.#films.set(attempt.id, found);
    return found;
  }

  /** @param {Attempt} attempt @param {Event} event */
  #look(attempt, { target }) {
    if (!(target instanceof HTMLDetailsElement)) return;
    const film = this.#film(attempt);
    if (!target.open) return film.pause();
    void film.show([]);
    this.#draw();
  }
}

/** @param {import("#kf/lesson/types.d.ts").RubricRow} row @param {number | null} level */
function score(row, level) {
  return html`<dt dir="auto">${row.name}</dt><dd dir="auto">${level === null ? t("not judged") : html`<b class="num">${level} / ${row.levels.length}</b> ${row.levels[level - 1]}`}</dd>`;
}

/** @param {Attempt} attempt @param {boolean} again whether it can be handed in again */
function heading({ verdict }, again) {
  if (verdict === "accepted") return t("Accepted");
  if (verdict === "changes")
    return again ? t("Changes asked: revise it and hand in again") : t("Changes asked");
  if (verdict === "returned") return t("Returned: read what your teacher says");
  return t("Handed in. Your teacher has not answered yet");
}
