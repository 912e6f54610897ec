/**
 * Two fingers on the timeline: apart and together zooms about the middle between them, together along pulls it.
 *
 * @import {View} from "#kf/timeline/view.js"
 */
import { giveBack } from "#kf/timeline/gesture.js";

/** @typedef {{x: number, y: number}} Place */

export class Pinch {
  #view;
  /** Fingers that are down. @type {Map<number, Place>} */
  #fingers = new Map();

  /** @param {View} view */
  constructor(view) {
    this.#view = view;
  }

  /**
   * A finger has come down. The second one ends what the first had begun.
   * @param {PointerEvent} down
   * @param {HTMLElement} scroller
   * @returns {boolean} whether two are down now
   */
  down(down, scroller) {
    if (down.pointerType !== "touch") return false;
    if (down.isPrimary) this.#fingers.clear();
    this.#fingers.set(down.pointerId, { x: down.clientX, y: down.clientY });
    const watched = new AbortController();
    const { signal } = watched;
    const lift = (/** @type {PointerEvent} */ event) => {
      if (event.pointerId !== down.pointerId) return;
      this.#fingers.delete(down.pointerId);
      watched.abort();
    };
    addEventListener("pointerup", lift, { signal });
    addEventListener("pointercancel", lift, { signal });
    if (this.#fingers.size !== 2) return this.#fingers.size > 2;
    giveBack();
    down.preventDefault();
    this.#follow(scroller, watched.signal);
    return true;
  }

  /** @param {HTMLElement} scroller @param {AbortSignal} signal */
  #follow(scroller, signal) {
    const moved = (/** @type {PointerEvent} */ event) => {
      if (!this.#fingers.has(event.pointerId) || this.#fingers.size !== 2) return;
      const before = spread([...this.#fingers.values()]);
      this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const now = spread([...this.#fingers.values()]);
      const anchor = before.middle - this.#view.edge(scroller);
      this.#view.zoom(now.apart / before.apart, anchor, before.middle - now.middle);
      scroller.scrollTop -= now.height - before.height;
    };
    addEventListener("pointermove", moved, { signal });
  }
}

/** @param {Place[]} fingers */
function spread([one, other]) {
  return {
    apart: Math.max(24, Math.abs(one.x - other.x)),
    middle: (one.x + other.x) / 2,
    height: (one.y + other.y) / 2,
  };
}
