import { effect } from "@preact/signals-core";
import { LitElement } from "lit";

/**
 * A Lit element in the light DOM (one design system styles all) that renders again when a signal read in its
 * `render` changes. Signals read in `updated` and in listeners do not count.
 */
export class SignalElement extends LitElement {
  /** @type {(() => void) | null} */
  #stop = null;

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = null;
  }

  /** @override @param {import("lit").PropertyValues} changed */
  update(changed) {
    this.#stop?.();
    let drawn = false;
    this.#stop = effect(() => {
      if (drawn) {
        this.requestUpdate();
      } else {
        drawn = true;
        super.update(changed);
      }
    });
  }
}
