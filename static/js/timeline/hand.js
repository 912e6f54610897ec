/**
 * What is in hand: while something is dragged, only this page's preview of it changes; one edit is made on release.
 * The drags themselves are in `drags/`; this holds what they show and what the drawing reads.
 *
 * @import {Id, Keyframe, Marker} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Point} from "#kf/timeline/gesture.js"
 * @import {Plan} from "#kf/timeline/plan.js"
 * @import {Target} from "#kf/timeline/snap.js"
 * @import {View} from "#kf/timeline/view.js"
 */
import { batch, computed, signal } from "@preact/signals-core";
import { t } from "#kf/core/i18n.js";
import { commit, refusalOf, tellLocked } from "#kf/timeline/commit.js";
import { applied, byTrack, operationsOf } from "#kf/timeline/plan.js";
import { spanOf } from "#kf/timeline/retime.js";

/** @typedef {{ids: ReadonlySet<Id>, plan: Plan}} Preview ids: what the hand holds, not all that makes way for it */
/** @typedef {{text: string, clientX: number, clientY: number, refused?: boolean}} Chip */
/** @typedef {{from: number, to: number, top: number, bottom: number}} Box pixels of the content, and below the ruler */
/** @typedef {{text: string, caught?: Target | null}} Said */

export class Hand {
  store;
  view;

  /** What is being dragged, or null. @type {import("@preact/signals-core").Signal<Preview | null>} */
  preview = signal(null);
  /** A marker as the drag would leave it, or null. @type {import("@preact/signals-core").Signal<Marker | null>} */
  marker = signal(null);
  /** @type {import("@preact/signals-core").Signal<Chip | null>} */
  chip = signal(null);
  /** @type {import("@preact/signals-core").Signal<Box | null>} */
  box = signal(null);
  /** What the magnet has caught. @type {import("@preact/signals-core").Signal<Target | null>} */
  caught = signal(null);
  /** Whether a tap adds to the selection: a finger has no Ctrl. */
  gathering = signal(false);

  /** What keeps the hand from what it wants. @type {import("#kf/timeline/locks.js").Lock | null} */
  #refused = null;

  /** The lanes as the drag would leave them, by track; those it does not touch are the store's own. */
  lanes = computed(() => {
    const lanes = this.store.lanes.value;
    const plan = this.preview.value?.plan;
    if (!plan || plan.size === 0) return lanes;
    const keys = this.store.shotKeys.value;
    const touched = new Set(
      keys.flatMap(({ id, track }) => (plan.has(id) ? [track, plan.get(id)?.track ?? track] : [])),
    );
    const after = byTrack(applied(keys, plan).filter(({ track }) => touched.has(track)));
    return new Map([...lanes].map(([id, lane]) => [id, touched.has(id) ? (after.get(id) ?? []) : lane]));
  });
  /** The active track as the drag would leave it, sorted by frame. */
  track = computed(() => this.lanes.value.get(this.store.track.value ?? "") ?? NO_KEYS);
  /** The shot's keys as the drag would leave them. */
  keys = computed(() => applied(this.store.shotKeys.value, this.preview.value?.plan ?? null));
  /** First and last frame of the selected keys, for the bar that stretches them; null where there is nothing to stretch. */
  span = computed(() => spanOf(this.keys.value.filter(({ id }) => this.store.selection.value.has(id))));
  /** The shot's markers as the drag would leave them. */
  markers = computed(() => {
    const held = this.marker.value;
    return held
      ? this.store.markerList.value.map((one) => (one.id === held.id ? held : one))
      : this.store.markerList.value;
  });

  /** @param {Store} store @param {View} view */
  constructor(store, view) {
    this.store = store;
    this.view = view;
  }

  /** The frame under a point, with its fraction. @param {number} x of the content */
  at(x) {
    return (x - this.view.x(0)) / this.view.px.value;
  }

  /**
   * Show what a drag would do; where it is locked, say so and leave everything as it is.
   * @param {ReadonlySet<Id>} ids what the hand holds
   * @param {Plan} plan
   * @param {Point} point
   * @param {Said} said
   */
  show(ids, plan, { clientX, clientY }, { text, caught = null }) {
    const refused = refusalOf(this.store, { plan });
    this.#refused = refused;
    batch(() => {
      this.preview.value = { ids, plan: refused ? NOTHING : plan };
      this.caught.value = refused ? null : caught;
      this.chip.value = { text: refused?.sentence ?? text, clientX, clientY, refused: refused !== null };
    });
  }

  /**
   * Let go: what is shown becomes one edit.
   * @param {(plan: Plan) => string} label
   */
  drop(label) {
    const plan = this.preview.value?.plan ?? NOTHING;
    const refused = this.#refused;
    this.clear();
    if (refused) tellLocked(this.store, refused);
    else void commit(this.store, label(plan), operationsOf(this.store.shotKeys.value, plan));
  }

  /** What was in hand is gone: somebody else has deleted it. */
  lost() {
    if (this.preview.value || this.marker.value)
      this.store.toast(t("Somebody has deleted what you were dragging."));
    this.clear();
  }

  clear() {
    this.#refused = null;
    batch(() => {
      this.preview.value = null;
      this.marker.value = null;
      this.chip.value = null;
      this.box.value = null;
      this.caught.value = null;
    });
  }
}

/** @type {readonly Keyframe[]} */
const NO_KEYS = [];
/** @type {Plan} */
const NOTHING = new Map();
