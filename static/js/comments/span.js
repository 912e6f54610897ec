/**
 * The frames of a comment that is being written: from where one said "from here" to where one says "to here", or to
 * where one stands until then.
 *
 * @import {Place} from "#kf/comments/threads.js"
 * @typedef {{shot: string, start: number, end: number | null}} Span its end is null as long as it goes where one stands
 */

/** Begin a range. @param {Place} place @returns {Span} */
export function fromHere({ shot, start }) {
  return { shot, start, end: null };
}

/** End it, also where one went back; in another shot it begins there. @param {Span} span @param {Place} place @returns {Span} */
export function toHere(span, place) {
  if (span.shot !== place.shot) return fromHere(place);
  return {
    shot: span.shot,
    start: Math.min(span.start, place.start),
    end: Math.max(span.start + 1, place.end),
  };
}

/** Where the comment goes. @param {Place} place @param {Span | null} span @returns {Place} */
export function placed(place, span) {
  if (!span) return place;
  const { shot, start, end } = span.end === null ? toHere(span, place) : span;
  return { ...place, shot, start, end: end ?? start + 1 };
}
