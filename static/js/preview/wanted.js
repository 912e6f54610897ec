/**
 * Which segments are worth a preview, the most urgent first. Pure.
 *
 * @import {Id, Keyframe, Segment} from "#kf/core/types.d.ts"
 */
import { standing } from "#kf/core/time.js";

/** Segments that are previewed at a time. */
export const MOST_SEGMENTS = 6;
/** What is drawn already, or is being drawn, needs no preview. @type {ReadonlySet<Segment["state"]>} */
const OPEN = new Set(["missing", "stale", "failed"]);

/**
 * @typedef {object} Looking
 * @property {readonly (readonly Keyframe[])[]} lanes of the tracks that are seen, the active one first
 * @property {ReadonlyMap<Id, Segment>} segments
 * @property {number} frame
 * @property {ReadonlySet<string>} selection
 * @property {readonly Id[]} edited left keys of segments that were edited, the last one first
 */

/**
 * The left keys of the segments to preview: under the playhead, chosen, edited, and those that come next.
 * @param {Looking} looking
 * @returns {Id[]}
 */
export function wantedSegments({ lanes, segments, frame, selection, edited }) {
  /** @type {Set<Id>} */
  const found = new Set();
  const add = (/** @type {Keyframe | null | undefined} */ key) => {
    const segment = key && segments.get(key.id);
    if (segment && segment.drawings > 0 && OPEN.has(segment.state)) found.add(key.id);
  };
  const here = lanes.map((lane) => ({ lane, ...standing(lane, frame) }));
  for (const { left, inbetween } of here.slice(0, 1)) if (inbetween > 0) add(left);
  for (const lane of lanes) {
    lane.forEach((key, place) => {
      if (selection.has(`seg:${key.id}`)) add(key);
      if (!selection.has(key.id)) return;
      add(lane[place - 1]);
      add(key);
    });
  }
  const present = new Map(lanes.flat().map((key) => [key.id, key]));
  for (const id of edited) add(present.get(id));
  for (const { left } of here) add(left);
  for (const { lane, left, right } of here) {
    add(lane[lane.findIndex(({ id }) => id === left?.id) - 1]);
    add(right);
  }
  return [...found].slice(0, MOST_SEGMENTS);
}
