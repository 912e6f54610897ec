/**
 * What people say about a project, kept as the server tells it: read once, and carried on by events.
 *
 * @typedef {object} Comment
 * @property {string} id
 * @property {string | null} thread
 * @property {string | null} shot
 * @property {number | null} start in frames of its shot, from 0
 * @property {number | null} end the frame after the last
 * @property {[number, number] | null} pin shares of the picture
 * @property {string} text
 * @property {string | null} person
 * @property {string} by
 * @property {boolean} is_guest
 * @property {string} made_at
 * @property {string | null} edited_at
 * @property {string | null} resolved_at
 * @property {string} resolved_by
 * @property {boolean} deleted
 *
 * @typedef {Comment & {answers: Comment[]}} Thread
 * @typedef {{shot: string, start: number, end: number, pin: [number, number] | null}} Place
 */
import { api } from "#kf/core/net.js";

export class Threads {
  /** @type {Thread[]} */
  list = [];
  changed = () => {};
  /** Called with all of them, before what is drawn is told. @type {(list: Thread[]) => void} */
  heard = () => {};
  /** Where one begins in the film. @type {(thread: Thread) => number} */
  at = () => 0;
  /** What is heard while the list is on its way, which may be older than that. @type {Set<Comment[]>} */
  #meanwhile = new Set();

  /** @param {string} project */
  constructor(project) {
    this.path = `/api/projects/${project}/comments`;
  }

  async read() {
    /** @type {Comment[]} */
    const heard = [];
    this.#meanwhile.add(heard);
    try {
      this.list = await api(this.path);
    } finally {
      this.#meanwhile.delete(heard);
    }
    for (const one of heard) this.#note(one);
    this.sort();
  }

  /** Have them in the order of the film, and whoever shows them told. */
  sort() {
    this.list.sort((one, other) => this.at(one) - this.at(other));
    this.heard(this.list);
    this.changed();
  }

  /** Take note of a comment that is new, or is another than it was. @param {Comment} one */
  hear(one) {
    for (const heard of this.#meanwhile) heard.push(one);
    if (this.#note(one)) this.sort();
    else void this.read().catch(() => {});
  }

  /** @param {Comment} one @returns {boolean} whether it has a place */
  #note(one) {
    const head = this.list.find(({ id }) => id === (one.thread ?? one.id));
    if (one.thread && !head) return false;
    if (head && one.thread) head.answers = put(head.answers, one);
    else this.list = put(this.list, { ...one, answers: head?.answers ?? [] });
    this.list = this.list.filter((thread) => !thread.deleted || thread.answers.length);
    return true;
  }

  /** @param {Place} place @param {string} text @param {string} name @param {string} id */
  async begin(place, text, name, id) {
    return this.#sent({ id, text, name, ...place });
  }

  /** @param {string} thread @param {string} text @param {string} name @param {string} id */
  async answer(thread, text, name, id) {
    return this.#sent({ id, text, name, thread });
  }

  /** @param {object} json @returns {Promise<Comment>} */
  async #sent(json) {
    const said = await api(this.path, { json });
    this.hear(said);
    return said;
  }

  /** @param {string} id @param {string} text */
  async edit(id, text) {
    this.hear(await api(`${this.path}/${id}`, { method: "PATCH", json: { text } }));
  }

  /** @param {Comment} one */
  async remove(one) {
    await api(`${this.path}/${one.id}`, { method: "DELETE" });
    this.hear({ ...one, text: "", deleted: true });
  }

  /** @param {string} id @param {boolean} resolved */
  async resolve(id, resolved) {
    this.hear(await api(`${this.path}/${id}/resolve`, { json: { resolved } }));
  }
}

/**
 * A list with one of its things replaced, or put at the end; without it where it was taken back.
 * @template {Comment} T
 * @param {T[]} list
 * @param {T} one
 */
function put(list, one) {
  const known = list.some(({ id }) => id === one.id);
  const next = known ? list.map((other) => (other.id === one.id ? one : other)) : [...list, one];
  return next.filter((other) => !other.deleted || ("answers" in other && other.id === one.id));
}
