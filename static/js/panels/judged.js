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
