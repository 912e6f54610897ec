/** A lesson's text as learners will read it, while it is written. The server makes it, and leaves out what could act. */
import { api } from "#kf/core/net.js";

const PAUSE = 350;

export class Preview {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later;
  #asked = 0;

  /** @param {HTMLElement} box @param {string} lesson @param {HTMLTextAreaElement} field */
  constructor(box, lesson, field) {
    this.box = box;
    this.lesson = lesson;
    this.field = field;
  }

  soon() {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => void this.show(), PAUSE);
  }

  async show() {
    const number = ++this.#asked;
    const json = { text: this.field.value, lesson: this.lesson };
    // A look is only a look: where it cannot be had, the last one stays.
    const answer = await api("/api/lessons/preview", { json }).catch(() => null);
    if (!answer || number !== this.#asked) return;
    const page = new DOMParser().parseFromString(answer.html, "text/html");
    this.box.replaceChildren(...page.body.childNodes);
  }
}
