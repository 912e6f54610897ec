/**
 * Saves what somebody writes, a moment after they stop, and again until it is saved. Only one request is on its way at a
 * time, so what is written last is what is kept.
 */
import { ApiError } from "#kf/core/net.js";

const PAUSE = 600;
const AGAIN = 4000;

/** @typedef {"saved" | "saving" | "away" | "refused"} Kept */

export class Saver {
  #send;
  #tell;
  #dirty = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #soon;
  /** @type {Promise<void> | null} */
  #busy = null;

  /**
   * @param {() => Promise<unknown>} send sends all that is not saved
   * @param {(kept: Kept, sentence: string) => void} tell
   */
  constructor(send, tell) {
    this.#send = send;
    this.#tell = tell;
    addEventListener("online", () => this.#dirty && void this.flush());
    document.addEventListener("visibilitychange", () => document.hidden && this.#dirty && void this.flush());
    addEventListener("beforeunload", (event) => {
      if (!this.#dirty && !this.#busy) return;
      void this.flush();
      event.preventDefault();
    });
  }

  /** Something was written. */
  touch() {
    this.#dirty = true;
    this.#tell("saving", "");
    this.#after(PAUSE);
  }

  /** Save now what is not saved; afterwards it is, unless the server could not be had or has refused it. */
  async flush() {
    clearTimeout(this.#soon);
    while (this.#busy) await this.#busy;
    if (!this.#dirty) return;
    this.#busy = this.#once();
    await this.#busy;
  }

  /** Whether all that was written is saved. */
  get clean() {
    return !this.#dirty && !this.#busy;
  }

  async #once() {
    this.#dirty = false;
    try {
      await this.#send();
      if (!this.#dirty) this.#tell("saved", "");
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#busy = null;
    }
  }

  /** @param {unknown} error */
  #failed(error) {
    if (!(error instanceof ApiError)) throw error;
    this.#dirty = true;
    this.#tell(error.passing ? "away" : "refused", error.sentence);
    if (error.passing) this.#after(AGAIN);
  }

  /** @param {number} pause */
  #after(pause) {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.flush(), pause);
  }
}
