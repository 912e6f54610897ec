/**
 * Decoded pictures for the stage. What is wanted is told as one list, most urgent first; fetching and
 * decoding run apart, and the least recently used pictures are given back when the budget is spent.
 * Addresses never change what they stand for, so a picture given back costs a decode, not a download.
 */

/**
 * @typedef {object} Wanted
 * @property {string} url
 * @property {number} [width] decode to this size, for pictures larger than they are ever shown
 * @property {number} [height]
 * @property {number} [bytes] what it will take when it is decoded, as far as one can say
 * @property {string} [take] whose drawing it is
 * @property {number} [drawing] its index there
 */
/** @typedef {{want: Wanted, bitmap: ImageBitmap, bytes: number, used: number}} Entry */
/** @typedef {{want: Wanted, stage: "fetching" | "fetched" | "decoding", blob: Blob | null, stop: AbortController}} Job */

const MEGABYTE = 1024 * 1024;
const FETCHES = 6;
const DECODES = 3;
const LONGEST_REST = 15_000;
/** A picture that has failed so often is said to be broken; it is still tried now and then. */
const GIVEN_UP = 3;

/** Bytes that decoded pictures may take on this device. */
export function budget() {
  const memory = /** @type {{deviceMemory?: number}} */ (navigator).deviceMemory ?? 8;
  const small = memory <= 4 || matchMedia("(pointer: coarse)").matches;
  return (small ? 96 : 256) * MEGABYTE;
}

/**
 * One name for a picture at a size.
 * @param {Wanted} want
 */
export function nameOf(want) {
  return want.width ? `${want.url}@${want.width}x${want.height}` : want.url;
}

/**
 * @param {Wanted} want @param {AbortSignal} signal
 * @param {boolean} again it has failed: the browser may have kept a broken one for ever, and it may be mended since
 */
async function fetchBlob(want, signal, again) {
  const cache = again ? "reload" : "default";
  const response = await fetch(want.url, { credentials: "same-origin", signal, cache });
  if (!response.ok) throw new Error(`${want.url}: ${response.status}`);
  return response.blob();
}

/** @param {Blob} blob @param {Wanted} want */
function decode(blob, want) {
  if (!want.width) return createImageBitmap(blob);
  return createImageBitmap(blob, {
    resizeWidth: want.width,
    resizeHeight: want.height,
    resizeQuality: "high",
  });
}

export class FrameStore {
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  /** @type {Map<string, Job>} */
  #jobs = new Map();
  /** @type {Wanted[]} */
  #wanted = [];
  /** How many of them come before all others. */
  #first = 0;
  /** @type {Map<string, {times: number, until: number}>} */
  #resting = new Map();
  /** @type {Set<() => void>} */
  #listeners = new Set();
  #used = 0;
  #full = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #again;

  bytes = 0;

  /**
   * @param {number} most bytes of decoded pictures
   * @param {{early?: Map<string, ImageBitmap>, fetch?: typeof fetchBlob, decode?: typeof decode, now?: () => number}} [means] early: what is decoded already, by name; the others for tests
   */
  constructor(most, means = {}) {
    this.most = most;
    this.early = means.early ?? new Map();
    this.fetch = means.fetch ?? fetchBlob;
    this.decode = means.decode ?? decode;
    this.now = means.now ?? (() => performance.now());
  }

  /**
   * Call back whenever a wanted picture has become ready, or has failed; gives the way to stop.
   * @param {() => void} listener
   */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param {Wanted} want */
  has(want) {
    return this.#entries.has(nameOf(want));
  }

