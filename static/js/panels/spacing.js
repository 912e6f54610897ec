/**
 * The spacing of a segment in one figure: the curve with its two handles, and under it the row of ticks that animators
 * draw beside a key, one for each drawing, where it falls between the two poses. Both can be dragged and typed.
 *
 * @import {Curve, Keyframe} from "#kf/core/types.d.ts"
 */
import { html, LitElement, nothing, svg } from "lit";
import { presetOf } from "#kf/core/easing.js";
import { t } from "#kf/core/i18n.js";
import { curveOf, drawingTimes } from "#kf/core/time.js";
import { moved } from "#kf/panels/chart.js";
import { arms, changed, chartLine, curveLine, HIGH, holdLine, WIDE } from "#kf/panels/plot.js";
import "#kf/panels/ticks.js";

const STEP = 0.05;
const FINE = 0.01;

/** @typedef {0 | 1} Handle */

const names = () => [t("First handle"), t("Second handle")];
const fields = () => [
  t("First handle, across"),
  t("First handle, up"),
  t("Second handle, across"),
  t("Second handle, up"),
];

/**
 * `<kf-spacing .key=… .count=…>`. A change of the curve is told by "kf-curve", detail {curve}, once a handle has been
 * let go; a change of the ticks by "kf-chart", detail {chart}.
 */
export class Spacing extends LitElement {
  static properties = {
    key: { attribute: false },
    count: { type: Number },
    disabled: { type: Boolean },
    held: { state: true },
    charted: { state: true },
    tick: { state: true },
  };

  constructor() {
    super();
    /** @type {Keyframe | undefined} */
    this.key = undefined;
    /** In-betweens of the segment. */
    this.count = 0;
    this.disabled = false;
    /** @type {Curve | null} the curve while a handle is dragged */
    this.held = null;
    /** @type {number[] | null} the ticks while one is dragged */
    this.charted = null;
    /** The tick that the fields are about. */
    this.tick = 0;
  }

  createRenderRoot() {
    return this;
  }

