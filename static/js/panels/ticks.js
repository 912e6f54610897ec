/**
 * The animator's chart: a line from pose to pose with one tick for each drawing, and each tick where one puts it.
 */
import { html, LitElement } from "lit";
import { t } from "#kf/core/i18n.js";
import { moved, tickNear } from "#kf/panels/chart.js";

const STEP = 0.02;
const FINE = 0.005;

/** `<kf-ticks .times=…>`: tells a change by "kf-chart", detail {chart}, once a tick has been let go. */
export class Ticks extends LitElement {
  static properties = { times: { attribute: false }, held: { state: true } };

  constructor() {
    super();
    /** @type {number[]} */
    this.times = [];
    /** @type {number[] | null} the ticks while one is dragged */
    this.held = null;
  }

  createRenderRoot() {
    return this;
  }

  /** @param {number[]} chart */
  #tell(chart) {
    this.held = null;
    this.dispatchEvent(new CustomEvent("kf-chart", { bubbles: true, detail: { chart } }));
  }

  render() {
    const times = this.held ?? this.times;
    if (times.length === 0) return html`<p class="hint">${t("There is no drawing to place here.")}</p>`;
    return html`<div class="tk" role="group" aria-label=${t("Spacing chart")} .style=${`--n:${times.length}`}>
        <i class="tk-line"></i><i class="tk-key tk-key--a"></i><i class="tk-key tk-key--b"></i>
        ${times.map((time, index) => this.#tick(time, index))}
      </div>
      <div class="tk-nums">${times.map((time, index) => this.#field(time, index))}</div>
      <p class="hint">${t("Drag a tick, or choose it and press the arrow keys. Each stands for one drawing.")}</p>`;
  }

  /** @param {number} time @param {number} index */
  #tick(time, index) {
    const percent = (time * 100).toFixed(1);
    return html`<span class="tk-tick" tabindex="0" role="slider" aria-label=${t("Drawing {number}", { number: index + 1 })} aria-valuemin="0" aria-valuemax="100"
      aria-valuenow=${percent} aria-valuetext=${t("{percent} % of the way", { percent })} .style=${`left:${percent}%`}
      @pointerdown=${this.#grab} @keydown=${(/** @type {KeyboardEvent} */ event) => this.#nudge(event, index)}></span>`;
  }

  /** @param {number} time @param {number} index */
  #field(time, index) {
    const shown = time.toFixed(3).replace(/0+$/, "").replace(/\.$/, "");
    const typed = (/** @type {Event} */ event) => {
      const field = /** @type {HTMLInputElement} */ (event.target);
      const value = Number(field.value.replace(",", "."));
      event.stopPropagation();
      const filled = field.value.trim() !== "";
      field.value = shown; // what comes of it is shown when it has been drawn anew
      if (filled && Number.isFinite(value)) this.#tell(moved(this.times, index, value));
    };
    return html`<input type="text" inputmode="decimal" autocomplete="off" aria-label=${t("Place of drawing {number}, 0 to 1", { number: index + 1 })} .value=${shown} @change=${typed}>`;
  }

  /** @param {KeyboardEvent} event @param {number} index */
  #nudge(event, index) {
    const size = event.shiftKey ? FINE : STEP;
    const step = { ArrowLeft: -size, ArrowDown: -size, ArrowRight: size, ArrowUp: size }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.#tell(moved(this.times, index, this.times[index] + step));
  }

  /** Handles overlap where drawings are many: which one lies on top says nothing. @param {PointerEvent} event */
  #grab = (event) => {
    if (event.button !== 0) return;
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
    const move = (/** @type {PointerEvent} */ { clientX }) => {
      this.held = moved(before, index, (clientX - line.left - off) / line.width);
    };
    const end = (/** @type {boolean} */ keep) => {
      watched.abort();
      const chart = this.held;
      this.held = null;
      if (keep && chart) this.#tell(chart);
    };
    target.addEventListener("pointermove", move, { signal });
    target.addEventListener("pointerup", () => end(true), { signal });
    target.addEventListener("pointercancel", () => end(false), { signal });
    target.addEventListener("keydown", (pressed) => pressed.key === "Escape" && end(false), { signal });
  };
}

customElements.define("kf-ticks", Ticks);
