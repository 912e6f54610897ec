/**
 * The question that no number answers, put to the learner before the machine says anything. What they answer is a draft
 * until they give it as their judgement; then the curve comes, and whatever they change is marked.
 *
 * @import {Identity, Opinion} from "#kf/lesson/types.d.ts"
 * @import {Work} from "#kf/lesson/work.js"
 * @import {Film} from "#kf/lesson/film.js"
 */
import { html, nothing, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { giving, identityWords } from "#kf/lesson/giving.js";
import { reasonWords } from "#kf/lesson/reasons.js";
import { icon } from "#kf/ui/icon.js";

const LONGEST = 1000;
const LATER = 700;
const KEYS = /** @type {Record<string, Identity>} */ ({ y: "yes", u: "partly", e: "no" });
/** @type {Opinion} */
const NONE = { identity: null, reasons: [], frames: [], text: "", given: null, changed: false };

export class Judge {
  opinion = NONE;
  /** Frames of the film that slip. @type {Set<number>} */
  slips = new Set();
  /** Whether the judgement of all that is shown is given. */
  given = false;
  #takes = "";
  /** Whether a judgement that was given is being changed. */
  #changing = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later;

  /**
   * @param {HTMLElement} box
   * @param {Work} work
   * @param {Film} film
   * @param {{saving: (promise: Promise<void>) => Promise<void>, given: () => Promise<void>}} hearers
   */
  constructor(box, work, film, hearers) {
    this.box = box;
    this.work = work;
    this.film = film;
    this.hearers = hearers;
    document.addEventListener("keydown", (event) => this.#keyed(event));
  }

  /** Take over what was said, unless it is just being said here. */
  show() {
    const { stretches } = this.work;
    const said = stretches.map((one) => this.work.opinion(one));
    const given = said.length > 0 && said.every((one) => one.given);
    const takes = stretches.map(({ take }) => take).join();
    if (takes !== this.#takes || given !== this.given) {
      // Who was at work on an answer keeps the words: what is drawn anew asks for another answer, not for other words.
      const words = this.given || !this.#takes ? "" : this.opinion.text;
      this.#takes = takes;
      this.given = given;
      this.#changing = false;
      const open = said.filter((one) => given || !one.given);
      const last = open.find(({ identity }) => identity) ?? open[0] ?? NONE;
      this.opinion = { ...last, text: last.text || words };
      this.slips = new Set(
        stretches.flatMap((one, n) => said[n].frames.flatMap((drawing) => one.frames[drawing] ?? [])),
      );
    }
    this.draw();
  }

  /** Whether nothing is to be answered now. */
  get #locked() {
    return !this.#takes || (this.given && !this.#changing);
  }

  draw() {
    this.film.mark({ ...this.film.marks, slips: this.slips });
    render(
      this.#takes
        ? this.#form()
        : html`<h3 id="judge-h">${t("Is it still the same character?")}</h3><p class="dim">${t("Render it and watch it first. Then say what you saw.")}</p>`,
      this.box,
    );
  }

  #form() {
    const { identity, reasons, text } = this.opinion;
    const locked = this.#locked;
    const answers = /** @type {[Identity, string, string][]} */ ([
      ["yes", t("all frames hold"), "Y"],
      ["partly", t("some frames slip"), "U"],
      ["no", t("it is somebody else"), "E"],
    ]);
    return html`<h3 id="judge-h">${t("Is it still the same character?")}</h3>
      ${!this.given && this.work.hasGiven ? html`<p class="note note--stale">${icon("stale")}<span>${t("It was drawn anew since your judgement. Watch it, and judge again.")}</span></p>` : nothing}
      <div class="answers" role="group" aria-labelledby="judge-h">${answers.map(
        ([value, hint, key]) =>
          html`<button type="button" class="answer" ?disabled=${locked} aria-pressed=${identity === value} aria-keyshortcuts=${key.toLowerCase()} @click=${() => this.#say({ identity: value })}><b>${identityWords(value)}</b><kbd class="kbd" aria-hidden="true">${key}</kbd><span>${hint}</span></button>`,
      )}</div>
      <div class="slips"><span class="dim t12">${t("Frames that slip")}</span>${[...this.slips].sort((a, b) => a - b).map((frame) => this.#slip(frame))}${this.#here()}</div>
      <div class="chips" role="group" aria-label=${t("What slips")}>${reasonWords().map(([code, words]) => html`<button type="button" class="chip" ?disabled=${locked} aria-pressed=${reasons.includes(code)} @click=${() => this.#reason(code)}>${words}</button>`)}</div>
      <label class="label" for="why">${t("Why? Two or three sentences")}</label>
      <textarea class="input" id="why" rows="3" dir="auto" maxlength=${LONGEST} ?readonly=${locked} .value=${text} @input=${(/** @type {Event} */ event) => this.#write(/** @type {HTMLTextAreaElement} */ (event.target).value)}></textarea>
      ${giving(this.work, this.film, {
        ready: identity !== null,
        given: this.given,
        changing: this.#changing,
        give: () => void this.#give(),
        change: () => {
          this.#changing = true;
          this.draw();
        },
      })}`;
  }

  /** @param {number} frame */
  #slip(frame) {
    const number = this.film.shown(frame);
    return html`<span class="slip"><button type="button" class="slip-go num" aria-label=${t("f {frame}, go there", { frame: number })} @click=${() => this.film.seek(frame)}>f ${number}</button>${this.#locked ? nothing : html`<button type="button" aria-label=${t("Take the mark off frame {frame}", { frame: number })} @click=${() => this.#toggle(frame)}>${icon("close", "icon-12")}</button>`}</span>`;
  }

  #here() {
    const { frame } = this.film;
    const drawn = this.work.stretches.some(({ frames }) => frames.includes(this.#drawing(frame)));
    if (this.#locked || this.slips.has(this.#drawing(frame))) return nothing;
    if (!drawn) return html`<span class="hint">${t("Step to a frame between the keys to mark it.")}</span>`;
    return html`<button type="button" class="btn btn--line btn--dense" aria-keyshortcuts="m" @click=${() => this.#toggle(this.#drawing(frame))}>${icon("plus", "icon-12")}${t("Mark frame {frame}", { frame: this.film.shown(frame) })}</button>`;
  }

  /** The first frame on which the drawing of this frame is shown. @param {number} frame */
  #drawing(frame) {
    return this.film.player?.reel.at(frame)?.start ?? frame;
  }

  /** @param {number} frame */
  #toggle(frame) {
    if (!this.slips.delete(frame)) this.slips.add(frame);
    this.#say({});
  }

  /** @param {string} code */
  #reason(code) {
    const { reasons } = this.opinion;
    this.#say({
      reasons: reasons.includes(code) ? reasons.filter((one) => one !== code) : [...reasons, code],
    });
  }

  /** @param {string} text */
  #write(text) {
    this.opinion = { ...this.opinion, text };
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.#say({}), LATER);
  }

  get #said() {
    const { identity, reasons, text } = this.opinion;
    return { identity, reasons, text: text.trim() };
  }

  /** @param {Partial<Opinion>} more */
  #say(more) {
    clearTimeout(this.#later);
    this.opinion = { ...this.opinion, ...more };
    this.draw();
    void this.hearers.saving(this.work.draft(this.#said, this.slips));
  }

  async #give() {
    clearTimeout(this.#later);
    await this.hearers.saving(this.work.give(this.#said, this.slips));
    await this.hearers.given();
  }

  /** @param {KeyboardEvent} event */
  #keyed(event) {
    if (this.#locked || event.altKey || event.ctrlKey || event.metaKey) return;
    const { target } = event;
    if (target instanceof HTMLElement && target.closest("input, textarea, select, dialog")) return;
    const identity = KEYS[event.key.toLowerCase()];
    if (identity) this.#say({ identity });
    else if (
      event.key.toLowerCase() === "m" &&
      (this.#here() !== nothing || this.slips.has(this.#drawing(this.film.frame)))
    )
      this.#toggle(this.#drawing(this.film.frame));
  }
}
