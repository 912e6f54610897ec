/**
 * The question that no number answers, put to the learner before the machine says anything.
 *
 * @import {Identity, Opinion} from "#kf/lesson/types.d.ts"
 * @import {Work} from "#kf/lesson/work.js"
 * @import {Film} from "#kf/lesson/film.js"
 */
import { html, nothing, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { reasonWords } from "#kf/lesson/reasons.js";
import { icon } from "#kf/ui/icon.js";

const LONGEST = 1000;
const LATER = 700;
const KEYS = /** @type {Record<string, Identity>} */ ({ y: "yes", u: "partly", e: "no" });

export class Judge {
  /** @type {Opinion} */
  opinion = { identity: null, reasons: [], frames: [], text: "" };
  /** @type {Set<number>} */
  slips = new Set();
  #takes = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later;

  /**
   * @param {HTMLElement} box
   * @param {Work} work
   * @param {Film} film
   * @param {{saving: (promise: Promise<void>) => void}} hearers
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
    const takes = stretches.map(({ take }) => take).join();
    if (takes !== this.#takes && stretches.length) {
      this.#takes = takes;
      const said = stretches.map((one) => this.work.opinion(one));
      this.opinion = said.find(({ identity }) => identity) ?? said[0];
      this.slips = new Set(
        stretches.flatMap((one, n) => said[n].frames.map((drawing) => one.frames[drawing])),
      );
    }
    this.draw();
  }

  draw() {
    const { identity, reasons, text } = this.opinion;
    const answers = /** @type {[Identity, string, string, string][]} */ ([
      ["yes", t("Yes"), t("all frames hold"), "Y"],
      ["partly", t("Partly"), t("some frames slip"), "U"],
      ["no", t("No"), t("it is somebody else"), "E"],
    ]);
    this.film.mark({ ...this.film.marks, slips: this.slips });
    render(
      this.#takes
        ? html`<h3 id="judge-h">${t("Is it still the same character?")}</h3>
      <div class="answers" role="group" aria-labelledby="judge-h">${answers.map(
        ([value, word, hint, key]) =>
          html`<button type="button" class="answer" aria-pressed=${identity === value} aria-keyshortcuts=${key.toLowerCase()} @click=${() => this.#say({ identity: value })}><b>${word}</b><kbd class="kbd" aria-hidden="true">${key}</kbd><span>${hint}</span></button>`,
      )}</div>
      <div class="slips"><span class="dim t12">${t("Frames that slip")}</span>${[...this.slips].sort((a, b) => a - b).map((frame) => this.#slip(frame))}${this.#here()}</div>
      <div class="chips" role="group" aria-label=${t("What slips")}>${reasonWords().map(([code, words]) => html`<button type="button" class="chip" aria-pressed=${reasons.includes(code)} @click=${() => this.#reason(code)}>${words}</button>`)}</div>
      <label class="label" for="why">${t("Why? Two or three sentences")}</label>
      <textarea class="input" id="why" rows="3" maxlength=${LONGEST} .value=${text} @input=${(/** @type {Event} */ event) => this.#write(/** @type {HTMLTextAreaElement} */ (event.target).value)}></textarea>`
        : html`<h3 id="judge-h">${t("Is it still the same character?")}</h3><p class="dim">${t("Render it and watch it first. Then say what you saw.")}</p>`,
      this.box,
    );
  }

  /** @param {number} frame */
  #slip(frame) {
    const number = this.film.shown(frame);
    return html`<span class="slip"><button type="button" class="slip-go num" aria-label=${t("f {frame}, go there", { frame: number })} @click=${() => this.film.seek(frame)}>f ${number}</button><button type="button" aria-label=${t("Take the mark off frame {frame}", { frame: number })} @click=${() => this.#toggle(frame)}>${icon("close", "icon-12")}</button></span>`;
  }

  #here() {
    const { frame } = this.film;
    const drawn = this.work.stretches.some(({ frames }) => frames.includes(this.#drawing(frame)));
    if (!drawn || this.slips.has(this.#drawing(frame))) return nothing;
    return html`<button type="button" class="btn btn--line btn--dense" aria-keyshortcuts="m" @click=${() => this.#toggle(this.#drawing(frame))}>${icon("plus", "icon-12")}${t("Mark frame {frame}", { frame: this.film.shown(frame) })}</button>`;
  }

  /** The first frame on which the drawing of this frame is shown. @param {number} frame */
  #drawing(frame) {
    return this.film.player?.reel.at(frame)?.start ?? frame;
  }

  /** @param {number} frame */
  #toggle(frame) {
    if (!this.slips.delete(frame)) this.slips.add(frame);
    // Who marks a frame says that not all hold.
    this.#say(this.slips.size && !this.opinion.identity ? { identity: "partly" } : {});
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

  /** @param {Partial<Opinion>} more */
  #say(more) {
    clearTimeout(this.#later);
    this.opinion = { ...this.opinion, ...more };
    this.draw();
    const { identity, reasons, text } = this.opinion;
    this.hearers.saving(this.work.judge({ identity, reasons, text: text.trim() }, this.slips));
  }

  /** @param {KeyboardEvent} event */
  #keyed(event) {
    if (!this.#takes || event.altKey || event.ctrlKey || event.metaKey) return;
    const { target } = event;
    if (target instanceof HTMLElement && target.closest("input, textarea, select, dialog")) return;
    const identity = KEYS[event.key.toLowerCase()];
    if (identity) this.#say({ identity });
    else if (event.key.toLowerCase() === "m") this.#toggle(this.#drawing(this.film.frame));
  }
}
