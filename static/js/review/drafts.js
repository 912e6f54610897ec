/**
 * Drafts of reviews on their way to the server, by what they are about: one may go on to the next while the last is
 * still being saved.
 *
 * @import {Draft} from "#kf/review/types.d.ts"
 * @import {Kept} from "#kf/teach/saver.js"
 */
import { api } from "#kf/core/net.js";
import { Saver } from "#kf/teach/saver.js";

export class Drafts {
  /** @type {Map<string, Draft>} */
  #open = new Map();
  #saver;

  /** @param {(kept: Kept, sentence: string) => void} tell */
  constructor(tell) {
    this.#saver = new Saver(() => this.#send(), tell);
  }

  /** @param {string} id @param {Draft} draft */
  changed(id, draft) {
    this.#open.set(id, draft);
    this.#saver.touch();
  }

  /** What is not saved yet of one. @param {string} id */
  open(id) {
    return this.#open.get(id);
  }

  /** Save now; answers whether all is saved. */
  async flush() {
    await this.#saver.flush();
    return this.#saver.clean;
  }

  async #send() {
    for (const [id, draft] of [...this.#open]) {
      await api(`/api/submissions/${id}/review`, { method: "PUT", json: draft });
      if (this.#open.get(id) === draft) this.#open.delete(id);
    }
  }
}
