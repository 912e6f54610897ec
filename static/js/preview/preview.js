/**
 * Instant preview: the in-betweens as the engine would draw them now, at preview size, before any render is asked
 * for. One per store, found by `previewOf`; whoever paints asks it for drawings and reads `version` to hear of new
 * ones. A change of spacing, exposure or count picks other drawings of a dense grid, without any request.
 *
 * @import {Id, Operation} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {ApiError} from "#kf/core/net.js"
 * @import {Drawn, Question, Why} from "#kf/preview/ask.js"
 * @import {Drawing} from "#kf/preview/sheets.js"
 */
import { effect, signal, untracked } from "@preact/signals-core";
import { ask } from "#kf/preview/ask.js";
import { Edited } from "#kf/preview/edited.js";
import { denseGrid, exactPlaces } from "#kf/preview/grid.js";
import { Sheets } from "#kf/preview/sheets.js";
import { Stretches } from "#kf/preview/stretches.js";
import { wantedSegments } from "#kf/preview/wanted.js";

/** Operations that a question takes along; with more of them it waits until they are saved. */
const MOST_OPERATIONS = 100;
const WIDTH = 480;
/** Rest after an answer that was no drawing, in milliseconds. */
const REST = 600;
const LONG_REST = 5000;
/** A page that has just come has other things to do. */
const FIRST_REST = 500;

/** @typedef {{left: Id, kind: "exact" | "dense" | "live", pair: string, look: string, times: number[], operations: Operation[], held?: Held}} Need */
/** @typedef {{left: Id, u: number, operations: Operation[]}} Held what a hand holds, and the drawing that shows it */
/** @typedef {(project: Id, question: Question, signal: AbortSignal) => Promise<Drawn | Why>} Ask */

/** @type {WeakMap<Store, Previews>} */
const known = new WeakMap();

/** The one preview of a store. @param {Store} store */
export function previewOf(store) {
  let previews = known.get(store);
  if (!previews) {
    previews = new Previews(store);
    known.set(store, previews);
  }
  return previews;
}

export class Previews {
  /** Counts up when drawings have come or gone. */
  version = signal(0);
  /**
   * What a hand holds and has not let go of: drawings of this segment at this place follow it as fast as they come.
   * @type {import("@preact/signals-core").Signal<Held | null>}
   */
  held = signal(null);

  #store;
  #ask;
  #stretches;
  #sheets = new Sheets();
  #edited;
  /** The look of each segment that the server has nothing for. @type {Map<Id, string>} */
  #hopeless = new Map();
  /** What was held when it was drawn last: a hand that rests is not asked for again. @type {Held | null} */
  #answered = null;
  /** @type {{need: Need, stop: AbortController} | null} */
  #asking = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #again;
  #resting = false;
  #queued = false;

