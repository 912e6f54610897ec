/**
 * The spacing chart: the curve with its two handles, and the row of ticks that animators draw beside a key,
 * one for each drawing, where it falls between the two poses. With the ease "chart" the ticks themselves are moved.
 *
 * @import {Curve, Keyframe} from "#kf/core/types.d.ts"
 */
import { html, LitElement, nothing, svg } from "lit";
import { t } from "#kf/core/i18n.js";
import { curveOf, drawingTimes } from "#kf/core/time.js";
import "#kf/panels/ticks.js";

/** Room of the curve in units of the drawing: x 0..WIDE, y 0..HIGH, upside down as SVG has it. */
const WIDE = 140;
const HIGH = 56;
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
 * `<kf-spacing .key=… .count=…>`. A change of the curve is told by "kf-curve", detail {curve, done}: done is
 * false while a handle is still being dragged; a change of the chart by "kf-chart", detail {chart}.
 */
export class Spacing extends LitElement {
  static properties = {
    key: { attribute: false },
    count: { type: Number },
    held: { state: true },
  };

  constructor() {
    super();
    /** @type {Keyframe | undefined} */
    this.key = undefined;
    /** In-betweens of the segment. */
    this.count = 0;
    /** @type {Curve | null} the curve while a handle is dragged */
    this.held = null;
  }

  createRenderRoot() {
    return this;
  }

  /** @returns {Curve} */
  get #curve() {
    return this.held ?? (this.key ? curveOf(this.key.ease, this.key.curve) : [0, 0, 1, 1]);
  }

  render() {
    const { key } = this;
    if (!key) return nothing;
    const curve = this.#curve;
    if (key.ease === "chart")
      return html`<div class="chart"><kf-ticks .times=${drawingTimes(this.count, key.exposure, "chart", null, key.chart)}></kf-ticks></div>`;
    return html`<div class="chart">
      <div class="two">${this.#plot(curve)}<div class="nums">${curve.map((value, index) => this.#field(value, index))}</div></div>
      ${ticks(this.count, key.exposure, this.held ? "cubic" : key.ease, curve)}
    </div>`;
  }

  /** @param {Curve} curve */
  #plot([x1, y1, x2, y2]) {
    const point = (/** @type {number} */ x, /** @type {number} */ y) => `${x * WIDE} ${(1 - y) * HIGH}`;
    return svg`<svg class="plot" viewBox=${`-6 -6 ${WIDE + 12} ${HIGH + 12}`} role="group" aria-label=${t("Spacing curve")}>
      <path class="plot-grid" d=${`M0 0H${WIDE}M0 ${HIGH / 2}H${WIDE}M0 ${HIGH}H${WIDE}`} />
      <path class="plot-arm" d=${`M${point(0, 0)}L${point(x1, y1)}M${point(1, 1)}L${point(x2, y2)}`} />
      <path class="plot-line" d=${`M${point(0, 0)}C${point(x1, y1)} ${point(x2, y2)} ${point(1, 1)}`} />
      <path class="plot-key" d=${`M0 ${HIGH - 4}l4 4-4 4-4-4zM${WIDE} -4l4 4-4 4-4-4z`} />
      ${this.#handle(0, x1, y1)}${this.#handle(1, x2, y2)}
    </svg>`;
  }

  /** @param {Handle} handle @param {number} x @param {number} y */
  #handle(handle, x, y) {
    const value = t("across {x}, up {y}", { x: x.toFixed(2), y: y.toFixed(2) });
    return svg`<g class="plot-handle" tabindex="0" role="slider" aria-label=${names()[handle]} aria-valuemin="0" aria-valuemax="1"
      aria-valuenow=${y.toFixed(2)} aria-valuetext=${value} transform=${`translate(${x * WIDE} ${(1 - y) * HIGH})`}
      @pointerdown=${(/** @type {PointerEvent} */ event) => this.#grab(event, handle)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => this.#nudge(event, handle)}><circle class="plot-hit" r="12" /><circle class="plot-dot" r="4" /></g>`;
  }

  /** @param {number} value @param {number} index */
  #field(value, index) {
    return html`<input type="text" inputmode="decimal" autocomplete="off" aria-label=${fields()[index]} .value=${value.toFixed(2)}
      @focus=${(/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).select()}
      @keydown=${(/** @type {KeyboardEvent} */ event) => this.#stepField(event, index)}
      @change=${(/** @type {Event} */ event) => this.#typed(event, index)}>`;
  }

  // --- changing -------------------------------------------------------------------------------------------

  /** @param {Curve} curve @param {boolean} done */
  #tell(curve, done) {
    this.held = done ? null : curve;
    if (done) this.dispatchEvent(new CustomEvent("kf-curve", { bubbles: true, detail: { curve } }));
  }

  /** @param {Event} event @param {number} index */
  #typed(event, index) {
    event.stopPropagation();
    const field = /** @type {HTMLInputElement} */ (event.target);
    const value = Number(field.value.replace(",", "."));
    if (field.value.trim() !== "" && Number.isFinite(value))
      this.#tell(changed(this.#curve, index, value), true);
    field.value = this.#curve[index].toFixed(2);
  }

  /** @param {KeyboardEvent} event @param {number} index */
  #stepField(event, index) {
    const step = { ArrowUp: FINE, ArrowDown: -FINE }[event.key];
    event.stopPropagation();
    if (!step) return;
    event.preventDefault();
    this.#tell(changed(this.#curve, index, this.#curve[index] + step * (event.shiftKey ? 10 : 1)), true);
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
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const across = changed(this.#curve, handle * 2, this.#curve[handle * 2] + step[0]);
    this.#tell(changed(across, handle * 2 + 1, across[handle * 2 + 1] + step[1]), true);
  }

  /** @param {PointerEvent} event @param {Handle} handle */
  #grab(event, handle) {
    if (event.button !== 0) return;
    const target = /** @type {SVGElement} */ (event.currentTarget);
    const plot = /** @type {SVGSVGElement} */ (target.ownerSVGElement);
    const stop = new AbortController();
    const before = this.#curve;
    event.preventDefault();
    target.focus();
    target.setPointerCapture(event.pointerId);
    const move = (/** @type {Event} */ moved) => {
      const at = place(plot, /** @type {PointerEvent} */ (moved));
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

/** Where a pointer is in the plot, 0 to 1 both ways. @param {SVGSVGElement} plot @param {PointerEvent} event */
function place(plot, { clientX, clientY }) {
  const matrix = plot.getScreenCTM()?.inverse();
  const point = new DOMPoint(clientX, clientY).matrixTransform(matrix);
  return { x: point.x / WIDE, y: 1 - point.y / HIGH };
}

/** @param {Curve} curve @param {number} index @param {number} value @returns {Curve} */
function changed(curve, index, value) {
  const next = /** @type {Curve} */ ([...curve]);
  next[index] = Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;
  return next;
}

/**
 * One tick for each drawing, at its place between the two poses.
 * @param {number} count @param {number} exposure @param {Keyframe["ease"]} ease @param {Curve} curve
 */
function ticks(count, exposure, ease, curve) {
  const times = drawingTimes(count, exposure, ease, curve);
  return svg`<svg class="ticks" viewBox="-2 0 244 20" preserveAspectRatio="none" role="img" aria-label=${t("Where the drawings fall between the poses")}>
    <path class="ticks-line" d="M0 10H240" />
    <path class="ticks-mark" d=${times.map((u) => `M${(u * 240).toFixed(1)} 5V15`).join("")} />
    <path class="ticks-key" d="M0 1V19M240 1V19" />
  </svg>`;
}

customElements.define("kf-spacing", Spacing);
