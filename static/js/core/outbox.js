/**
 * Edits on their way to the server: kept in order, one under way at a time, tried again until the server has
 * answered. A repeated batch is answered as the first time, so trying again can never do an edit twice.
 *
 * @import {Answer, Operation, SavedState} from "#kf/core/types.d.ts"
 */
import { signal } from "@preact/signals-core";
import { backoff } from "#kf/core/backoff.js";
import { ApiError } from "#kf/core/net.js";

/** @typedef {{id: string, label: string, operations: Operation[]}} Batch */
/** @typedef {(batch: Batch) => Promise<Answer>} Send */

/** Whether an answer means that this person may not edit this project now. @param {ApiError} error */
function shut({ status }) {
  return status === 401 || status === 403 || status === 404;
}

export class Outbox {
  /** @type {Batch[]} */
  #waiting = [];
  #send;
  #listener;
  #tries = 0;
  #busy = false;
  /** Whether the server has asked us to wait a little. */
  #resting = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {(() => void)[]} */
  #settled = [];

  /** Batches that the server has not answered. */
  count = signal(0);
  state = signal(/** @type {SavedState} */ ("saved"));

  /**
   * @param {Send} send
   * @param {{answered: (batch: Batch, answer: Answer) => void, refused: (batch: Batch, error: ApiError) => void,
   *   closed: (error: ApiError) => void}} listener refused: this batch is void, the others go on; closed: the
   *   person may not edit here any more and nothing further is sent
   */
  constructor(send, listener) {
    this.#send = send;
    this.#listener = listener;
  }

  /** @param {Batch} batch */
  push(batch) {
    this.#waiting.push(batch);
    this.#tell();
    this.kick();
  }

  /**
   * Send batches that an earlier page left behind: before all that waits, since they were made before.
   * @param {readonly Batch[]} batches
   */
  resume(batches) {
    this.#waiting.splice(this.#busy ? 1 : 0, 0, ...batches);
    this.#tell();
    this.kick();
  }

  /** Take a batch back that has not been sent. @param {string} id */
  drop(id) {
    this.#waiting = this.#waiting.filter((batch) => batch.id !== id);
    this.#tell();
  }

  /** Try at once: something new to send, or the network is back. */
  kick() {
    if (this.#busy || this.#resting) return;
    clearTimeout(this.#timer);
    if (this.state.value !== "closed") void this.#run();
  }

  /** Send nothing more: this person may not edit now. @param {ApiError} error */
  shut(error) {
    this.#close(error);
    if (!this.#busy) this.#release();
  }

  /** They may again: go on where it stopped. */
  open() {
    if (this.state.value !== "closed") return;
    this.#tries = 0;
    this.state.value = "saved";
    this.#tell();
    this.kick();
  }

  /** Wait until everything has been answered, or nothing more will be. @returns {Promise<void>} */
  settled() {
    const done = this.#waiting.length === 0 || this.state.value === "closed";
    return done ? Promise.resolve() : new Promise((resolve) => this.#settled.push(resolve));
  }

  async #run() {
    this.#busy = true;
    try {
      while (this.#goesOn && (await this.#sendFirst()));
    } finally {
      this.#busy = false;
    }
    this.#release();
  }

  get #goesOn() {
    return this.#waiting.length > 0 && this.state.value !== "closed";
  }

  #release() {
    if (this.#goesOn) return;
    for (const resolve of this.#settled.splice(0)) resolve();
  }

  /** @returns {Promise<boolean>} whether to go on with the next */
  async #sendFirst() {
    const batch = this.#waiting[0];
    try {
      const answer = await this.#send(batch);
      this.#tries = 0;
      this.#waiting.shift();
      this.#listener.answered(batch, answer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.passing) return this.#later(error);
      if (shut(error)) return this.#close(error);
      this.#tries = 0;
      this.#waiting.shift();
      this.#listener.refused(batch, error);
    }
    this.#tell();
    return true;
  }

  /** @param {ApiError} error */
  #later(error) {
    this.#tries += 1;
    const fast = error.status === 429; // we are connected, and asked to slow down
    if (this.state.value !== "closed") this.state.value = fast ? "saving" : "offline";
    this.#resting = fast;
    this.#timer = setTimeout(
      () => {
        this.#resting = false;
        this.kick();
      },
      error.retryAfter ? error.retryAfter * 1000 : backoff(this.#tries),
    );
    return false;
  }

  /** @param {ApiError} error */
  #close(error) {
    if (this.state.value === "closed") return false;
    this.state.value = "closed";
    this.#listener.closed(error);
    return false;
  }

  #tell() {
    this.count.value = this.#waiting.length;
    if (this.state.value === "closed") return;
    if (this.#waiting.length === 0) this.state.value = "saved";
    else if (this.#tries === 0) this.state.value = "saving";
  }
}
