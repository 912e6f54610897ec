/**
 * @import {Store} from "#kf/core/store.js"
 * @import {Marking, Mode} from "#kf/marks/mode.js"
 * @import {Overlay} from "#kf/marks/overlay.js"
 */
import { html, nothing } from "lit";
import { SignalElement } from "#kf/core/signal-element.js";
import { marks } from "#kf/later/parts.js";
import { arcsBar } from "#kf/marks/arcsbar.js";
import { markingOf } from "#kf/marks/mode.js";
import { tracedSegment } from "#kf/marks/traced.js";

/** What is marked, over the picture: `<kf-marks>`. What it draws by is loaded when something is marked first. */
export class Marks extends SignalElement {
  static properties = { store: { attribute: false } };

  /** @type {Mode | null} the mode that has had the focus brought to it */
  #entered = null;
  /** @type {Overlay | null} */
  #overlay = null;
  /** @type {(() => void)[]} */
  #undo = [];

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("keydown", this.#early, true);
    document.addEventListener("keydown", this.#late);
    this.#undo = [
      () => document.removeEventListener("keydown", this.#early, true),
      () => document.removeEventListener("keydown", this.#late),
    ];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const undo of this.#undo.splice(0)) undo();
  }

  /** @returns {Marking} */
  get #marking() {
    return markingOf(/** @type {Store} */ (this.store));
  }

  /** In the mask, undo takes back strokes: they are not edits yet. */
  #early = (/** @type {KeyboardEvent} */ event) => {
    const { store } = this;
    if (!store || this.#marking.mode.value?.kind !== "mask") return;
    const undo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    if (!undo || !this.#marking.brush.undo()) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** The way out when what had the focus is gone; on the stage, the stage sees to it. */
  #late = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.target !== document.body) return;
    if (!this.store || !this.#marking.mode.value) return;
    event.preventDefault();
    this.#marking.end();
  };

  render() {
    const { store } = this;
    if (!store) return nothing;
    const marking = this.#marking;
    const mode = marking.mode.value;
    const arcs = mode === null && marking.arcs.value && tracedSegment(store) !== null;
    const module = mode || arcs ? marks.wanted : marks.here;
    if (module) this.#overlay ??= new module.Overlay(this, store, marking);
    if (mode) return this.#overlay?.view(mode) ?? nothing;
    return html`${arcs ? this.#overlay?.arcs() : nothing}${arcsBar(store, marking)}`;
  }

  updated() {
    const mode = this.store ? this.#marking.mode.peek() : null;
    this.#overlay?.paint();
    if (mode === this.#entered || (mode && !this.#overlay)) return;
    this.#entered = mode;
    if (!mode) return this.#giveFocusBack();
    const first = this.querySelector("[tabindex='0']");
    /** @type {HTMLElement | null} */ (first)?.focus({ preventScroll: true });
  }

  /** The button that ended a mode is gone: what had the focus is the stage's now. */
  #giveFocusBack() {
    if (document.activeElement !== document.body) return;
    /** @type {HTMLElement | null} */ (this.closest(".stage"))?.focus({ preventScroll: true });
  }
}

customElements.define("kf-marks", Marks);
