/**
 * The wheel with Ctrl zooms at the pointer; steps that come within one picture are taken together.
 *
 * @import {View} from "#kf/timeline/view.js"
 */

export class Wheel {
  #view;
  #factor = 1;
  #anchor = 0;
  #frame = 0;

  /** @param {View} view */
  constructor(view) {
    this.#view = view;
  }

  /** @param {WheelEvent} event @param {HTMLElement} scroller */
  turned(event, scroller) {
    if (!(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.#factor *= Math.exp(-Math.sign(event.deltaY) * Math.min(0.25, Math.abs(event.deltaY) / 400));
    this.#anchor = event.clientX;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#view.zoom(this.#factor, this.#anchor - this.#view.edge(scroller));
      this.#factor = 1;
    });
  }

  /** Let go of what would still happen. */
  stop() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }
}
