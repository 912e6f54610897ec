/**
 * Poses that are carried over the timeline and let go on it, by the system's own drag or by the library's. With Alt
 * what follows makes way.
 *
 * @import {Id} from "#kf/core/types.d.ts"
 * @import {Acts} from "#kf/timeline/acts.js"
 * @import {Host} from "#kf/timeline/focus.js"
 * @import {Hand} from "#kf/timeline/hand.js"
 * @import {Landing} from "#kf/timeline/drop.js"
 * @import {View} from "#kf/timeline/view.js"
 */
import { signal } from "@preact/signals-core";
import { land, landing, POSE_TYPE } from "#kf/timeline/drop.js";
import { rowAt } from "#kf/timeline/rows.js";

export class Dropping {
  #view;
  #hand;
  #acts;
  #host;
  #alt = false;

  /** Where what is carried would land. @type {import("@preact/signals-core").Signal<Landing | null>} */
  landing = signal(null);

  /** @param {View} view @param {Hand} hand @param {Acts} acts @param {Host} host */
  constructor(view, hand, acts, host) {
    this.#view = view;
    this.#hand = hand;
    this.#acts = acts;
    this.#host = host;
  }

  /** @param {number} clientX @param {number} [clientY] @returns {Landing | null} */
  #landingAt(clientX, clientY) {
    const scroller = this.#host.querySelector(".tl-scroll");
    const track = this.#trackAt(clientY);
    if (!scroller || !track) return null;
    const rect = scroller.getBoundingClientRect();
    if (clientX < this.#view.edge(scroller) || clientX > rect.right) return null;
    const lane = this.#hand.lanes.value.get(track) ?? [];
    return landing(this.#view, lane, this.#view.under(clientX, scroller), { track, push: this.#alt });
  }

  /** The track under a height of the page; without one, the active track. @param {number} [clientY] */
  #trackAt(clientY) {
    const rows = this.#view.rows.value;
    const body = this.#host.querySelector(".trks");
    if (clientY === undefined || !body) return this.#hand.store.track.value;
    return rowAt(rows, clientY - body.getBoundingClientRect().top)?.id ?? this.#hand.store.track.value;
  }

  /**
   * Put a pose where the pointer is.
   * @param {Id} pose
   * @param {number} clientX
   * @param {number} [clientY]
   * @param {boolean} [push] what follows makes way
   * @returns {Id | null} the keyframe that shows it, or null where there is no track to drop on
   */
  drop(pose, clientX, clientY, push = false) {
    this.#alt = push;
    const at = this.#landingAt(clientX, clientY);
    this.landing.value = null;
    this.#alt = false;
    const { store } = this.#hand;
    const id = at && land(store, pose, at);
    if (!id) return null;
    store.select([id]);
    this.#acts.placed(id);
    return id;
  }

  /** Show where a pose would land. @param {number | null} clientX null when it has left @param {number} [clientY] @param {boolean} [push] */
  hint(clientX, clientY, push = false) {
    this.#alt = push;
    const at = clientX === null ? null : this.#landingAt(clientX, clientY);
    const had = this.landing.value;
    const same = at?.frame === had?.frame && at?.track === had?.track && at?.replaces === had?.replaces;
    if (!same || at?.pushes !== had?.pushes) this.landing.value = at;
  }

  /** The frame that something let go here would land on. @param {number} clientX @returns {number | null} */
  frameAt(clientX) {
    return this.#landingAt(clientX)?.frame ?? null;
  }

  over = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes(POSE_TYPE)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    this.hint(event.clientX, event.clientY, event.altKey);
  };

  left = () => this.hint(null);

  dropped = (/** @type {DragEvent} */ event) => {
    const pose = event.dataTransfer?.getData(POSE_TYPE);
    if (!pose) return;
    event.preventDefault();
    this.drop(pose, event.clientX, event.clientY, event.altKey);
  };
}