  /** Whether a picture has failed again and again. @param {Wanted} want */
  broken(want) {
    return (this.#resting.get(nameOf(want))?.times ?? 0) >= GIVEN_UP;
  }

  /** Whether a picture has failed at least once, and is not there. @param {Wanted} want */
  failing(want) {
    return this.#resting.has(nameOf(want));
  }

  /** Try at once what has failed. */
  retry() {
    for (const name of this.#resting.keys()) this.#resting.set(name, { times: 0, until: 0 });
    this.#full = false;
    this.#pump();
  }

  /** The drawings that are decoded: their indices, by take. @returns {Map<string, Set<number>>} */
  drawings() {
    /** @type {Map<string, Set<number>>} */
    const found = new Map();
    for (const { want } of this.#entries.values()) {
      if (want.take === undefined || want.drawing === undefined) continue;
      const take = found.get(want.take);
      if (take) take.add(want.drawing);
      else found.set(want.take, new Set([want.drawing]));
    }
    return found;
  }

  /**
   * The picture if it is decoded, and a sign that it is still in use.
   * @param {Wanted} want
   * @returns {ImageBitmap | null}
   */
  get(want) {
    const entry = this.#entries.get(nameOf(want));
    if (!entry) return null;
    entry.used = ++this.#used;
    return entry.bitmap;
  }

  /**
   * Say what should be ready, most urgent first. What was asked before and is not in this list is dropped.
   * @param {Wanted[]} list
   * @param {number} [first] how many of them nothing else is fetched beside
   */
  want(list, first = 0) {
    this.#wanted = list;
    this.#first = first;
    this.#full = false;
    const names = new Set(list.map(nameOf));
    for (const [name, job] of this.#jobs) {
      if (names.has(name) || job.stage === "decoding") continue;
      job.stop.abort();
      this.#jobs.delete(name);
    }
    for (let index = list.length - 1; index >= 0; index--) this.get(list[index]);
    this.#pump();
  }

  /** Give everything back. */
  clear() {
    this.want([]);
    clearTimeout(this.#again);
    for (const name of [...this.#entries.keys()]) this.#drop(name);
  }

  #pump() {
    clearTimeout(this.#again);
    if (this.#full) return;
    let wake = Number.POSITIVE_INFINITY;
    let open = 0;
    for (const [index, want] of this.#wanted.entries()) {
      if (index >= this.#first && open > 0) break;
      const name = nameOf(want);
      if (this.#entries.has(name)) continue;
      const job = this.#jobs.get(name);
      const early = job ? undefined : this.early.get(name);
      if (early) {
        this.early.delete(name);
        this.#keep(name, want, early);
        continue;
      }
      const rest = (this.#resting.get(name)?.until ?? 0) - this.now();
      if (index < this.#first && rest <= 0) open++;
      if (job?.stage === "fetched" && this.#count("decoding") < DECODES) void this.#decode(name, job);
      else if (!job && rest > 0) wake = Math.min(wake, rest);
      else if (!job && this.#count("fetching") < FETCHES) void this.#fetch(name, want);
    }
    if (wake < Number.POSITIVE_INFINITY) this.#again = setTimeout(() => this.#pump(), wake + 10);
  }

  /** @param {Job["stage"]} stage */
  #count(stage) {
    let count = 0;
    for (const job of this.#jobs.values()) if (job.stage === stage) count++;
    return count;
  }

  /** @param {string} name @param {Wanted} want */
  async #fetch(name, want) {
    const job = /** @type {Job} */ ({ want, stage: "fetching", blob: null, stop: new AbortController() });
    this.#jobs.set(name, job);
    try {
      job.blob = await this.fetch(want, job.stop.signal, this.failing(want));
    } catch {
      if (!job.stop.signal.aborted) this.#failed(name);
      return;
    }
    if (job.stop.signal.aborted) return;
    job.stage = "fetched";
    this.#pump();
  }

  /** @param {string} name @param {Job} job */
  async #decode(name, job) {
    job.stage = "decoding";
    try {
      this.#keep(name, job.want, await this.decode(/** @type {Blob} */ (job.blob), job.want));
    } catch {
      this.#failed(name);
      return;
    }
    this.#jobs.delete(name);
    this.#resting.delete(name);
    for (const listener of this.#listeners) listener();
    this.#pump();
  }

  /** @param {string} name */
  #failed(name) {
    this.#jobs.delete(name);
    const times = (this.#resting.get(name)?.times ?? 0) + 1;
    this.#resting.set(name, { times, until: this.now() + Math.min(LONGEST_REST, 500 * 2 ** (times - 1)) });
    for (const listener of this.#listeners) listener();
    this.#pump();
  }

  /** @param {string} name @param {Wanted} want @param {ImageBitmap} bitmap */
  #keep(name, want, bitmap) {
    const bytes = bitmap.width * bitmap.height * 4;
    this.#entries.set(name, { want, bitmap, bytes, used: ++this.#used });
    this.bytes += bytes;
    if (this.bytes > this.most) this.#makeRoom();
  }

  /**
   * Give back the least recently used, and of what is wanted the least urgent; never the most urgent. Once
   * something wanted had to go, reading ahead stops, or it would chase its own tail.
   */
  #makeRoom() {
    const urgency = new Map(this.#wanted.map((want, index) => [nameOf(want), -index]));
    const least = Number.NEGATIVE_INFINITY;
    const entries = [...this.#entries]
      .map(([name, entry]) => ({ name, used: entry.used, urgency: urgency.get(name) ?? least }))
      .sort((a, b) => (a.urgency === b.urgency ? a.used - b.used : a.urgency - b.urgency));
    for (const { name, urgency: rank } of entries) {
      if (this.bytes <= this.most || rank === 0) return;
      if (rank !== least) this.#full = true;
      this.#drop(name);
    }
  }

  /** @param {string} name */
  #drop(name) {
    const entry = this.#entries.get(name);
    if (!entry) return;
    entry.bitmap.close();
    this.bytes -= entry.bytes;
    this.#entries.delete(name);
  }
}
