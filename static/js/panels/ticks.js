/**
 * The animator's chart: a line from pose to pose with one tick for each drawing, and each tick where one puts it.
 */
import { html, LitElement } from "lit";
import { t } from "#kf/core/i18n.js";
import { moved, tickNear } from "#kf/panels/chart.js";

const STEP = 0.02;
const FINE = 0.005;

/**
 * `<kf-ticks .times=… .at=…>`: tells a change by "kf-chart", detail {chart}, once a tick has been let go; what it would be
 * while one is dragged by "kf-chart-held", and which tick is the one chosen by "kf-tick", detail {index}.
 */
export class Ticks extends LitElement {
  static properties = {
    times: { attribute: false },
    at: { type: Number },
    disabled: { type: Boolean },
    held: { state: true },
  };

  constructor() {
    super();
    /** @type {number[]} */
    this.times = [];
    /** The tick that the Tab key reaches. */
    this.at = 0;
    this.disabled = false;
    /** @type {number[] | null} the ticks while one is dragged */
    this.held = null;
  }

  createRenderRoot() {
    return this;
  }

  /** @param {string} type @param {object} detail */
  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }

  /** @param {number[] | null} chart */
  #hold(chart) {
    this.held = chart;
    this.#say("kf-chart-held", { chart });
  }

  render() {
    const times = this.held ?? this.times;
    if (times.length === 0) return html`<p class="hint">${t("There is no drawing to place here.")}</p>`;
    return html`<div class="tk" role="group" aria-label=${t("Spacing chart")} title=${t("Drag a tick; each stands for one drawing")} .style=${`--n:${times.length}`}>
        <i class="tk-line"></i><i class="tk-key tk-key--a"></i><i class="tk-key tk-key--b"></i>
        ${times.map((time, index) => this.#tick(time, index))}
      </div>`;
  }

  /** @param {number} time @param {number} index */
  #tick(time, index) {
    const percent = (time * 100).toFixed(1);
    return html`<span class="tk-tick" tabindex=${index === this.at && !this.disabled ? 0 : -1} role="slider" aria-label=${t("Drawing {number}", { number: index + 1 })} aria-valuemin="0" aria-valuemax="100"
      aria-valuenow=${percent} aria-valuetext=${t("{percent} % of the way", { percent })} aria-disabled=${this.disabled} .style=${`left:${percent}%`}
      @focus=${() => this.#say("kf-tick", { index })} @pointerdown=${this.#grab} @keydown=${(/** @type {KeyboardEvent} */ event) => this.#press(event, index)}></span>`;
  }

  /** @param {KeyboardEvent} event @param {number} index */
  #press(event, index) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.disabled) return;
    const size = event.shiftKey ? FINE : STEP;
    const last = this.times.length - 1;
    const step = { ArrowLeft: -size, ArrowDown: -size, ArrowRight: size, ArrowUp: size }[event.key];
    const other = { PageUp: index - 1, PageDown: index + 1, Home: 0, End: last }[event.key];
    if (step) this.#say("kf-chart", { chart: moved(this.times, index, this.times[index] + step) });
    else if (other !== undefined)
      /** @type {HTMLElement | undefined} */ (this.querySelectorAll(".tk-tick")[other])?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Handles overlap where drawings are many: which one lies on top says nothing. @param {PointerEvent} event */
  #grab = (event) => {
    if (event.button !== 0 || this.disabled) return;
    const row = /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (event.currentTarget).parentElement);
    const line = row.getBoundingClientRect();
    const index = tickNear(this.times, (event.clientX - line.left) / line.width);
    const target = /** @type {HTMLElement} */ (row.querySelectorAll(".tk-tick")[index]);
    const off = event.clientX - line.left - this.times[index] * line.width;
    const watched = new AbortController();
    const { signal } = watched;
    const before = this.times;
    event.preventDefault();
    target.focus();
    target.setPointerCapture(event.pointerId);
    const move = (/** @type {PointerEvent} */ { clientX }) =>
      this.#hold(moved(before, index, (clientX - line.left - off) / line.width));
    const end = (/** @type {boolean} */ keep) => {
      watched.abort();
      const chart = this.held;
      this.#hold(null);
      if (keep && chart) this.#say("kf-chart", { chart });
    };
    target.addEventListener("pointermove", move, { signal });
    target.addEventListener("pointerup", () => end(true), { signal });
    target.addEventListener("pointercancel", () => end(false), { signal });
    target.addEventListener("keydown", (pressed) => pressed.key === "Escape" && end(false), { signal });
  };
}

customElements.define("kf-ticks", Ticks);