  /** @returns {Curve} */
  get #curve() {
    return this.held ?? (this.key ? curveOf(this.key.ease, this.key.curve) : [0, 0, 1, 1]);
  }

  get #times() {
    if (!this.key) return [];
    const { exposure, ease, curve, chart } = this.key;
    if (this.held) return drawingTimes(this.count, exposure, "cubic", this.held);
    return drawingTimes(this.count, exposure, ease, curve, chart);
  }

  render() {
    const { key } = this;
    if (!key) return nothing;
    const preset = presetOf(key);
    if (preset === "hold")
      return html`<div class="chart">${this.#figure(holdLine())}<p class="hint">${t("The first pose stays until the next one.")}</p></div>`;
    const own = key.ease === "chart" || this.charted !== null;
    const times = this.#times;
    const curve = this.#curve;
    const tick = Math.min(this.tick, times.length - 1);
    return html`<div class="chart">
      <div class="two">${own ? this.#figure(chartLine(this.charted ?? times)) : this.#figure(curveLine(curve), curve)}
        <div class="nums">${own ? this.#tickFields(this.charted ?? times, tick) : curve.map((value, index) => this.#field(value, index))}</div></div>
      <kf-ticks .times=${times} .at=${tick} ?disabled=${this.disabled}
        @kf-tick=${(/** @type {CustomEvent} */ event) => (this.tick = event.detail.index)}
        @kf-chart-held=${(/** @type {CustomEvent} */ event) => (this.charted = event.detail.chart)}></kf-ticks>
    </div>`;
  }

  /** @param {string} line @param {Curve} [curve] whose handles are shown */
  #figure(line, curve) {
    return svg`<svg class="plot" viewBox=${`-6 -6 ${WIDE + 12} ${HIGH + 12}`} role="group" aria-label=${t("Spacing curve")}>
      <path class="plot-grid" d=${`M0 0H${WIDE}M0 ${HIGH / 2}H${WIDE}M0 ${HIGH}H${WIDE}`} />
      ${curve ? svg`<path class="plot-arm" d=${arms(curve)} />` : nothing}
      <path class="plot-line" d=${line} />
      <path class="plot-key" d=${`M0 ${HIGH - 4}l4 4-4 4-4-4zM${WIDE} -4l4 4-4 4-4-4z`} />
      ${curve ? [this.#handle(0, curve[0], curve[1]), this.#handle(1, curve[2], curve[3])] : nothing}
    </svg>`;
  }

  /** @param {Handle} handle @param {number} x @param {number} y */
  #handle(handle, x, y) {
    const value = t("across {x}, up {y}", { x: x.toFixed(2), y: y.toFixed(2) });
    return svg`<g class="plot-handle" tabindex=${this.disabled ? nothing : 0} role="slider" aria-label=${names()[handle]} aria-valuemin="0" aria-valuemax="1"
      aria-valuenow=${y.toFixed(2)} aria-valuetext=${value} aria-disabled=${this.disabled} transform=${`translate(${x * WIDE} ${(1 - y) * HIGH})`}
      @pointerdown=${(/** @type {PointerEvent} */ event) => this.#grab(event, handle)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => this.#nudge(event, handle)}><circle class="plot-hit" r="12" /><circle class="plot-dot" r="4" /></g>`;
  }

  /** @param {number} value @param {number} index */
  #field(value, index) {
    const type = (/** @type {number} */ number) => this.#tell(changed(this.#curve, index, number), true);
    return numberField(fields()[index], value.toFixed(2), type, (step) =>
      type(this.#curve[index] + step * FINE),
    );
  }

  /** Which tick, and where it stands. @param {readonly number[]} times @param {number} at */
  #tickFields(times, at) {
    if (times.length === 0) return nothing;
    const choose = (/** @type {number} */ number) => {
      this.tick = Math.min(times.length, Math.max(1, Math.round(number))) - 1;
    };
    const place = (/** @type {number} */ number) =>
      this.dispatchEvent(
        new CustomEvent("kf-chart", { bubbles: true, detail: { chart: moved(times, at, number) } }),
      );
    return html`<label class="nums-l">${t("Drawing")}${numberField(t("Number of the drawing"), String(at + 1), choose, (step) => choose(at + 1 + Math.sign(step)))}</label>
      <label class="nums-l">${t("Place")}${numberField(t("Place of drawing {number}, 0 to 1", { number: at + 1 }), short(times[at]), place, (step) => place(times[at] + step * FINE))}</label>`;
  }

  // --- changing -------------------------------------------------------------------------------------------

  /** @param {Curve} curve @param {boolean} done */
  #tell(curve, done) {
    this.held = done ? null : curve;
    if (done) this.dispatchEvent(new CustomEvent("kf-curve", { bubbles: true, detail: { curve } }));
  }

  /** @param {KeyboardEvent} event @param {Handle} handle */
  #nudge(event, handle) {
    const size = event.shiftKey ? FINE : STEP;
    const steps = /** @type {Record<string, [number, number]>} */ ({
      ArrowLeft: [-size, 0],
      ArrowRight: [size, 0],
      ArrowUp: [0, size],
      ArrowDown: [0, -size],
    });
    const step = steps[event.key];
    if (!step || this.disabled) return;
    event.preventDefault();
    event.stopPropagation();
    const across = changed(this.#curve, handle * 2, this.#curve[handle * 2] + step[0]);
    this.#tell(changed(across, handle * 2 + 1, across[handle * 2 + 1] + step[1]), true);
  }

  /** @param {PointerEvent} event @param {Handle} handle */
  #grab(event, handle) {
    if (event.button !== 0 || this.disabled) return;
    const target = /** @type {SVGElement} */ (event.currentTarget);
    const plot = /** @type {SVGSVGElement} */ (target.ownerSVGElement);
    const stop = new AbortController();
    const before = this.#curve;
    event.preventDefault();
    target.focus();
    target.setPointerCapture(event.pointerId);
    const move = (/** @type {Event} */ moving) => {
      const at = place(plot, /** @type {PointerEvent} */ (moving));
      this.#tell(changed(changed(this.#curve, handle * 2, at.x), handle * 2 + 1, at.y), false);
    };
    const end = (/** @type {Event} */ ended) => {
      stop.abort();
      const curve = this.#curve;
      this.held = null;
      if (ended.type === "pointerup" && curve !== before) this.#tell(curve, true);
    };
    const leave = (/** @type {Event} */ pressed) => {
      if (/** @type {KeyboardEvent} */ (pressed).key === "Escape") end(pressed);
    };
    target.addEventListener("pointermove", move, { signal: stop.signal });
    target.addEventListener("pointerup", end, { signal: stop.signal });
    target.addEventListener("pointercancel", end, { signal: stop.signal });
    target.addEventListener("keydown", leave, { signal: stop.signal });
  }
}

/**
 * A small field for a number that may have digits after the point.
 * @param {string} label @param {string} shown
 * @param {(value: number) => void} typed
 * @param {(step: number) => void} stepped by arrow keys: ±1, with Shift ±10
 */
function numberField(label, shown, typed, stepped) {
  const change = (/** @type {Event} */ event) => {
    event.stopPropagation();
    const field = /** @type {HTMLInputElement} */ (event.target);
    const value = Number(field.value.replace(",", "."));
    const filled = field.value.trim() !== "";
    field.value = shown; // what comes of it is shown when it has been drawn anew
    if (filled && Number.isFinite(value)) typed(value);
  };
  const press = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    event.stopPropagation();
    if (!step) return;
    event.preventDefault();
    stepped(step * (event.shiftKey ? 10 : 1));
  };
  return html`<input type="text" inputmode="decimal" autocomplete="off" aria-label=${label} .value=${shown}
    @focus=${(/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).select()} @keydown=${press} @change=${change}>`;
}

/** @param {number} place */
function short(place) {
  return place.toFixed(3).replace(/0+$/, "").replace(/\.$/, "");
}

/** Where a pointer is in the plot, 0 to 1 both ways. @param {SVGSVGElement} plot @param {PointerEvent} event */
function place(plot, { clientX, clientY }) {
  const matrix = plot.getScreenCTM()?.inverse();
  const at = new DOMPoint(clientX, clientY).matrixTransform(matrix);
  return { x: at.x / WIDE, y: 1 - at.y / HIGH };
}

customElements.define("kf-spacing", Spacing);
