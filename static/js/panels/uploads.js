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
import { api, csrfToken } from "#kf/core/net.js";
import { showBy } from "#kf/library/acts.js";
import { cannot, fileHash, naturally } from "#kf/library/files.js";

const AT_ONCE = 3;
const TRIES = 3;
const ASKED_AT_ONCE = 8;

/**
 * background: as a background; replace: as this pose's picture; landed: called with each picture's pose; all: called
 * with all of them when none is on its way any more.
 * @typedef {{background?: boolean, replace?: Pose, landed?: (pose: Pose) => void, all?: (poses: Pose[]) => void}} Wish
 */
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
  /** Wishes that wait for all of their pictures. @type {Map<Wish, {jobs: Set<Id>, poses: Pose[]}>} */
  #gatherings = new Map();
  #store;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
  }

  /**
   * Send files, in the order of their names; of one that the library has already the person is asked first.
   * @param {Iterable<File>} files
   * @param {Wish} [wish]
   */
  add(files, wish = {}) {
    const jobs = naturally([...files]).map((file) => ({ id: uuid(), file, wish, tries: 0, request: null }));
    if (wish.all) this.#gatherings.set(wish, { jobs: new Set(jobs.map(({ id }) => id)), poses: [] });
    if (jobs.length === 0)
      this.#store.toast(t("There is no PNG, JPEG or WebP picture among these files."), null, "error");
    for (const job of jobs) this.#begin(job);
    void this.#known(jobs);
  }

  /**
   * Show a pose by another picture, and its marks with it.
   * @param {Pose} pose
   * @param {readonly File[]} files the first counts
   */
  replace(pose, files) {
    if (files.length === 0) {
      this.#store.toast(t("That is no picture. Drop PNG, JPEG or WebP files."), null, "error");
      return;
    }
    const id = uuid();
    this.#begin({ id, file: files[0], wish: { replace: pose }, tries: 0, request: null });
    if (this.#state(id) === "asking") this.#set(id, { state: "waiting" });
    this.#pump();
  }

  /**
   * Hold back what the library has: the same file need not travel twice. Where nobody can say, all is sent.
   * @param {Job[]} jobs
   */
  async #known(jobs) {
    // A few at a time: the first are on their way while the last are still being read.
    for (let from = 0; from < jobs.length; from += ASKED_AT_ONCE) {
      const some = jobs.slice(from, from + ASKED_AT_ONCE);
      /** @type {Map<Job, string>} */
      const hashes = new Map();
      for (const job of some) {
        const hash = this.#state(job.id) === "asking" ? await fileHash(job.file) : null;
        if (hash) hashes.set(job, hash);
      }
      const known = hashes.size > 0 ? await this.#ask([...new Set(hashes.values())]) : {};
      for (const job of some) {
        if (this.#state(job.id) !== "asking") continue;
        const there = (known[hashes.get(job) ?? ""] ?? [])
          .map((id) => this.#store.poses.value.get(id))
          .find(Boolean);
        if (there) this.#hold(job, there);
        else this.#set(job.id, { state: "waiting" });
      }
      this.#pump();
    }
  }

  /** @param {string[]} files @returns {Promise<Record<string, Id[]>>} */
  async #ask(files) {
    const path = `/api/projects/${this.#store.project.value.id}/poses/known`;
    const answer = await api(path, { json: { files } }).catch(() => null);
    return answer?.poses ?? {};
  }

  /** @param {Job} job @param {Pose} there */
  #hold(job, there) {
    const again = () => this.#wait(job);
    const use = () => {
      this.#store.chosenPose.value = there.id;
      this.#arrived(job, there);
      this.#forget(job);
    };
    const sentence = t("Already here: {name}", { name: there.name });
    this.#set(job.id, { state: "known", sentence, use, add: again, retry: undefined });
  }

  /** @param {Id} id */
  #state(id) {
    return this.#store.uploads.value.find((one) => one.id === id)?.state;
  }

  /** @param {Job} job */
  #begin(job) {
    const { id, file } = job;
    this.#jobs.set(id, job);
    /** @type {Upload} */
    const entry = {
      id,
      name: file.name,
      state: "asking",
      sent: 0,
      preview: URL.createObjectURL(file),
      retry: () => this.#again(job),
      cancel: () => this.#forget(job),
    };
    this.#store.uploads.value = [...this.#store.uploads.value, entry];
    const sentence = cannot(file);
    if (!sentence) return;
    this.#set(id, { state: "refused", sentence, retry: undefined });
    this.#settle(job);
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
    const { replace, background = false } = job.wish;
    if (!replace) {
      form.append("id", job.id);
      form.append("is_plate", String(background));
    }
    form.append("file", job.file);
    const request = new XMLHttpRequest();
    job.request = request;
    return new Promise((done) => {
      request.upload.addEventListener("progress", ({ loaded, total }) =>
        this.#set(job.id, { sent: total ? loaded / total : 0 }),
      );
      request.addEventListener("loadend", () => done({ status: request.status, body: request.response }));
      const path = `/api/projects/${this.#store.project.value.id}/poses`;
      request.open("POST", replace ? `${path}/${replace.id}/versions` : path);
      request.responseType = "json";
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", csrfToken());
      request.send(form);
    });
  }

  /** @param {Job} job @param {any} answer */
  #landed(job, answer) {
    if (job.wish.replace) {
      this.#forget(job);
      const pose = this.#store.poses.value.get(job.wish.replace.id);
      if (pose) void showBy(this.#store, pose, answer, replacing(pose));
      return;
    }
    const like = [...this.#store.poses.value.values()].find(
      ({ id, sha256 }) => id !== answer.pose.id && sha256 === answer.pose.sha256,
    );
    this.#store.poseLanded(answer);
    if (like)
      this.#store.toast(
        t("{name} shows the very picture of {other}.", { name: answer.pose.name, other: like.name }),
      );
    this.#arrived(job, answer.pose);
    this.#forget(job);
  }

  /** @param {Job} job @param {Pose} pose */
  #arrived({ wish }, pose) {
    this.#gatherings.get(wish)?.poses.push(pose);
    wish.landed?.(pose);
  }

  /**
   * What the server refuses stays refused: the same file would be refused again. What went wrong on the way is tried
   * again by itself first, then when somebody says so.
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
    const retry = passing ? () => this.#again(job) : undefined;
    this.#set(job.id, { state: passing ? "failed" : "refused", sent: 0, sentence, retry });
    this.#settle(job);
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

  /** One less to wait for, of those that are to come together. @param {Job} job */
  #settle({ id, wish }) {
    const gathering = this.#gatherings.get(wish);
    if (!gathering?.jobs.delete(id) || gathering.jobs.size > 0) return;
    this.#gatherings.delete(wish);
    if (gathering.poses.length > 0) wish.all?.(gathering.poses);
  }

  /** @param {Job} job */
  #forget(job) {
    this.#jobs.delete(job.id);
    job.request?.abort();
    this.#settle(job);
    const entry = this.#store.uploads.value.find(({ id }) => id === job.id);
    if (entry?.preview) URL.revokeObjectURL(entry.preview);
    this.#store.uploads.value = this.#store.uploads.value.filter(({ id }) => id !== job.id);
    this.#pump();
  }
}

/** @param {Pose} pose */
function replacing({ name }) {
  return {
    edit: t("Replace the picture of {name}", { name }),
    told: t("{name} has a new picture.", { name }),
  };
}
