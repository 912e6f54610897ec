/**
 * What a page remembers of how somebody looks at a project, and never tells the server: marks of a range, tracks
 * shown alone, choices of view. Where storage is barred it holds until the page is left.
 *
 * @import {Id} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { effect, signal, untracked } from "@preact/signals-core";
import { keep, kept as stored } from "#kf/ui/kept.js";

/** A range of a shot, half open; null where that end is not set. @typedef {{in: number | null, out: number | null}} InOut */

/** @type {Map<string, import("@preact/signals-core").Signal<any>>} */
const signals = new Map();

/**
 * A choice that this browser remembers: the same signal for the same name, with what it was when the page was
 * left.
 * @template T
 * @param {string} name
 * @param {T} fallback
 * @returns {import("@preact/signals-core").Signal<T>}
 */
export function kept(name, fallback) {
  const made = signals.get(name);
  if (made) return made;
  const choice = signal(read(name, fallback));
  signals.set(name, choice);
  let first = true;
  effect(() => {
    const { value } = choice;
    if (!first) keep(`kf:${name}`, JSON.stringify(value));
    first = false;
  });
  return choice;
}

/** @template T @param {string} name @param {T} fallback @returns {T} */
function read(name, fallback) {
  try {
    return JSON.parse(stored(`kf:${name}`) ?? "") ?? fallback;
  } catch {
    return fallback;
  }
}

/** @type {Readonly<InOut>} */
const WHOLE = Object.freeze({ in: null, out: null });

/**
 * Keep a store's in and out points, and the tracks that are solo, by shot: they follow the shot that is open, and
 * are there again after a reload.
 * @param {Store} store
 * @returns {() => void} stop
 */
export function keepLocal(store) {
  const name = (/** @type {Id} */ shot) => `shot:${store.project.peek().id}:${shot}`;
  /** @type {Id | null} */
  let open = null;
  return effect(() => {
    const shot = store.shot.value;
    const view = { inOut: store.inOut.value, solo: [...store.solo.value] };
    if (shot === null) return;
    if (shot === open) keep(`kf:${name(shot)}`, plain(view) ? null : JSON.stringify(view));
    else {
      open = shot;
      const found = read(name(shot), { inOut: WHOLE, solo: /** @type {Id[]} */ ([]) });
      untracked(() => {
        store.inOut.value = found.inOut;
        store.solo.value = new Set(found.solo);
      });
    }
  });
}

/** @param {{inOut: InOut, solo: Id[]}} view */
function plain({ inOut, solo }) {
  return inOut.in === null && inOut.out === null && solo.length === 0;
}
