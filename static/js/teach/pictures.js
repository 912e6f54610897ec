/**
 * The pictures of a lesson: chosen, pasted or dropped, and put into its text.
 *
 * @import {Lesson, Picture} from "#kf/teach/types.d.ts"
 */
import { html, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { api } from "#kf/core/net.js";
import { put } from "#kf/teach/write.js";
import { icon } from "#kf/ui/icon.js";

export class Pictures {
  /** @type {Picture[]} */
  #all;

  /**
   * @param {HTMLElement} box
   * @param {Pick<Lesson, "id" | "pictures">} lesson
   * @param {HTMLTextAreaElement} field the text
   * @param {{changed: () => void, tell: (error: unknown) => void}} hearers
   */
  constructor(box, lesson, field, hearers) {
    this.box = box;
    this.path = `/api/lessons/${lesson.id}/pictures`;
    this.field = field;
    this.hearers = hearers;
    this.#all = lesson.pictures;
    field.addEventListener("paste", (event) => this.#brought(event, event.clipboardData));
    field.addEventListener("drop", (event) => this.#brought(event, event.dataTransfer));
    this.#draw();
  }

  /** Upload files, and put each into the text. @param {File[]} files */
  async add(files) {
    this.box.setAttribute("aria-busy", "true");
    try {
      for (const file of files) {
        const body = new FormData();
        body.set("file", file);
        const picture = await api(this.path, { body, timeout: 120_000 });
        this.#all = [...this.#all.filter(({ sha256 }) => sha256 !== picture.sha256), picture];
        this.#insert(picture);
      }
    } catch (error) {
      this.hearers.tell(error);
    }
    this.box.removeAttribute("aria-busy");
    this.#draw();
  }

  /** @param {Event} event @param {DataTransfer | null} bringing */
  #brought(event, bringing) {
    const files = [...(bringing?.files ?? [])].filter(({ type }) => type.startsWith("image/"));
    if (!files.length) return;
    event.preventDefault();
    void this.add(files);
  }

  /** @param {Picture} picture */
  #insert({ sha256, name }) {
    const words = name.replace(/\.\w+$/, "").replace(/[[\]]/g, "");
    put(this.field, `![${words}](${sha256}.webp)|`);
    this.hearers.changed();
  }

  /** @param {Picture} picture */
  async #remove({ sha256 }) {
    try {
      await api(`${this.path}/${sha256}`, { method: "DELETE" });
      this.#all = this.#all.filter((one) => one.sha256 !== sha256);
      this.#draw();
      this.hearers.changed();
    } catch (error) {
      this.hearers.tell(error);
    }
  }

  #draw() {
    render(
      this.#all.map(
        (one) => html`<li><img src=${one.url} alt="" loading="lazy">
        <span class="ell t12" title=${one.name}>${one.name}</span>
        <span class="row"><button type="button" class="btn btn--quiet btn--dense" aria-label=${t("Insert {name}", { name: one.name })} @click=${() => this.#insert(one)}>${t("Insert")}</button>
        <button type="button" class="ibtn" aria-label=${t("Remove {name} from the lesson", { name: one.name })} @click=${() => void this.#remove(one)}>${icon("trash")}</button></span></li>`,
      ),
      this.box,
    );
  }
}
