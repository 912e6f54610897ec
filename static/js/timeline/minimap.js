/**
 * The whole shot in a strip: keys, what is rendered and what is not, the range, and the stretch that is in view, which
 * can be dragged and moved by the arrow keys.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {View} from "#kf/timeline/view.js"
 */
import { html, nothing, svg } from "lit";
import { guard } from "lit/directives/guard.js";
import { t } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { shownFrame } from "#kf/core/time.js";
import { HEIGHT, mapped, WIDTH } from "#kf/timeline/mapping.js";

const MANY = 60;
/** The part of what is seen that an arrow key moves. */
const STEP = 0.125;

export class Minimap extends SignalElement {
  static properties = { store: { attribute: false }, view: { attribute: false } };

  constructor() {
    super();
    /** @type {Store | null} */
    this.store = null;
    /** @type {View | null} */
    this.view = null;
  }

  /** @override */
  render() {
    const { store, view } = this;
    if (!store || !view) return nothing;
    const length = Math.max(1, view.length.value);
    const lanes = store.lanes.value;
    const segments = store.segments.value;
    const tracks = store.trackList.value;
    const { from, to } = view.seen;
    const x = (/** @type {number} */ frame) => (Math.min(1, Math.max(0, frame / length)) * WIDTH).toFixed(1);
    const { in: first, out: last } = store.inOut.value;
    const project = store.project.value;
    const [start, end] = [
      shownFrame(Math.max(0, Math.floor(from)), project),
      shownFrame(Math.min(length, Math.ceil(to)) - 1, project),
    ];
    return html`<svg class="mini" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="slider" tabindex="0"
      aria-label=${t("What is seen of the shot")} aria-valuemin=${shownFrame(0, project)} aria-valuemax=${shownFrame(length - 1, project)}
      aria-valuenow=${start} aria-valuetext=${t("Frames {from} to {to}", { from: start, to: end })}
      @pointerdown=${this.#press} @pointermove=${this.#press} @keydown=${this.#keyed}>${svg`
        <rect class="mini-all" x="0" y="0" width=${WIDTH} height=${HEIGHT} rx="3" />
        ${first === null && last === null ? nothing : svg`<rect class="mini-io" x=${x(first ?? 0)} y="0" width=${Number(x(last ?? length)) - Number(x(first ?? 0))} height=${HEIGHT} />`}
        ${guard([lanes, segments, tracks, length], () => whole(mapped([...lanes.values()].reverse(), segments, length)))}
        <rect class="mini-view" x=${Number(x(from)) + 0.5} y="0.5" width=${Math.max(4, Number(x(to)) - Number(x(from)) - 1)} height=${HEIGHT - 1} rx="3" />`}</svg>`;
  }

  #press = (/** @type {PointerEvent} */ event) => {
    const view = this.view;
    if (!view || !(event.buttons & 1)) return;
    const strip = /** @type {Element} */ (event.currentTarget);
    if (event.type === "pointerdown") strip.setPointerCapture(event.pointerId);
    const { left, width } = strip.getBoundingClientRect();
    view.centre(((event.clientX - left) / width) * view.length.value);
  };

  #keyed = (/** @type {KeyboardEvent} */ event) => {
    const view = this.view;
    if (!view || event.altKey || event.ctrlKey || event.metaKey) return;
    const { width, left } = view;
    /** @type {Record<string, number>} */
    const targets = {
      ArrowLeft: left.value - width.value * STEP,
      ArrowRight: left.value + width.value * STEP,
      PageUp: left.value - width.value,
      PageDown: left.value + width.value,
      Home: 0,
      End: view.whole.value,
    };
    if (!(event.key in targets)) return;
    event.preventDefault();
    event.stopPropagation();
    view.scrollTo(targets[event.key]);
  };
}

/** @param {ReturnType<typeof mapped>} map */
function whole({ standings, keys, count, row }) {
  const thick = Math.min(8, row * 0.45);
  return svg`${[...standings].map(([standing, path]) => svg`<path class="mini-seg mini-seg--${standing}" stroke-width=${standing === "open" ? 1 : thick} d=${path} />`)}
    <path class="mini-keys${count > MANY ? " mini-keys--many" : ""}" d=${keys} />`;
}

customElements.define("kf-minimap", Minimap);
