/**
 * Writing a review: levels, marks on frames, words, one's own opinion. Each change is kept as a draft at once.
 *
 * @import {Identity} from "#kf/lesson/types.d.ts"
 * @import {Draft} from "#kf/review/types.d.ts"
 * @import {Handed} from "#kf/review/handed.js"
 * @import {Drafts} from "#kf/review/drafts.js"
 */
import { offerSentences } from "#kf/review/sentences.js";
import { part } from "#kf/watch/parts.js";

export class Pen {
  /** The row of the rubric that digits speak of. */
  row = 0;

  /**
   * @param {{handed: () => Handed | null, drafts: Drafts, drawn: () => void, say: (words: string) => void}} desk
   */
  constructor(desk) {
    this.desk = desk;
  }

  /** What is written on, unless it is published. */
  get #open() {
    const handed = this.desk.handed();
    return handed && !handed.published ? handed : null;
  }

  /** @param {Partial<Draft>} more */
  edit(more) {
    const handed = this.#open;
    if (!handed) return;
    handed.draft = { ...handed.draft, ...more };
    this.desk.drafts.changed(handed.told.id, handed.draft);
    this.desk.drawn();
  }

  /** @param {Identity} identity said again, it is taken back */
  identity(identity) {
    this.edit({ identity: this.#open?.draft.identity === identity ? "" : identity });
  }

  /** @param {number} row @param {number} level 0 for none @param {boolean} [stay] in the row, with the focus */
  level(row, level, stay = false) {
    const handed = this.#open;
    const asked = handed?.told.exercise.rubric[row];
    if (!handed || !asked || level > asked.levels.length) return;
    const scores = handed.draft.scores.map((one, n) => (n === row ? level || null : one));
    this.row = stay || !level ? row : Math.min(row + 1, scores.length - 1);
    this.edit({ scores });
    if (stay) this.#within(`[data-row="${row}"] [tabindex="0"]`)?.focus();
    this.desk.say(level ? `${asked.name}: ${level}, ${asked.levels[level - 1]}` : asked.name);
  }

  /** @param {number} row */
  choose(row) {
    const asked = this.desk.handed()?.told.exercise.rubric[row];
    if (!asked || row === this.row) return;
    this.row = row;
    this.desk.drawn();
    this.desk.say(asked.name);
  }

  /** Mark the frame that is shown, and write what is there. @param {{x: number, y: number} | null} place */
  mark(place) {
    const handed = this.#open;
    if (!handed?.reel.length) return;
    handed.player.pause();
    const { marks } = handed.draft;
    const { frame } = handed.player;
    const there = place ? -1 : marks.findIndex((one) => one.frame === frame);
    if (there < 0)
      this.edit({ marks: [...marks, { frame, x: place?.x ?? null, y: place?.y ?? null, text: "" }] });
    this.open(there < 0 ? marks.length : there);
  }

  /** Write at a mark. @param {number} n */
  open(n) {
    this.#within(`[data-mark="${n}"]`)?.focus();
  }

  /** @param {number} n @param {string} text */
  write(n, text) {
    this.edit({ marks: this.#open?.draft.marks.map((one, at) => (at === n ? { ...one, text } : one)) });
  }

  /** Lay a mark on a place of the picture. @param {number} n @param {{x: number, y: number}} place */
  place(n, place) {
    this.edit({ marks: this.#open?.draft.marks.map((one, at) => (at === n ? { ...one, ...place } : one)) });
  }

  /** @param {number} n */
  unmark(n) {
    this.edit({ marks: this.#open?.draft.marks.filter((_, at) => at !== n) });
    part("stage").focus();
  }

  /** Offer sentences that were kept. @param {Element | null} at */
  sentences(at) {
    const field = /** @type {HTMLTextAreaElement | null} */ (this.#within("#words"));
    if (!field || !at || !this.#open) return;
    const written = field.value.slice(field.selectionStart, field.selectionEnd) || field.value;
    offerSentences(at, written, (sentence) => {
      const words = this.#open?.draft.words.trimEnd();
      this.edit({ words: words ? `${words} ${sentence}` : sentence });
      field.focus();
    });
  }

  /** @param {string} selector @returns {HTMLElement | null} */
  #within(selector) {
    return part("side").querySelector(selector);
  }
}
