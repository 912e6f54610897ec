/**
 * An exercise: the checklist, the film, the judgement, and handing in. The server decides what is done; this page reads
 * it again whenever the project says that something has changed.
 *
 * @import {Exercise} from "#kf/lesson/types.d.ts"
 */
import { html, render } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { ApiError, api } from "#kf/core/net.js";
import { Film } from "#kf/lesson/film.js";
import { HandIn } from "#kf/lesson/handin.js";
import { Judge } from "#kf/lesson/judge.js";
import { meter } from "#kf/lesson/meter.js";
import { Methods } from "#kf/lesson/methods.js";
import { sayMoments } from "#kf/lesson/moment.js";
import { Results } from "#kf/lesson/results.js";
import { Work } from "#kf/lesson/work.js";
import { icon } from "#kf/ui/icon.js";
import { Live } from "#kf/watch/live.js";

const exercise = /** @type {Exercise} */ (JSON.parse(part("kf-exercise").textContent ?? ""));
const labels = /** @type {Record<string, string>} */ (JSON.parse(part("kf-labels").textContent ?? ""));

sayMoments();
if (exercise.work) begin(exercise.work);
else part("begin").addEventListener("click", () => void start());

/** @param {string} id @returns {HTMLElement} */
function part(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

async function start() {
  try {
    await api(`/api/exercises/${exercise.id}/start`, { json: {} });
    location.reload();
  } catch (error) {
    tell(error);
  }
}

/** @param {unknown} error */
function tell(error) {
  if (!(error instanceof ApiError)) throw error;
  const problem = part("problem");
  const words = problem.querySelector("span");
  if (words) words.textContent = error.sentence;
  problem.hidden = false;
}

/** @param {import("#kf/lesson/types.d.ts").Work} told */
function begin(told) {
  const work = new Work(told, show, tell);
  const film = new Film(part("film"), {
    through: () => void saving(work.watched()),
    moved: () => judge.draw(),
  });
  const judge = new Judge(part("judge"), work, film, { saving });
  const methods = new Methods(part("methods"), work, tell);
  const results = new Results(part("results"), exercise, film);
  const handin = new HandIn(part("handin"), work, { tell, done: () => void work.read() });
  let done = "";

  function show() {
    list();
    film.show(work.reel);
    judge.show();
    methods.show();
    results.show(work.told);
    handin.show();
    const { reel } = work;
    const judged = work.stretches.some((one) => work.opinion(one).identity);
    render(
      judged && reel
        ? meter(work.stretches, reel.length, (frame) => film.shown(frame), { own: judge.slips })
        : html`<p class="dim t12 ex-blind">${icon("eye-off")}${t("The machine's curve appears once you have judged.")}</p>`,
      part("meter"),
    );
  }

  function list() {
    const { checklist } = work.told;
    render(
      checklist.map(
        (check) =>
          html`<li class=${check.done ? "is-done" : ""} title=${check.sentence}>${check.done ? icon("check") : html`<i class="ring" aria-hidden="true"></i>`}<span>${labels[check.name] ?? check.name}</span><span class="vh">${check.sentence}</span></li>`,
      ),
      part("checklist"),
    );
    const now = checklist.filter((check) => check.done).map(({ name }) => labels[name]);
    if (done !== "" && now.join() !== done) {
      part("said").textContent = tn("{count} step is done", "{count} steps are done", now.length);
    }
    done = now.join();
    steps(checklist);
  }

  /** @param {import("#kf/lesson/types.d.ts").Check[]} checklist */
  function steps(checklist) {
    const is = (/** @type {string} */ name) => checklist.find((check) => check.name === name)?.done ?? true;
    const all = /** @type {[string, string, boolean][]} */ ([
      [t("Read"), "#main", true],
      [t("Make"), "#make", is("start_and_end") && is("rendered")],
      [t("Watch"), "#film", is("watched") && is("watched_twice")],
      [t("Judge"), "#judge", is("judged")],
      [t("Hand in"), "#handin", work.told.attempt > 0],
    ]);
    const here = all.findIndex(([, , ready]) => !ready);
    render(
      all.map(
        ([word, goal, ready], n) =>
          html`<li class=${ready ? "is-done" : ""} aria-current=${n === here ? "step" : "false"}><a href=${goal}><span class="ex-n">${ready ? icon("check", "icon-12") : n + 1}</span>${word}</a></li>`,
      ),
      part("steps"),
    );
  }

  /** @param {Promise<void>} promise */
  async function saving(promise) {
    part("saved").textContent = t("Saving…");
    try {
      await promise;
      part("saved").textContent = t("Draft saved");
      work.readSoon();
    } catch (error) {
      part("saved").textContent = t("Not saved");
      tell(error);
    }
  }

  new Live(told.project, {
    changed: () => work.readSoon(),
    closed: () => location.reload(),
    told: ({ type }) => type !== "welcome" && work.readSoon(),
  });
  document.addEventListener("visibilitychange", () => !document.hidden && work.readSoon());
  void work.read();
}
