/**
 * Drafts of reviews on their way to the server, each by itself: one may go on to the next while the last is still being
 * saved, and what is refused of one holds up no other.
 *
 * @import {Draft} from "#kf/review/types.d.ts"
 * @import {Kept} from "#kf/teach/saver.js"
 */
import { api } from "#kf/core/net.js";
import { Saver } from "#kf/teach/saver.js";

/** @typedef {{draft: Draft | null, saver: Saver, kept: Kept, sentence: string}} Way what is not saved yet, how it goes and what was said of that last */

export class Drafts {
  /** @type {Map<string, Way>} */
  #ways = new Map();
  #tell;

  /** @param {(id: string, kept: Kept, sentence: string) => void} tell */
  constructor(tell) {
    this.#tell = tell;
  }

  /** @param {string} id of what is reviewed @param {Draft} draft */
  changed(id, draft) {
    const way = this.#ways.get(id) ?? this.#begin(id);
    way.draft = draft;
    way.saver.touch();
  }

  /** What is not saved yet of one, and why not. @param {string} id */
  open(id) {
    const way = this.#ways.get(id);
    return way?.draft ? { draft: way.draft, kept: way.kept, sentence: way.sentence } : null;
  }

  /** Save one now; answers whether it is saved. @param {string} id */
  async flush(id) {
    await this.#ways.get(id)?.saver.flush();
    return !this.open(id);
  }

  /** @param {string} id @returns {Way} */
  #begin(id) {
    const saver = new Saver(
      () => this.#send(id, way),
      (kept, sentence) => {
        Object.assign(way, { kept, sentence });
        this.#tell(id, kept, sentence);
      },
    );
    /** @type {Way} */
    const way = { draft: null, saver, kept: "saved", sentence: "" };
    this.#ways.set(id, way);
    return way;
  }

  /** @param {string} id @param {Way} way */
  async #send(id, way) {
    const { draft } = way;
    await api(`/api/submissions/${id}/review`, { method: "PUT", json: draft });
    if (way.draft === draft) way.draft = null;
  }
}
