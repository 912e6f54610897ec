/**
 * @import {Store} from "#kf/core/store.js"
 */
import { html } from "lit";
import { t } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { badged } from "#kf/ui/badge.js";

const LONGEST = 120;

/** The project's title, changed where it stands: `<kf-title>`. Enter keeps, Escape puts it back. */
export class Title extends SignalElement {
  static properties = { store: { attribute: false } };

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
  }

  /** What the browser's tab says. */
  #tab = document.title;

  get #title() {
    return this.store?.project.value.title ?? this.getAttribute("value") ?? "";
  }

  /** @param {Event} event */
  #changed(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const title = field.value.trim().slice(0, LONGEST);
    const project = this.store?.project.value;
    if (!title || !project || title === project.title) field.value = this.#title;
    else
      void this.store?.edit(t("Rename the project"), [
        { do: "set", on: "project", id: project.id, to: { title } },
      ]);
  }

  /** @param {KeyboardEvent} event */
  #keyed(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    event.stopPropagation();
    if (event.key === "Escape") field.value = this.#title;
    if (event.key === "Escape" || event.key === "Enter") field.blur();
  }

  updated() {
    document.title = this.#tab;
  }

  render() {
    this.#tab = badged(`${this.#title} · kfweb`);
    return html`<input class="title" aria-label=${t("Project title")} maxlength=${LONGEST} spellcheck="false" autocomplete="off"
      .value=${this.#title} ?disabled=${!this.store} @change=${this.#changed} @keydown=${this.#keyed}>`;
  }
}

customElements.define("kf-title", Title);
