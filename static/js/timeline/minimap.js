/**
 * The whole shot in a strip: keys, what is rendered, and the stretch that is in view. A press scrolls there.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {View} from "#kf/timeline/view.js"
 */
import { html, nothing, svg } from "lit";
import { t } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";

const WIDTH = 320;

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
    const scale = WIDTH / view.whole.value;
    const track = store.shotKeys.value;
    const x = (/** @type {number} */ frame) => (view.x(frame) * scale).toFixed(1);
    return html`<svg class="mini" viewBox="0 0 ${WIDTH} 20" preserveAspectRatio="none" role="img"
      aria-label=${t("The whole shot")} @pointerdown=${this.#press} @pointermove=${this.#press}>${svg`
        <rect class="mini-all" x="0" y="0" width=${WIDTH} height="20" rx="3" />
        <path class="mini-made" d=${made(track, store.segments.value, x)} />
        <path class="mini-keys${track.length > 60 ? " mini-keys--many" : ""}" d=${track.map(({ frame }) => `M${x(frame)} 4V16`).join("")} />
        <rect class="mini-view" x=${view.left.value * scale + 0.5} y="0.5"
          width=${Math.max(4, Math.min(WIDTH, view.width.value * scale) - 1)} height="19" rx="3" />`}</svg>`;
  }

  #press = (/** @type {PointerEvent} */ event) => {
    const view = this.view;
    if (!view || !(event.buttons & 1)) return;
    const strip = /** @type {Element} */ (event.currentTarget);
    if (event.type === "pointerdown") strip.setPointerCapture(event.pointerId);
    const { left, width } = strip.getBoundingClientRect();
    const middle = ((event.clientX - left) / width) * view.whole.value - view.width.value / 2;
    view.left.value = Math.min(Math.max(0, middle), view.whole.value - view.width.value);
  };
}

/**
 * Bars over what is fresh.
 * @param {readonly Keyframe[]} track @param {ReadonlyMap<string, Segment>} segments
 * @param {(frame: number) => string} x
 */
function made(track, segments, x) {
  let path = "";
  track.forEach((key, place) => {
    const after = track[place + 1];
    if (!after || segments.get(key.id)?.state !== "fresh") return;
    path += `M${x(key.frame + key.hold)} 10H${x(after.frame)}`;
  });
  return path;
}

customElements.define("kf-minimap", Minimap);
