/**
 * Pictures on their way to the server: several at a time, each with its own progress, its own refusal in
 * words and its own second try. Everything else on the page goes on meanwhile.
 *
 * @import {Id, Pose, Upload} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { backoff } from "#kf/core/backoff.js";
import { t } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { csrfToken } from "#kf/core/net.js";

const AT_ONCE = 3;
const TRIES = 3;
const MOST_BYTES = 25 * 2 ** 20;

/** @typedef {{background?: boolean, landed?: (pose: Pose) => void}} Wish */
/** @typedef {{id: Id, file: File, wish: Wish, tries: number, request: XMLHttpRequest | null}} Job */
/** @typedef {{status: number, body: any}} Reply status 0 when no server was reached */

/** @type {WeakMap<Store, Uploader>} */
const known = new WeakMap();

/** The one uploader of a store. @param {Store} store */
export function uploaderOf(store) {
  let uploader = known.get(store);
  if (!uploader) {
    uploader = new Uploader(store);
    known.set(store, uploader);
  }
  return uploader;
}

export class Uploader {
  /** @type {Map<Id, Job>} */
  #jobs = new Map();
  #store;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
  }

  /**
   * Send files, in the order of their names.
   * @param {Iterable<File>} files
   * @param {Wish} [wish] background: as a background; landed: called with each picture's pose
   */
  add(files, wish = {}) {
    const sorted = [...files].sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
    for (const file of sorted) this.#begin({ id: uuid(), file, wish, tries: 0, request: null });
    this.#pump();
  }

  /** @param {Job} job */
  #begin(job) {
    const { id, file } = job;
    this.#jobs.set(id, job);
    /** @type {Upload} */
    const entry = {
      id,
      name: file.name,
      state: "waiting",
      sent: 0,
      preview: URL.createObjectURL(file),
      retry: () => this.#again(job),
      cancel: () => this.#forget(job),
    };
    this.#store.uploads.value = [...this.#store.uploads.value, entry];
    const sentence = cannot(file);
    if (sentence) this.#set(id, { state: "refused", sentence, retry: undefined });
  }

  /** @param {Id} id @param {Partial<Upload>} change */
  #set(id, change) {
    this.#store.uploads.value = this.#store.uploads.value.map((one) =>
      one.id === id ? { ...one, ...change } : one,
    );
  }

  #pump() {
    const uploads = this.#store.uploads.value;
    let room = AT_ONCE - uploads.filter(({ state }) => state === "sending").length;
    for (const { id, state } of uploads) {
      const job = this.#jobs.get(id);
      if (room <= 0) return;
      if (state !== "waiting" || !job) continue;
      room -= 1;
      void this.#send(job);
    }
  }

  /** @param {Job} job */
  async #send(job) {
    this.#set(job.id, { state: "sending", sent: 0, sentence: undefined });
    const reply = await this.#post(job);
    job.request = null;
    if (!this.#jobs.has(job.id)) return this.#pump();
    if (reply.status >= 200 && reply.status < 300) this.#landed(job, reply.body);
    else this.#failed(job, reply);
    this.#pump();
  }

  /**
   * fetch tells nothing of how far an upload is; XMLHttpRequest does.
   * @param {Job} job
   * @returns {Promise<Reply>}
   */
  #post(job) {
    const form = new FormData();
    form.append("id", job.id);
    form.append("is_plate", String(job.wish.background ?? false));
    form.append("file", job.file);
    const request = new XMLHttpRequest();
    job.request = request;
    return new Promise((done) => {
      request.upload.addEventListener("progress", ({ loaded, total }) =>
        this.#set(job.id, { sent: total ? loaded / total : 0 }),
      );
      request.addEventListener("loadend", () => done({ status: request.status, body: request.response }));
      request.open("POST", `/api/projects/${this.#store.project.value.id}/poses`);
      request.responseType = "json";
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", csrfToken());
      request.send(form);
    });
  }

  /** @param {Job} job @param {{revision: number, pose: Pose}} answer */
  #landed(job, answer) {
    this.#forget(job);
    this.#store.poseLanded(answer);
    job.wish.landed?.(answer.pose);
  }

  /**
   * What the server refuses stays refused until somebody says to try again; what went wrong on the way is
   * tried again by itself first.
   * @param {Job} job @param {Reply} reply
   */
  #failed(job, { status, body }) {
    const passing = status === 0 || status === 408 || status === 429 || status >= 500;
    job.tries += 1;
    if (passing && job.tries < TRIES) {
      this.#set(job.id, { state: "failed", sent: 0, sentence: t("Trying again…") });
      setTimeout(() => this.#jobs.has(job.id) && this.#wait(job), backoff(job.tries));
      return;
    }
    const lost = t("The server could not be reached. Nothing is lost; try again when you are connected.");
    const sentence =
      body?.sentence ??
      (status === 0 ? lost : t("The server answered with error {status}. Try again.", { status }));
    this.#set(job.id, { state: passing ? "failed" : "refused", sent: 0, sentence });
  }

  /** @param {Job} job */
  #wait(job) {
    this.#set(job.id, { state: "waiting", sent: 0, sentence: undefined });
    this.#pump();
  }

  /** @param {Job} job */
  #again(job) {
    job.tries = 0;
    this.#wait(job);
  }

  /** @param {Job} job */
  #forget(job) {
    this.#jobs.delete(job.id);
    job.request?.abort();
    const entry = this.#store.uploads.value.find(({ id }) => id === job.id);
    if (entry?.preview) URL.revokeObjectURL(entry.preview);
    this.#store.uploads.value = this.#store.uploads.value.filter(({ id }) => id !== job.id);
    this.#pump();
  }
}

/** Why a file need not be sent at all, or null. @param {File} file */
function cannot(file) {
  if (file.size === 0) return t("The file is empty. Choose another, or save it again and upload that.");
  if (file.size <= MOST_BYTES) return null;
  const size = Math.ceil(file.size / 2 ** 20);
  return t("The file has {size} MB; a picture may have {most} MB. Save it smaller and upload it again.", {
    size,
    most: MOST_BYTES / 2 ** 20,
  });
}

/** The files of a drop or a paste that may be pictures. @param {DataTransfer | null} transfer */
export function picturesOf(transfer) {
  return [...(transfer?.files ?? [])].filter(
    ({ type, name }) => type.startsWith("image/") || /\.(png|jpe?g|webp)$/i.test(name),
  );
}
