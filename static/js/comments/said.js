/**
 * What is said of the project that the editor shows: read when the page has time, and carried on by its events.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Thread} from "#kf/comments/threads.js"
 */
import { effect, signal, untracked } from "@preact/signals-core";
import { Threads } from "#kf/comments/threads.js";
import { t } from "#kf/core/i18n.js";
import { shownFrame } from "#kf/core/time.js";

/** More frames than a shot has. */
const LONGEST = 1e8;

export class Said {
  /** @type {import("@preact/signals-core").Signal<Thread[]>} */
  list = signal([]);
  /** The thread that is looked at. @type {import("@preact/signals-core").Signal<string | null>} */
  chosen = signal(null);

  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    this.threads = new Threads(store.project.value.id);
    this.threads.at = (thread) => this.#at(thread);
    this.threads.heard = (list) => {
      this.list.value = [...list];
    };
    effect(() => {
      const one = store.comment.value;
      if (one) untracked(() => this.threads.hear(one));
    });
    effect(() => {
      void store.shotList.value;
      untracked(() => this.threads.sort());
    });
    // After a broken line nobody knows what was missed.
    effect(() => {
      if (store.connected.value) void this.threads.read().catch(() => {});
    });
  }

  /** Where in its shot a comment is, as people read it. @param {{shot: string | null, start: number | null, end: number | null}} one */
  frames({ shot, start, end }) {
    const { store } = this;
    const row = shot === null ? undefined : store.shots.value.get(shot);
    if (!row || start === null) return t("deleted shot");
    const shown = (/** @type {number} */ frame) => shownFrame(frame, store.project.value);
    const last = (end ?? start + 1) - 1;
    return last > start
      ? t("f {first} to {last}", { first: shown(start), last: shown(last) })
      : t("f {frame}", { frame: shown(start) });
  }

  /** The shot that it is in, where that is not the one that is open. @param {{shot: string | null}} one */
  shot({ shot }) {
    const { store } = this;
    return shot === store.shot.value ? "" : (store.shots.value.get(shot ?? "")?.name ?? "");
  }

  /** A number that grows along the film. @param {Thread} thread */
  #at({ shot, start }) {
    const place = this.store.shotList.peek().findIndex(({ id }) => id === shot);
    return (place < 0 ? this.store.shotList.peek().length : place) * LONGEST + (start ?? 0);
  }

  /** Go where it is. @param {Thread} thread */
  go(thread) {
    const { store } = this;
    this.chosen.value = thread.id;
    if (thread.shot !== null && store.shots.value.has(thread.shot)) store.shot.value = thread.shot;
    if (thread.start !== null) store.seek(thread.start);
  }
}

/** @type {WeakMap<Store, Said>} */
const known = new WeakMap();

/** @param {Store} store */
export function saidOf(store) {
  const found = known.get(store) ?? new Said(store);
  known.set(store, found);
  return found;
}
