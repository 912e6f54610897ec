/**
 * What is known of people's judgements: one's own of a take, and the frames in which somebody says that the character
 * slips.
 *
 * @import {Id, Judgement} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { computed, signal } from "@preact/signals-core";
import { frameOfDrawing } from "#kf/timeline/weakest.js";

/** @typedef {Partial<Pick<Judgement, "identity" | "reasons" | "frames" | "text" | "verdict">>} Opinion */
/** @typedef {{frame: number, left: Id, by: string, mine: boolean}} MarkedFrame frame: where a drawing stands, stored */

/**
 * What this page has said and the server has not yet: an event of an earlier word must not take it back.
 * @type {import("@preact/signals-core").Signal<ReadonlyMap<string, Required<Opinion>>>}
 */
export const unsent = signal(new Map());

/** @type {Opinion} */
const NONE = Object.freeze({ identity: null, reasons: [], frames: [], text: "", verdict: null });

/**
 * What this person thinks of a take.
 * @param {Store} store @param {Id} keyframe the segment's left key @param {string | null} take
 * @returns {Required<Opinion>}
 */
export function mine(store, keyframe, take) {
  const found =
    unsent.value.get(`${keyframe}:${take}`) ??
    store.judgements.value.get(`${keyframe}:${take}:${store.you.value.id}`);
  return /** @type {Required<Opinion>} */ (found ?? NONE);
}

/** @type {WeakMap<Store, import("@preact/signals-core").ReadonlySignal<MarkedFrame[]>>} */
const marked = new WeakMap();

/**
 * The frames of the current shot in which somebody says that the character slips, for the timeline: in the takes that
 * are shown, sorted by frame.
 * @param {Store} store
 */
export function markedFrames(store) {
  const known = marked.get(store);
  if (known) return known;
  const made = computed(() => allMarked(store));
  marked.set(store, made);
  return made;
}

/** @typedef {ReadonlyMap<Id, "accepted" | "rejected">} Verdicts by the segment's left key */

/** @type {WeakMap<Store, import("@preact/signals-core").ReadonlySignal<Verdicts>>} */
const judgedAs = new WeakMap();

/** What is thought of the takes that are shown: one's own word, else a rejection, else that somebody accepts. @param {Store} store */
export function verdicts(store) {
  const known = judgedAs.get(store);
  if (known) return known;
  const made = computed(() => allVerdicts(store));
  judgedAs.set(store, made);
  return made;
}

/** @param {Store} store @returns {Verdicts} */
function allVerdicts(store) {
  /** @type {Map<Id, "accepted" | "rejected">} */
  const found = new Map();
  const own = new Set();
  for (const { keyframe, take, person, verdict: kept } of store.judgements.value.values()) {
    if (store.segments.value.get(keyframe)?.shown !== take) continue;
    const isMine = person === store.you.value.id;
    const verdict = isMine ? mine(store, keyframe, take).verdict : kept;
    if (!verdict || (own.has(keyframe) && !isMine)) continue;
    if (isMine) own.add(keyframe);
    if (isMine || verdict === "rejected" || !found.has(keyframe)) found.set(keyframe, verdict);
  }
  return found;
}

/** @param {Store} store */
function allMarked(store) {
  /** @type {MarkedFrame[]} */
  const found = [];
  for (const { keyframe, take, person, by, frames: kept } of store.judgements.value.values()) {
    const left = store.keyframes.value.get(keyframe);
    const segment = store.segments.value.get(keyframe);
    if (!left || left.shot !== store.shot.value || segment?.shown !== take) continue;
    const frames = person === store.you.value.id ? mine(store, keyframe, take).frames : kept;
    for (const drawing of frames)
      found.push({
        frame: frameOfDrawing(left, segment, drawing),
        left: keyframe,
        by,
        mine: person === store.you.value.id,
      });
  }
  return found.sort((a, b) => a.frame - b.frame);
}
