/**
 * The film that was handed in, as it was, with what a teacher marked on it: whatever is made of the work since, the marks
 * lie where they were put.
 *
 * @import {Attempt, Mark} from "#kf/lesson/types.d.ts"
 */
import { html } from "lit";
import { t } from "#kf/core/i18n.js";
import { api } from "#kf/core/net.js";
import { Film } from "#kf/lesson/film.js";
import { icon } from "#kf/ui/icon.js";

export class HandedIn {
  box = document.createElement("div");
  #film;
  /** @type {Mark[]} */
  #marks = [];
  #reading = false;

  /** @param {Attempt} attempt @param {{tell: (error: unknown) => void, moved: () => void}} hearers */
  constructor({ project, attempt }, { tell, moved }) {
    this.project = project;
    this.tell = tell;
    this.box.className = "ex-handed";
    this.box.setAttribute("role", "group");
    this.box.setAttribute("aria-label", t("What was handed in, attempt {count}", { count: attempt }));
    this.#film = new Film(this.box, {
      moved,
      note: (frame) => this.#pins(frame),
      words: (frame) => this.#words(frame),
    });
  }

  get frame() {
    return this.#film.frame;
  }

  /** A frame as people read it. @param {number} frame */
  shown(frame) {
    return this.#film.shown(frame);
  }

  /** Show these marks; the first of them, when the film is there for the first time. @param {Mark[]} marks */
  async show(marks) {
    this.#marks = marks;
    this.#film.mark({ slips: new Set(), flags: new Set(marks.map(({ frame }) => frame)) });
    if (this.#reading) return;
    this.#reading = true;
    try {
      this.#film.show(await api(`/api/projects/${this.project}/reel`));
      this.#film.seek(this.#marks[0]?.frame ?? 0);
    } catch (error) {
      this.#reading = false;
      this.tell(error);
    }
  }

  /** Stand on a frame, in sight of who reads. @param {number} frame */
  go(frame) {
    this.#film.seek(frame);
    this.box.scrollIntoView({ block: "nearest" });
  }

  pause() {
    this.#film.player?.pause();
  }

  /** Where the marks of a frame point. @param {number} frame */
  #pins(frame) {
    const pins = this.#marks.filter((mark) => mark.frame === frame && mark.x !== null && mark.y !== null);
    return pins.map(
      ({ x, y }) =>
        html`<span class="film-pin" aria-hidden="true" .style=${`left:${Number(x) * 100}%;top:${Number(y) * 100}%`}>${icon("flag", "icon-12")}</span>`,
    );
  }

  /** What they say, where it hides nothing. @param {number} frame */
  #words(frame) {
    const here = this.#marks.filter((mark) => mark.frame === frame && mark.text);
    return here.map(({ text }) => html`<p class="film-words" dir="auto">${text}</p>`);
  }
}
