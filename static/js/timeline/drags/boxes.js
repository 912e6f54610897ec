/**
 * A box drawn over the tracks: what it touches is selected, as well as what was.
 *
 * @import {Hand} from "#kf/timeline/hand.js"
 * @import {Point} from "#kf/timeline/gesture.js"
 */

/** A key is at least this wide to the box. */
const LEAST = 14;

export class BoxDrag {
  #hand;
  #x;
  #y;
  #top;
  #before;

  /**
   * @param {Hand} hand
   * @param {{x: number, clientY: number, top: () => number}} press top: of the tracks on the page, which may scroll
   * @param {ReadonlySet<string>} before what stays selected whatever the box touches
   */
  constructor(hand, { x, clientY, top }, before) {
    this.#hand = hand;
    this.#x = x;
    this.#y = clientY - top();
    this.#top = top;
    this.#before = before;
  }

  /** @param {Point} point */
  move({ x, clientY }) {
    const { store, view } = this.#hand;
    const y = clientY - this.#top();
    const box = {
      from: Math.min(this.#x, x),
      to: Math.max(this.#x, x),
      top: Math.min(this.#y, y),
      bottom: Math.max(this.#y, y),
    };
    const rows = new Set(
      view.rows.value
        .filter(({ top, height }) => top < box.bottom && top + height > box.top)
        .map(({ id }) => id),
    );
    const caught = store.shotKeys.value.filter(({ frame, track }) => {
      const start = view.x(frame);
      return rows.has(track) && start <= box.to && start + Math.max(LEAST, view.px.value) >= box.from;
    });
    this.#hand.box.value = box;
    store.selection.value = new Set([...this.#before, ...caught.map(({ id }) => id)]);
  }

  drop() {
    this.#hand.clear();
  }

  cancel() {
    this.#hand.store.selection.value = new Set(this.#before);
    this.#hand.clear();
  }
}
