/**
 * An exercise: the checklist, the film, the judgement, and handing in. The server decides what is done; this page reads
 * it again whenever the project says that something has changed.
 *
 * @import {Exercise} from "#kf/lesson/types.d.ts"
 */
import { html, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { ApiError, api } from "#kf/core/net.js";
import { Checklist } from "#kf/lesson/checklist.js";
import { Film } from "#kf/lesson/film.js";
import { HandIn } from "#kf/lesson/handin.js";
import { Judge } from "#kf/lesson/judge.js";
import { legend, meter } from "#kf/lesson/meter.js";
import { Methods } from "#kf/lesson/methods.js";
import { sayMoments } from "#kf/lesson/moment.js";
import { Results } from "#kf/lesson/results.js";
import { sameCharacter } from "#kf/lesson/samecharacter.js";
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
    history.scrollRestoration = "manual"; // what was far down is another thing now
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
  problem.scrollIntoView({ block: "nearest" });
}

/** @param {import("#kf/lesson/types.d.ts").Work} told */
function begin(told) {
  const work = new Work(told, show, tell);
  const film = new Film(part("film"), {
    through: () => void saving(work.watched()),
    moved: () => judge.draw(),
  });
  const judge = new Judge(part("judge"), work, film, { saving, given: () => work.read() });
  const methods = new Methods(part("methods"), work, tell);
  const results = new Results(part("results"), exercise, tell);
  const handin = new HandIn(part("handin"), work, exercise, { tell, done: () => work.read() });
  const list = new Checklist(work, labels, (pair) => saving(say(pair)));

  function show() {
    list.show();
    film.show(work.reel);
    judge.show();
    methods.show();
    results.show(work.told);
    handin.show();
    const { reel } = work;
    render(
      judge.given && reel
        ? [meter(work.stretches, reel.length, (frame) => film.shown(frame), { own: judge.slips }), legend()]
        : html`<p class="dim t12 ex-blind">${icon("eye-off")}${t("The machine's curve appears once you have given your judgement.")}</p>`,
      part("meter"),
    );
  }

  /** Say in one edit that two poses are one character. @param {import("#kf/lesson/samecharacter.js").Pair} pair */
  async function say(pair) {
    const operations = sameCharacter(pair, work.snapshot?.characters ?? []);
    await api(`/api/projects/${told.project}/ops`, {
      json: { id: uuid(), label: t("Same character"), operations },
    });
  }

  /** @param {Promise<void>} promise */
  async function saving(promise) {
    part("saved").textContent = t("Saving…");
    try {
      await promise;
      part("saved").textContent = t("Saved");
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
  // Where the text stands above the work, who has begun comes back for the work.
  const text = /** @type {HTMLDetailsElement} */ (part("text"));
  const narrow = matchMedia("(max-width: 1099px)");
  const fold = () => (text.open = !narrow.matches);
  narrow.addEventListener("change", fold);
  fold();
  part("steps").addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("a[href='#main']")) text.open = true;
  });
  void work.read();
}
