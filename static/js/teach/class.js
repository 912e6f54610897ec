/**
 * A class for its teacher: who is in it, what was given, and how far everybody is. It is read again when one comes back
 * to the page, and every now and then.
 *
 * @import {Class, ExerciseCard, Line} from "#kf/teach/types.d.ts"
 */
import { html, render } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { ApiError, api } from "#kf/core/net.js";
import { dueWords } from "#kf/teach/due.js";
import { changeExercise, giveLesson } from "#kf/teach/give.js";
import { linesTable } from "#kf/teach/lines.js";
import { roster } from "#kf/teach/roster.js";
import { STATES, stateBadge, stateWord } from "#kf/teach/states.js";
import { zones } from "#kf/teach/zone.js";
import { wireActs } from "#kf/ui/acts.js";
import { icon } from "#kf/ui/icon.js";

const EVERY = 20_000;

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @type {Class} */
let group = JSON.parse(part("kf-class").textContent ?? "");
/** How far everybody is, of the exercises that are open. @type {Map<string, Line[]>} */
const lines = new Map();

wireActs();
draw();
part("give").addEventListener("click", () => void give());
part("zones").append(
  ...zones().map((zone) => Object.assign(document.createElement("option"), { value: zone })),
);
setInterval(() => !document.hidden && void read(), EVERY);
addEventListener("focus", () => void read());

const wished = new URLSearchParams(location.search).get("give");
if (wished) void give(wished);

/** @param {string} [lesson] the one that somebody came with */
async function give(lesson) {
  readIf(await giveLesson(group, tell, lesson));
  if (lesson) history.replaceState(null, "", location.pathname);
}

function draw() {
  render(
    group.exercises.length
      ? html`<ul class="cl-exercises">${group.exercises.map(exercise)}</ul>`
      : nothingGiven(),
    part("exercises"),
  );
  render(roster(group, tell), part("learners"));
}

function nothingGiven() {
  return html`<div class="first empty"><h3>${t("Nothing given yet")}</h3><p>${t("Give the class a lesson. Each learner gets a project of their own, and you see how far everybody is.")}</p></div>`;
}

/** @param {ExerciseCard} card */
function exercise(card) {
  const { id, title, due, overdue, counts, waiting } = card;
  const review = waiting ? t("Review {count}", { count: waiting }) : t("Review");
  return html`<li class="card cl-exercise">
    <div class="cl-h"><span class="grow"><h3 dir="auto">${title}</h3>
      <p class="dim t12 num">${due ? html`${overdue ? t("was due") : t("due")} <time datetime=${due.at}>${dueWords(due)}</time>` : t("no due date")} · ${termsWords(card)}</p></span>
      <a class="btn ${waiting ? "btn--primary" : "btn--line"}" href="/exercises/${id}/review" aria-label="${review}: ${title}">${icon("check")}${review}</a></div>
    <ul class="cl-counts" aria-label=${t("How far the class is")}>${STATES.filter((state) => counts[state]).map((state) => html`<li>${stateBadge(state, `${stateWord(state)} ${counts[state]}`)}</li>`)}</ul>
    <details data-exercise=${id} @toggle=${(/** @type {Event} */ event) => void opened(id, /** @type {HTMLDetailsElement} */ (event.target).open)}>
      <summary>${icon("right", "icon-12")}${t("Every learner")}</summary>
      ${lines.has(id) ? linesTable(lines.get(id) ?? [], group.time_zone) : html`<p class="dim">${t("Loading…")}</p>`}
    </details>
    <div class="row row--wrap"><button type="button" class="btn btn--quiet btn--dense" aria-label=${t("Change {title}", { title })} @click=${() => void changeExercise(card, tell).then(readIf)}>${t("Change")}</button>
      <a class="btn btn--quiet btn--dense" href="/exercises/${id}/grades.csv" aria-label=${t("Grades as CSV: {title}", { title })}>${t("Grades as CSV")}</a>
      <button type="button" class="btn btn--quiet btn--dense" data-act="DELETE /api/exercises/${id}" data-ask=${t("Withdraw “{title}”?", { title })} data-warn=${t("Nobody sees it any more. What learners made for it is not removed.")} aria-label=${t("Withdraw {title}", { title })}>${t("Withdraw")}</button></div>
  </li>`;
}

/** How often it may be handed in, and what becomes of what is late. @param {ExerciseCard} card */
function termsWords({ attempts, late, due }) {
  const often = attempts
    ? tn("{count} attempt", "{count} attempts", attempts)
    : t("as many attempts as one likes");
  if (!due) return often;
  return `${often} · ${late === "closed" ? t("what is late is not taken") : t("what is late is marked")}`;
}

/** @param {string} id @param {boolean} open */
async function opened(id, open) {
  if (!open) lines.delete(id);
  else if (!lines.has(id)) await look(id);
}

/** @param {string} id */
async function look(id) {
  try {
    lines.set(id, await api(`/api/exercises/${id}/learners`));
    draw();
  } catch (error) {
    tell(error);
  }
}

async function read() {
  try {
    group = await api(`/api/classes/${group.id}`);
    draw();
    await Promise.all([...lines.keys()].map(look));
  } catch (error) {
    // What is seen is a little older then; it is read again soon.
    if (!(error instanceof ApiError && error.passing)) tell(error);
  }
}

/** @param {boolean} changed */
function readIf(changed) {
  if (changed) void read();
}

/** @param {unknown} error */
function tell(error) {
  if (!(error instanceof ApiError)) throw error;
  const words = part("problem").querySelector("span");
  if (words) words.textContent = error.sentence;
  part("problem").hidden = false;
}