  /** @param {Store} store @param {{ask?: Ask}} [means] for tests */
  constructor(store, means = {}) {
    this.#store = store;
    this.#stretches = new Stretches(store);
    this.#edited = new Edited(store);
    this.#ask = means.ask ?? ask;
    effect(() => this.#follow());
    if (globalThis.document) this.#rest(FIRST_REST);
    globalThis.document?.addEventListener("visibilitychange", () => this.#soon());
    globalThis.addEventListener?.("online", () => this.#wake());
  }

  /**
   * The drawing of a segment nearest to a place between its keys, or null while there is none.
   * @param {Id} left its left key
   * @param {number} u
   * @returns {Drawing | null}
   */
  drawing(left, u) {
    const stretch = this.#stretches.of(left);
    return stretch && this.#sheets.drawing(left, stretch, u, this.held.value?.left === left);
  }

  /** Whether a segment is previewed as it is now, each drawing at its own place. @param {Id} left */
  complete(left) {
    const stretch = this.#stretches.of(left);
    return stretch !== null && this.#sheets.covers(left, stretch.look, exactPlaces(stretch.times));
  }

  /** Whether another spacing of a segment finds drawings that are there already. @param {Id} left */
  ready(left) {
    const stretch = this.#stretches.of(left);
    return stretch !== null && this.#sheets.isDense(left, stretch.look);
  }

  // --- what is wanted -------------------------------------------------------------------------------------

  /** Read all that matters, so that a change of any of it brings us here again. */
  #follow() {
    const { keyframes, poses, shots, project, characters, segments, selection, frame, track } = this.#store;
    for (const one of [keyframes, poses, shots, project, characters, segments, selection, frame, track])
      void one.value;
    void this.#store.visibleTracks.value;
    void this.#store.busy.value;
    void this.held.value;
    this.#soon();
  }

  /** Several changes of one moment are looked at once. */
  #soon() {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      untracked(() => this.#pump());
    });
  }

  /** The lanes that are seen, the active one first. */
  get #lanes() {
    const { lanes, visibleTracks, track } = this.#store;
    const active = track.value;
    const order = [...visibleTracks.value].sort((a, b) => Number(b.id === active) - Number(a.id === active));
    return order.map(({ id }) => lanes.value.get(id) ?? []);
  }

  /** What is still to be asked for, the most urgent first. @returns {Need[]} */
  #needs() {
    const { segments, frame, selection } = this.#store;
    const lanes = this.#lanes;
    const wanted = wantedSegments({
      lanes,
      segments: segments.value,
      frame: frame.value,
      selection: selection.value,
      edited: this.#edited.among(lanes),
    });
    this.#sheets.keepOnly((left) => segments.value.has(left));
    // What was gone and comes back, as by an undo, is asked for again.
    for (const left of this.#hopeless.keys()) if (!segments.value.has(left)) this.#hopeless.delete(left);
    /** @type {Need[]} */
    const needs = [];
    /** @type {Need[]} */
    const later = [];
    const operations = this.#store.unanswered;
    const held = this.held.value;
    const live = held && held !== this.#answered ? this.#stretches.of(held.left) : null;
    if (held && live)
      needs.push({
        held,
        left: held.left,
        kind: "live",
        pair: live.pair,
        look: live.look,
        times: [held.u],
        operations: [...operations, ...held.operations],
      });
    for (const left of wanted) {
      const stretch = this.#stretches.of(left);
      if (!stretch || this.#hopeless.get(left) === stretch.look) continue;
      const { pair, look, times, drawings } = stretch;
      const need = { left, pair, look, operations };
      const exact = exactPlaces(times);
      if (!this.#sheets.covers(left, look, exact)) needs.push({ ...need, kind: "exact", times: exact });
      if (!this.#sheets.isDense(left, look))
        later.push({ ...need, kind: "dense", times: denseGrid(drawings) });
    }
    // While something is rendered, the cores are left to that as far as nobody waits for a preview.
    return this.#store.busy.value ? needs : [...needs, ...later];
  }

  // --- asking ---------------------------------------------------------------------------------------------

  #pump() {
    if (globalThis.document?.hidden) return;
    const needs = this.#needs();
    if (this.#asking && outdated(this.#asking.need, needs)) {
      this.#asking.stop.abort();
      this.#asking = null;
    }
    if (this.#asking || this.#resting || needs.length === 0) return;
    if (needs[0].operations.length > MOST_OPERATIONS) void this.#store.settled().then(() => this.#soon());
    else void this.#fetch(needs[0]);
  }

  /** @param {Need} need */
  async #fetch(need) {
    const stop = new AbortController();
    const asking = { need, stop };
    this.#asking = asking;
    const { left, times, operations } = need;
    try {
      const project = this.#store.project.value.id;
      const drawn = await this.#ask(project, { left, times, operations, width: WIDTH }, stop.signal);
      if (typeof drawn === "string") this.#without(need, drawn);
      else this.#take(need, drawn);
    } catch (error) {
      if (!stop.signal.aborted) this.#failed(need, /** @type {ApiError} */ (error));
    }
    if (this.#asking !== asking) return;
    this.#asking = null;
    this.#soon();
  }

  /** @param {Need} need @param {Drawn} drawn */
  #take({ left, kind, pair, look, times, held }, drawn) {
    if (held) this.#answered = held;
    this.#sheets.add(left, { kind, pair, look, places: times, ...drawn });
    this.version.value += 1;
  }

  /** @param {Need} need @param {ApiError} error */
  #failed({ left, look, held }, error) {
    if (error.status === 401 || error.status === 403) return this.#rest(Number.POSITIVE_INFINITY);
    if (error.status === 404 || error.status === 413 || error.status === 422)
      this.#giveUp({ left, look, held });
    else this.#rest((error.retryAfter ?? 0) * 1000 || LONG_REST);
  }

  /** Another page of this person asked meanwhile, or there is nothing between the keys. @param {Need} need @param {Why} why */
  #without(need, why) {
    if (why === "superseded") this.#rest(REST * (0.5 + Math.random()));
    else this.#giveUp(need);
  }

  /** @param {Pick<Need, "left" | "look" | "held">} need */
  #giveUp({ left, look, held }) {
    if (held) this.#answered = held;
    else this.#hopeless.set(left, look);
  }

  /** @param {number} milliseconds */
  #rest(milliseconds) {
    this.#resting = true;
    clearTimeout(this.#again);
    if (milliseconds < Number.POSITIVE_INFINITY) this.#again = setTimeout(() => this.#wake(), milliseconds);
  }

  #wake() {
    this.#resting = false;
    this.#soon();
  }
}

/**
 * Whether nobody waits for an answer any more, or something else is more urgent. What a hand holds is not asked
 * for again before the last answer has come: as fast as it goes, and no faster.
 * @param {Need} asked @param {readonly Need[]} needs
 */
function outdated(asked, needs) {
  const same = needs.find((need) => need.left === asked.left && need.kind === asked.kind);
  if (asked.kind === "live") return same === undefined;
  if (!same || same.look !== asked.look || String(same.times) !== String(asked.times)) return true;
  return asked.kind === "dense" && needs[0] !== same && needs[0].kind !== "dense";
}
