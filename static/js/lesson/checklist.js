/**
 * What is done and what is still to do, as the server sees it: the checklist, and the steps at the top of the page.
 *
 * @import {Check} from "#kf/lesson/types.d.ts"
 * @import {Pair} from "#kf/lesson/samecharacter.js"
 * @import {Work} from "#kf/lesson/work.js"
 */
import { html, nothing, render } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { openPair } from "#kf/lesson/samecharacter.js";
import { icon } from "#kf/ui/icon.js";

export class Checklist {
  #done = "";

  /**
   * @param {Work} work
   * @param {Record<string, string>} labels
   * @param {(pair: Pair) => void} same two poses are said to be one character
   */
  constructor(work, labels, same) {
    this.work = work;
    this.labels = labels;
    this.same = same;
  }

  show() {
    const { checklist } = this.work.told;
    const open = checklist.find(({ done }) => !done);
    render(
      checklist.map((check) => this.#row(check)),
      part("checklist"),
    );
    render(
      open ? html`<p class="ex-next">${icon("arrow-right", "icon-12")}${open.sentence}</p>` : nothing,
      part("next"),
    );
    render(this.#pair(checklist), part("pair"));
    const done = checklist.filter((check) => check.done).map(({ name }) => this.labels[name]);
    if (this.#done !== "" && done.join() !== this.#done) {
      part("said").textContent = tn("{count} step is done", "{count} steps are done", done.length);
    }
    this.#done = done.join();
    this.#steps(checklist);
  }

  /** @param {Check} check */
  #row({ name, done, sentence }) {
    return html`<li class=${done ? "is-done" : ""} title=${sentence}>${done ? icon("check") : html`<i class="ring" aria-hidden="true"></i>`}<span>${this.labels[name] ?? name}</span><span class="vh">${sentence}</span></li>`;
  }

  /** @param {Check[]} checklist */
  #pair(checklist) {
    const wanted = checklist.some(({ name, done }) => name === "same_character" && !done);
    const pair = wanted ? openPair(this.work.snapshot) : null;
    if (!pair) return nothing;
    const [one, two] = pair.map(({ name }) => name);
    return html`<p><button type="button" class="btn btn--line" @click=${() => this.same(pair)}>${icon("users")}<span dir="auto">${t("“{one}” and “{two}” are the same character", { one, two })}</span></button></p>`;
  }

  /** @param {Check[]} checklist */
  #steps(checklist) {
    const is = (/** @type {string} */ name) => checklist.find((check) => check.name === name)?.done ?? true;
    const { attempt, state } = this.work.told;
    const all = /** @type {[string, string, boolean][]} */ ([
      [t("Read"), "#main", true],
      [t("Make"), "#make", is("start_and_end") && is("rendered")],
      [t("Watch"), "#film", is("watched") && is("watched_twice")],
      [t("Judge"), "#judge", is("judged")],
      [t("Hand in"), "#handin", attempt > 0 && state !== "changes"],
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
}

/** @param {string} id */
function part(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
