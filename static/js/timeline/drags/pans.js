/**
 * The ground under a finger: it is pulled along.
 *
 * @import {Point} from "#kf/timeline/gesture.js"
 * @import {View} from "#kf/timeline/view.js"
 */

export class PanDrag {
  #view;
  #scroller;
  #from;

  /** @param {View} view @param {HTMLElement} scroller @param {PointerEvent} down */
  constructor(view, scroller, down) {
    this.#view = view;
    this.#scroller = scroller;
    this.#from = { x: down.clientX, y: down.clientY, left: view.left.value, top: scroller.scrollTop };
  }

  /** @param {Point} point */
  move({ clientX, clientY }) {
    const { x, y, left, top } = this.#from;
    const most = Math.max(0, this.#view.whole.value - this.#view.width.value);
    this.#view.left.value = Math.min(most, Math.max(0, left + x - clientX));
    this.#scroller.scrollTop = top + y - clientY;
  }

  drop() {}

  cancel() {}
}
