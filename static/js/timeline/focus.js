/**
 * Which item of the timeline Tab leads to (one at a time: a roving focus), how it is brought into sight, and what
 * the timeline says to those who listen.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {View} from "#kf/timeline/view.js"
 */
import { signal } from "@preact/signals-core";

/** @typedef {HTMLElement & {updateComplete: Promise<boolean>}} Host */

export class Focus {
  #store;
  #view;
  #host;

  /** A keyframe's id, or "seg:<keyframe>". @type {import("@preact/signals-core").Signal<string | null>} */
  item = signal(null);
  said = signal("");
  alarm = signal("");

  /** @param {Store} store @param {View} view @param {Host} host */
  constructor(store, view, host) {
    this.#store = store;
    this.#view = view;
    this.#host = host;
  }

  /** The item with the focus, or the first one of some keys when that is gone. @param {readonly Keyframe[]} keys */
  or(keys) {
    const wanted = this.item.value;
    const id = wanted?.replace(/^seg:/, "");
    return keys.some((key) => key.id === id) ? wanted : (keys[0]?.id ?? null);
  }

  /** The keyframe that has the page's focus now, or undefined. */
  get keyframe() {
    if (!this.#host.contains(document.activeElement)) return undefined;
    return this.#store.keyframes.value.get(this.item.value ?? "");
  }

  /** Note what the browser gave the focus to. @param {FocusEvent} event */
  heard = (event) => {
    const { key, seg } = /** @type {HTMLElement} */ (event.target).dataset;
    const id = key ?? (seg ? `seg:${seg}` : null);
    if (id) this.item.value = id;
  };

  /** Give an item the focus, drawing and scrolling to it first. @param {string | null} id */
  on(id) {
    const key = this.#store.keyframes.value.get((id ?? "").replace(/^seg:/, ""));
    if (!id || !key) return;
    this.item.value = id;
    this.reveal(id === key.id ? key.frame : key.frame + key.hold);
    const name = id === key.id ? `[data-key="${key.id}"]` : `[data-seg="${key.id}"]`;
    void this.#host.updateComplete.then(() => {
      /** @type {HTMLElement | null} */ (this.#host.querySelector(name))?.focus({ preventScroll: true });
    });
  }

  /** Scroll to a frame. @param {number} frame */
  reveal(frame) {
    const x = this.#view.x(frame);
    this.#view.reveal(x, x + 48);
  }

  /** @param {string} text @param {boolean} [urgent] */
  say(text, urgent = false) {
    (urgent ? this.alarm : this.said).value = text;
  }
}
