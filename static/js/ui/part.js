import { nothing } from "lit";
import { SignalElement } from "#kf/core/signal-element.js";

/**
 * A piece of another element's template that is drawn again by itself: `<kf-part .draw=${this.#ruler}>`, where `draw`
 * is one and the same function each time. Signals that it reads have only this piece drawn again.
 */
export class Part extends SignalElement {
  static properties = { draw: { attribute: false } };

  constructor() {
    super();
    /** @type {(() => unknown) | null} */
    this.draw = null;
  }

  /** @override */
  render() {
    return this.draw?.() ?? nothing;
  }
}

customElements.define("kf-part", Part);
