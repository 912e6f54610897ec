/**
 * Handing in: what is frozen, which attempt it is, and what is still to do. Once it is handed in, this says so, and waits
 * until something is changed.
 *
 * @import {Work} from "#kf/lesson/work.js"
 * @import {Exercise} from "#kf/lesson/types.d.ts"
 */
import { html, nothing, render } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { api } from "#kf/core/net.js";
import { moment } from "#kf/lesson/moment.js";
import { Wish } from "#kf/lesson/wish.js";
import { ask } from "#kf/ui/dialog.js";
import { icon } from "#kf/ui/icon.js";

export class HandIn {
  #wish = new Wish();
  #busy = false;

  /**
   * @param {HTMLElement} box
   * @param {Work} work
   * @param {Exercise} exercise
   * @param {{tell: (error: unknown) => void, done: () => Promise<void>}} hearers
   */
  constructor(box, work, exercise, hearers) {
    this.box = box;
    this.work = work;
    this.exercise = exercise;
    this.hearers = hearers;
  }

  show() {
    const { attempt, attempts_left, may_hand_in, state } = this.work.told;
    const over = state === "accepted" || attempts_left === 0;
    render(
      html`<p class="ex-why dim t12 grow" id="why-not" role="status">${this.#handedIn()}<span>${this.#words()}${over || attempts_left === null ? nothing : html` <span class="num">${tn("{count} attempt left", "{count} attempts left", attempts_left)}</span>`}</span></p>
      ${over ? nothing : html`<button type="button" class="btn btn--primary btn--lg" ?disabled=${!may_hand_in || this.#same || this.#busy} aria-describedby="why-not" @click=${() => this.#press()}>${icon("send")}${attempt ? t("Hand in attempt {count}", { count: attempt + 1 }) : t("Hand in")}</button>`}`,
      this.box,
    );
  }

  /** Whether it still is what was handed in. */
  get #same() {
    const { attempt, changed } = this.work.told;
    return attempt > 0 && !changed;
  }

  #handedIn() {
    const [newest] = this.work.told.submissions;
    if (!newest) return nothing;
    const when = moment(newest.handed_in_at, this.exercise.due?.zone ?? "");
    return html`<b class="ex-done num">${icon("check", "icon-12")}${t("Attempt {count} handed in, {when}", { count: newest.attempt, when })}</b>`;
  }

  #words() {
    const { why_not, would_be_late, state } = this.work.told;
    if (why_not) return why_not;
    if (this.#same && state === "changes") return t("Change what your teacher asks for. Then hand in again.");
    if (this.#same) return t("Nothing is changed since. When you change something, you can hand in again.");
    if (would_be_late) return t("It would be late. It is taken, and marked late.");
    return t("A copy is handed in as it is now. You can go on working.");
  }

  async #press() {
    const { attempts_left, attempt } = this.work.told;
    const last = attempts_left === 1 && attempt > 0;
    const sure =
      !last ||
      (await ask({
        title: t("Hand in the last attempt?"),
        sentence: t(
          "This is the last of {count}. After it nothing more is taken, unless your teacher gives you one more.",
          {
            count: this.exercise.attempts,
          },
        ),
        verb: t("Hand in attempt {count}", { count: attempt + 1 }),
      }));
    if (sure) await this.#send();
  }

  async #send() {
    const { id, attempt } = this.work.told;
    const { revision, judgements } = this.work.snapshot ?? {};
    this.#busy = true;
    this.show();
    /** @type {unknown} */
    let trouble = null;
    try {
      await api(`/api/works/${id}/hand-in`, { json: { id: this.#wish.id(attempt, revision, judgements) } });
    } catch (error) {
      trouble = error;
      await this.work.read(); // maybe it was handed in, and the answer alone was lost
    }
    if (!trouble || this.work.told.attempt > attempt) await this.hearers.done();
    else this.hearers.tell(trouble);
    this.#busy = false;
    this.show();
  }
}
