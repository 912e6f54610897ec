/**
 * Edits that the server has not answered, kept on this device: a page that is closed, reloaded or dies sends them
 * when the project is opened again, under the same ids, so that none is lost and none is done twice.
 *
 * @import {Batch} from "#kf/core/outbox.js"
 * @import {Store} from "#kf/core/store.js"
 */
import { uuid } from "#kf/core/ids.js";

/** @typedef {{owner: string, tab: string, batch: Batch}} Kept owner: project and person; tab: who sends it */

const ROOM = "edits";

/**
 * Keep a store's unanswered edits from now on, and send those that an earlier page left behind.
 * @param {Store} store
 */
export async function keepEdits(store) {
  const owner = `${store.project.peek().id} ${store.you.peek().id}`;
  try {
    await store.keepEdits(await KeptEdits.open(owner));
  } catch (error) {
    // Storage is barred here: the page asks before it is left with unsaved edits.
    console.warn("Unsaved edits cannot be kept on this device.", error);
  }
}

export class KeptEdits {
  #database;
  #owner;
  #tab = uuid();
  #writing = 0;
  #failed = false;

  /** @param {IDBDatabase} database @param {string} owner */
  constructor(database, owner) {
    this.#database = database;
    this.#owner = owner;
  }

  /** @param {string} owner @returns {Promise<KeptEdits>} rejected where the browser keeps nothing */
  static async open(owner) {
    const request = indexedDB.open("kfweb", 1);
    request.onupgradeneeded = () => {
      const room = request.result.createObjectStore(ROOM, { autoIncrement: true });
      room.createIndex("id", "batch.id", { unique: true });
      room.createIndex("owner", "owner");
    };
    const kept = new KeptEdits(await answered(request), owner);
    kept.#database.onversionchange = () => kept.#database.close();
    await kept.#stay();
    return kept;
  }

  /** Whether all that was put here is on the disk. */
  get safe() {
    return !this.#failed && this.#writing === 0;
  }

  /** Keep a batch, or what it has become. @param {Batch} batch @returns {Promise<boolean>} whether it is kept */
  put(batch) {
    // What it is now, and only what can be kept: the caller goes on with it.
    const kept = { owner: this.#owner, tab: this.#tab, batch: structuredClone(batch) };
    return this.#write(async (room) => {
      const place = await answered(room.index("id").getKey(batch.id));
      room.put(kept, place);
    });
  }

  /** The server has answered. @param {string} id of the batch */
  drop(id) {
    void this.#write(async (room) => {
      const place = await answered(room.index("id").getKey(id));
      if (place !== undefined) room.delete(place);
    });
  }

  /**
   * Take over what pages that are no longer there have left, in the order in which it was made.
   * @returns {Promise<Batch[]>}
   */
  adopt() {
    return alone(`kfweb-adopt ${this.#owner}`, async () => {
      const alive = await openTabs();
      /** @type {Batch[]} */
      const found = [];
      await this.#write(async (room) => {
        for await (const cursor of cursors(room.index("owner").openCursor(this.#owner))) {
          const kept = /** @type {Kept} */ (cursor.value);
          if (kept.tab === this.#tab || alive.has(kept.tab)) continue;
          found.push(kept.batch);
          cursor.update({ ...kept, tab: this.#tab });
        }
      });
      return found;
    });
  }

  /** Be known as a page that sends its own edits, for as long as it is there. */
  async #stay() {
    await new Promise((/** @type {(held: void) => void} */ resolve) => {
      if (!navigator.locks) return resolve();
      void navigator.locks.request(TAB + this.#tab, () => {
        resolve();
        return new Promise(() => {});
      });
    });
  }

  /** @param {(room: IDBObjectStore) => Promise<void>} act @returns {Promise<boolean>} whether it is on the disk */
  async #write(act) {
    this.#writing += 1;
    try {
      const change = this.#database.transaction(ROOM, "readwrite");
      const done = new Promise((/** @type {(done: void) => void} */ resolve, reject) => {
        change.oncomplete = () => resolve();
        change.onabort = () => reject(change.error);
      });
      await act(change.objectStore(ROOM));
      await done;
      return true;
    } catch (error) {
      this.#failed = true;
      console.warn("An unsaved edit could not be kept on this device.", error);
      return false;
    } finally {
      this.#writing -= 1;
    }
  }
}

const TAB = "kfweb-tab ";

/**
 * The pages that send their edits themselves. Without locks (plain http) nobody knows: then edits may be sent by two
 * pages, which is harmless, for both send the same ones in the same order.
 * @returns {Promise<Set<string>>}
 */
async function openTabs() {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.map(({ name = "" }) => name.replace(TAB, "")));
}

/** @template T @param {string} name @param {() => Promise<T>} act @returns {Promise<T>} */
async function alone(name, act) {
  return navigator.locks ? await navigator.locks.request(name, act) : await act();
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @param {IDBRequest<IDBCursorWithValue | null>} request */
async function* cursors(request) {
  for (let cursor = await answered(request); cursor; cursor = await answered(request)) {
    yield cursor;
    cursor.continue();
  }
}
