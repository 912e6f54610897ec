/**
 * @import {Rate} from "#kf/core/types.d.ts"
 */
import { html, LitElement, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { parseFrame, parseLength } from "#kf/core/time.js";
import { icon } from "#kf/ui/icon.js";

let made = 0;

function nextId() {
  made += 1;
  return made;
}

/**
 * A whole number that one types or steps: `<kf-number label="Hold" value="4" min="1">`.
 *
 * It reads 24, +6, -6, 1s, 00:01:12 and 50%. With kind="frame" the value is a stored frame (from 0) and is shown and
 * typed as people read it, counted from `first`; otherwise it is a number of frames. Enter or leaving the field commits: a `change` event with
 * `detail.value`. Escape puts the old value back.
 */
export class NumberField extends LitElement {
  static properties = {
    value: { type: Number },
    min: { type: Number },
    max: { type: Number },
    step: { type: Number },
    kind: {},
    label: {},
    plain: { type: Boolean },
    disabled: { type: Boolean },
    rate: { attribute: false },
    first: { type: Number },
    of: { attribute: false },
    problem: { state: true },
  };

  #id = `kf-number-${nextId()}`;

  constructor() {
    super();
    this.value = 0;
    this.min = 0;
    this.max = Number.MAX_SAFE_INTEGER;
    this.step = 1;
    this.kind = "count";
    this.label = "";
    /** Without the two buttons, where room is short. */
    this.plain = false;
    this.disabled = false;
    /** @type {Rate} */
    this.rate = [24, 1];
    /** What people read where the stored frame is 0. */
    this.first = 1;
    /** What a share is a share of. @type {readonly [from: number, to: number] | undefined} */
    this.of = undefined;
    this.problem = "";
  }

  createRenderRoot() {
    return this;
  }

  /** Stored frames are read as many higher as the project's first frame says. */
  get #offset() {
    return this.kind === "frame" ? this.first : 0;
  }

  get #shown() {
    return String(this.value + this.#offset);
  }

  /** @param {number} value */
  #commit(value) {
    this.problem = "";
    const fitting = Math.min(this.max, Math.max(this.min, value));
    if (fitting === this.value) return this.requestUpdate();
    this.value = fitting;
    this.dispatchEvent(new CustomEvent("change", { detail: { value: fitting }, bubbles: true }));
  }

  /** @param {Event} event */
  #typed(event) {
    event.stopPropagation(); // ours follows, with the number read
    const field = /** @type {HTMLInputElement} */ (event.target);
    const read = this.kind === "frame" ? parseFrame : parseLength;
    const value = read(field.value, {
      rate: this.rate,
      now: this.value,
      first_frame: this.first,
      of: this.of,
    });
    if (value === null) this.problem = t("Type a number such as 24, +6, 1s, 00:01:12 or 50%.");
    else if (value < this.min || value > this.max) this.problem = this.#range();
    else {
      this.#commit(value);
      field.value = this.#shown;
    }
  }

  #range() {
    const least = this.min + this.#offset;
    if (this.max >= Number.MAX_SAFE_INTEGER) return t("Type {least} or more.", { least });
    return t("Type {least} to {most}.", { least, most: this.max + this.#offset });
  }

  /** @param {KeyboardEvent} event */
  #keyed(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (steps) {
      event.preventDefault();
      this.#commit(this.value + steps * this.step * (event.shiftKey ? 10 : 1));
      field.value = this.#shown;
    } else if (event.key === "Escape") {
      this.problem = "";
      field.value = this.#shown;
      field.select();
    } else return;
    event.stopPropagation();
  }

  render() {
    const hint = `${this.#id}-hint`;
    return html`<span class="stepper num ${this.plain ? "stepper--plain" : ""}">
        <button type="button" tabindex="-1" aria-label=${t("One fewer")} ?disabled=${this.disabled || this.value <= this.min} @click=${() => this.#commit(this.value - this.step)}>${icon("minus", "icon-12")}</button>
        <input type="text" inputmode="numeric" autocomplete="off" spellcheck="false" role="spinbutton" aria-label=${this.label}
          aria-valuenow=${this.value + this.#offset} aria-valuemin=${this.min + this.#offset}
          aria-valuemax=${this.max < Number.MAX_SAFE_INTEGER ? this.max + this.#offset : nothing}
          aria-invalid=${this.problem ? "true" : nothing} aria-describedby=${this.problem ? hint : nothing}
          .value=${this.#shown} ?disabled=${this.disabled} @change=${this.#typed} @keydown=${this.#keyed} @focus=${select}>
        <button type="button" tabindex="-1" aria-label=${t("One more")} ?disabled=${this.disabled || this.value >= this.max} @click=${() => this.#commit(this.value + this.step)}>${icon("plus", "icon-12")}</button>
      </span>
      ${this.problem ? html`<span class="hint hint--error" id=${hint} role="alert">${icon("alert", "icon-12")}${this.problem}</span>` : nothing}`;
  }
}

/** @param {FocusEvent} event */
function select(event) {
  /** @type {HTMLInputElement} */ (event.target).select();
}

customElements.define("kf-number", NumberField);
