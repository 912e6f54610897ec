/**
 * Which pictures of the library are chosen: one, whose name the page knows as `store.chosenPose`, and others
 * beside it.
 *
 * @import {Id, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { computed, signal } from "@preact/signals-core";

/** @type {WeakMap<Store, Chosen>} */
const known = new WeakMap();

/** What is chosen in a store's library. @param {Store} store */
export function chosenOf(store) {
  let chosen = known.get(store);
  if (!chosen) {
    chosen = new Chosen(store);
    known.set(store, chosen);
  }
  return chosen;
}

export class Chosen {
  #store;
  /** @type {import("@preact/signals-core").Signal<ReadonlySet<Id>>} */
  #several = signal(new Set());
  /** Where a range began. @type {Id | null} */
  #anchor = null;
  /** Whether a tap adds to what is chosen: on a touch screen there is no Ctrl key. */
  gathering = signal(false);

  /** @param {Pick<Store, "chosenPose" | "poses">} store */
  constructor(store) {
    this.#store = store;
  }

  /** All that are chosen and there; the one that the page knows is always among them. */
  ids = computed(() => {
    const { chosenPose, poses } = this.#store;
    const one = chosenPose.value;
    const several = this.#several.value;
    if (one !== null && several.has(one)) return new Set([...several].filter((id) => poses.value.has(id)));
    return new Set(one !== null && poses.value.has(one) ? [one] : []);
  });

  /** Choose one alone. @param {Id} id */
  only(id) {
    this.#several.value = new Set([id]);
    this.#store.chosenPose.value = id;
    this.#anchor = id;
  }

  /** Add one, or take it away again; one always stays. @param {Id} id */
  toggle(id) {
    const next = new Set(this.ids.peek());
    if (next.has(id) && next.size > 1) next.delete(id);
    else next.add(id);
    this.#several.value = next;
    this.#store.chosenPose.value = next.has(id) ? id : ([...next].at(-1) ?? null);
    this.#anchor = id;
  }

  /**
   * Choose all from where the range began to one.
   * @param {Id} id
   * @param {readonly Id[]} order as they are shown
   */
  through(id, order) {
    const from = order.indexOf(this.#anchor ?? this.#store.chosenPose.peek() ?? id);
    const to = order.indexOf(id);
    if (from < 0 || to < 0) return this.only(id);
    this.#anchor = order[from];
    this.#several.value = new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1));
    this.#store.chosenPose.value = id;
  }

  /** @param {readonly Id[]} order */
  all(order) {
    if (order.length === 0) return;
    this.#several.value = new Set(order);
    if (!order.includes(this.#store.chosenPose.peek() ?? "")) this.#store.chosenPose.value = order[0];
  }

  /** Back to the one. */
  none() {
    this.#several.value = new Set();
    this.gathering.value = false;
  }
}

/** The chosen pictures, as the page has them now. @param {Store} store @returns {Pose[]} */
export function chosenPoses(store) {
  return [...chosenOf(store).ids.value].flatMap((id) => store.poses.value.get(id) ?? []);
}
