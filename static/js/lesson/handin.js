/**
 * Handing in: what is frozen, which attempt it is, and what is still to do.
 *
 * @import {Work} from "#kf/lesson/work.js"
 */
import { html, nothing, render } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { api } from "#kf/core/net.js";
import { icon } from "#kf/ui/icon.js";

export class HandIn {
  /** One id for one wish, however often it has to be sent. */
  #id = crypto.randomUUID();
  #busy = false;

  /**
   * @param {HTMLElement} box
   * @param {Work} work
   * @param {{tell: (error: unknown) => void, done: () => void}} hearers
   */
  constructor(box, work, hearers) {
    this.box = box;
    this.work = work;
    this.hearers = hearers;
  }

  show() {
    const { attempt, attempts_left, may_hand_in, why_not, would_be_late } = this.work.told;
    const next = attempt + 1;
    const left =
      attempts_left === null ? nothing : tn("{count} attempt left", "{count} attempts left", attempts_left);
    render(
      html`<p class="dim t12 grow" id="why-not">${why_not || (would_be_late ? t("It would be late. It is taken, and marked late.") : t("A copy is handed in as it is now. You can go on working."))} ${left}</p>
      <button type="button" class="btn btn--primary btn--lg" ?disabled=${!may_hand_in || this.#busy} aria-describedby="why-not" @click=${() => this.#send()}>${icon("send")}${attempt ? t("Hand in attempt {count}", { count: next }) : t("Hand in")}</button>`,
      this.box,
    );
  }

  async #send() {
    this.#busy = true;
    this.show();
    try {
      await api(`/api/works/${this.work.told.id}/hand-in`, { json: { id: this.#id } });
      this.#id = crypto.randomUUID();
      this.hearers.done();
    } catch (error) {
      this.hearers.tell(error);
    } finally {
      this.#busy = false;
      this.show();
    }
  }
}
