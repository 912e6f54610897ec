/**
 * Who is drawn anew in which picture. Some hundred items drawn at a new scale in one go would stop the page for
 * longer than a frame, so after a zoom those in the middle of what is seen come first and the others follow,
 * some per picture; until then they stand at their new places as they were.
 */
import { signal } from "@preact/signals-core";

/** Items that are drawn at a new scale in one picture. */
const AT_ONCE = 40;

export class Turns {
  /** The scale at which each item was drawn last. @type {Map<string, string>} */
  #drawn = new Map();
  #picture = signal(0);
  #request = 0;
  #queue;

  /** @param {Set<object>} queue where it stands as long as items wait */
  constructor(queue) {
    this.#queue = queue;
  }

  /**
   * Say which items have to wait for another picture. Read while rendering, it has the next ones drawn.
   * @param {readonly {id: string, x: number}[]} items all there are to be drawn
   * @param {string} scale what their drawings depend on
   * @param {number} middle of what is seen
   * @returns {ReadonlySet<string>}
   */
  waiting(items, scale, middle) {
    void this.#picture.value;
    const due = items.filter(({ id }) => this.#drawn.get(id) !== scale);
    due.sort((a, b) => Math.abs(a.x - middle) - Math.abs(b.x - middle));
    const late = new Set(due.slice(AT_ONCE).map(({ id }) => id));
    this.#drawn = new Map(items.map(({ id }) => [id, late.has(id) ? (this.#drawn.get(id) ?? "") : scale]));
    if (late.size > 0) this.#queue.add(this);
    else this.#queue.delete(this);
    if (late.size > 0 && this.#request === 0) this.#request = requestAnimationFrame(this.#next);
    return late;
  }

  /** Nothing more is to be drawn. */
  stop() {
    cancelAnimationFrame(this.#request);
    this.#request = 0;
    this.#queue.delete(this);
  }

  #next = () => {
    this.#request = 0;
    this.#picture.value += 1;
  };
}
