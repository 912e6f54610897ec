/**
 * What is left to render, counted in the words people use. One count for the transport, the inspector, the
 * status bar and the download.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 */
import { t, tn } from "#kf/core/i18n.js";

/**
 * @typedef {object} Work
 * @property {string[]} open left keys of segments that a render would draw
 * @property {string[]} going left keys of segments that wait or are being drawn
 * @property {string[]} failed left keys of segments that failed
 * @property {number} segments
 * @property {number} stale how many of the open ones have an earlier take
 * @property {number} inbetweens frames that a render would fill
 * @property {number} seconds how long that takes, about
 * @property {number} done drawings there, of those under way
 * @property {number} total drawings under way
 * @property {number | null} left seconds until what is under way is there
 */

/**
 * Drawings of what would be drawn now that are there already.
 * @param {Segment} segment
 */
export function kept(segment) {
  return segment.shown !== null && segment.shown === segment.key ? segment.shown_done : 0;
}

/**
 * A segment as its work goes: where only a draft of it is waited for, as that stands.
 * @param {Segment} segment @returns {Segment}
 */
export function going(segment) {
  const { state, drafting } = segment;
  if (!drafting || drafting.state === "failed" || state === "queued" || state === "running") return segment;
  const { done, total, place, eta } = drafting;
  return { ...segment, state: drafting.state, done, total, place, eta };
}

/**
 * Count the work of some keys' segments. What is locked and has drawings is not drawn anew.
 * @param {Iterable<Pick<Keyframe, "id"> & {locked?: boolean}>} keys
 * @param {ReadonlyMap<string, Segment>} segments
 * @param {number} secondsPerDrawing
 * @returns {Work}
 */
export function workOf(keys, segments, secondsPerDrawing) {
  /** @type {Work} */
  const work = {
    open: [],
    going: [],
    failed: [],
    segments: 0,
    stale: 0,
    inbetweens: 0,
    seconds: 0,
    done: 0,
    total: 0,
    left: null,
  };
  for (const { id, locked = false } of keys) {
    const segment = segments.get(id);
    if (!segment) continue;
    work.segments += 1;
    if (segment.state === "queued" || segment.state === "running") addGoing(work, id, segment);
    else if (segment.state !== "fresh" && !(locked && segment.shown_done > 0))
      addOpen(work, id, segment, secondsPerDrawing);
  }
  return work;
}

/** @param {Work} work @param {string} id @param {Segment} segment */
function addGoing(work, id, segment) {
  work.going.push(id);
  work.done += segment.done;
  work.total += segment.total;
  if (segment.eta !== null) work.left = Math.max(work.left ?? 0, segment.eta);
}

/** @param {Work} work @param {string} id @param {Segment} segment @param {number} secondsPerDrawing */
function addOpen(work, id, segment, secondsPerDrawing) {
  const missing = Math.max(0, segment.drawings - kept(segment));
  work.open.push(id);
  work.seconds += missing * secondsPerDrawing;
  work.inbetweens += kept(segment) > 0 ? Math.min(segment.count, missing * segment.exposure) : segment.count;
  if (segment.state === "stale") work.stale += 1;
  if (segment.state === "failed") work.failed.push(id);
}

/**
 * A length of time as people say it.
 * @param {number} seconds
 */
export function timeWords(seconds) {
  if (seconds < 10) return t("{seconds} s", { seconds: Math.max(1, Math.ceil(seconds)) });
  if (seconds < 55) return t("{seconds} s", { seconds: Math.round(seconds / 5) * 5 });
  return t("{minutes} min", { minutes: Math.max(1, Math.round(seconds / 60)) });
}

/**
 * What the button that renders says.
 * @param {Work} work
 */
export function renderWords({ open, stale, inbetweens }) {
  if (open.length > 0 && stale === open.length)
    return tn("Render {count} stale", "Render {count} stale", stale);
  return tn("Render {count} in-between", "Render {count} in-betweens", inbetweens);
}

/** The place of a segment in the queue. @param {number} place from 1 */
export function placeWords(place) {
  return place <= 1 ? t("next in line") : tn("{count} before it", "{count} before it", place - 1);
}
