/**
 * What was handed in, the oldest first, and where in it one is. What is reviewed stays in its place until another filter
 * is chosen, so that one can go back to it.
 *
 * @import {Filter, Item} from "#kf/review/types.d.ts"
 */
import { api } from "#kf/core/net.js";

/** @param {Item} item */
const waits = ({ state }) => state === "handed_in" || state === "late";
const FILTERS = /** @type {Record<Filter, (item: Item) => boolean>} */ ({
  waiting: waits,
  late: ({ late }) => late,
  all: () => true,
});

export class Queue {
  /** Everything, of each learner the newest attempt. @type {Item[]} */
  all = [];
  /** What is gone through. @type {Item[]} */
  list = [];
  /** @type {Filter} */
  filter = "waiting";
  at = 0;
  /** The number of a learner where names are hidden: it stays with them. @type {Map<string, number>} */
  #numbers = new Map();

  /** @param {string} exercise */
  constructor(exercise) {
    this.path = `/api/exercises/${exercise}/queue?filter=all`;
  }

  /** Read it anew; what is new comes at the end. */
  async read() {
    const { submissions } = await api(this.path);
    this.all = /** @type {Item[]} */ (submissions);
    for (const { alias } of this.all)
      if (!this.#numbers.has(alias)) this.#numbers.set(alias, this.#numbers.size + 1);
    const fresh = new Map(this.all.map((item) => [item.id, item]));
    this.list = this.list.map((item) => fresh.get(item.id) ?? item);
    const there = new Set(this.list.map(({ id }) => id));
    this.list.push(...this.all.filter((item) => !there.has(item.id) && FILTERS[this.filter](item)));
  }

  /** @param {Filter} filter */
  choose(filter) {
    this.filter = filter;
    const { current } = this;
    this.list = this.all.filter(FILTERS[filter]);
    this.at = Math.max(
      0,
      this.list.findIndex(({ id }) => id === current?.id),
    );
  }

  /** @returns {Item | undefined} */
  get current() {
    return this.list[this.at];
  }

  /** @param {Filter} filter */
  count(filter) {
    return this.all.filter(FILTERS[filter]).length;
  }

  /** @param {string} alias */
  number(alias) {
    return this.#numbers.get(alias) ?? 0;
  }

  /** Whether a newer attempt of a learner is there than this one. @param {string} alias @param {string} id */
  overtaken(alias, id) {
    return this.all.some((one) => one.alias === alias && one.id !== id);
  }

  /** Where the next one is that waits, after here and then from the start; -1 where no other does. */
  get nextWaiting() {
    const places = this.list.map((_, n) => (this.at + 1 + n) % this.list.length);
    return places.find((place) => place !== this.at && waits(this.list[place])) ?? -1;
  }

  /** Note what became of something. @param {string} id @param {Partial<Item>} more */
  note(id, more) {
    for (const several of [this.all, this.list])
      for (const [n, item] of several.entries()) if (item.id === id) several[n] = { ...item, ...more };
  }
}
