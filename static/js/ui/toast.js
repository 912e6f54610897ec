/**
 * @import {Store} from "#kf/core/store.js"
 * @import {Toast} from "#kf/core/types.d.ts"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { icon } from "#kf/ui/icon.js";

const SECONDS = { plain: 6, brief: 2.5 };

/**
 * What has just happened, at the foot of the page: `<kf-toasts>`. A toast leaves after some seconds, but not while
 * it is pointed at or holds the focus; a refusal stays until it is closed.
 */
export class Toasts extends SignalElement {
  static properties = { store: { attribute: false } };

  /** @type {Map<number, ReturnType<typeof setTimeout>>} */
  #leaving = new Map();
  #held = false;

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    this.classList.add("toasts");
    for (const type of ["pointerenter", "focusin"]) this.addEventListener(type, this.#hold);
    for (const type of ["pointerleave", "focusout"]) this.addEventListener(type, this.#release);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  #hold = () => {
    this.#held = true;
    this.#stop();
  };

  #release = () => {
    this.#held = false;
    this.#start();
  };

  #stop() {
    for (const timer of this.#leaving.values()) clearTimeout(timer);
    this.#leaving.clear();
  }

  #start() {
    if (this.#held) return;
    for (const toast of this.#toasts) {
      if (toast.kind === "error" || this.#leaving.has(toast.id)) continue;
      this.#leaving.set(
        toast.id,
        setTimeout(() => this.#dismiss(toast.id), SECONDS[toast.kind] * 1000),
      );
    }
  }

  /** @returns {readonly Toast[]} */
  get #toasts() {
    return this.store?.toasts.value ?? [];
  }

  /** @param {number} id */
  #dismiss(id) {
    this.#leaving.delete(id);
    this.store?.dismiss(id);
  }

  updated() {
    this.#start();
  }

  render() {
    return html`<div class="col" role="status" aria-live="polite">${repeat(
      this.#toasts,
      (toast) => toast.id,
      (toast) => this.#one(toast),
    )}</div>`;
  }

  /** @param {Toast} toast */
  #one({ id, text, kind, action }) {
    const act = () => {
      this.#dismiss(id);
      action?.act();
    };
    if (kind === "brief" && !action) return html`<div class="toast toast--brief"><span>${text}</span></div>`;
    return html`<div class="toast" role=${kind === "error" ? "alert" : nothing}>
      ${kind === "error" ? icon("alert") : nothing}<span>${text}</span>
      ${action ? html`<button type="button" class="act" @click=${act}>${action.label}</button>` : nothing}
      <button type="button" aria-label=${t("Close")} @click=${() => this.#dismiss(id)}>${icon("close", "icon-12")}</button>
    </div>`;
  }
}

customElements.define("kf-toasts", Toasts);
