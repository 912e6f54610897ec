/**
 * Where the arrow keys lead on the timeline: left and right along a track's items, up and down to what stands nearest
 * on the next track. Pure.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 */
import { frameOfItem, itemAt, walk } from "#kf/timeline/layout.js";

/** What the head of a track is called among the items. */
export const HEAD = "head:";

/** @typedef {{id: string, lane: readonly Keyframe[]}} Walked a track; its keys sorted by frame */

/**
 * @param {string} key of the keyboard
 * @param {string | null} item a keyframe's id or "seg:<keyframe>"
 * @param {readonly Walked[]} tracks the highest first
 * @param {number} [frame] that the walk up and down keeps to, where the item stands for a long stretch
 * @returns {string | null} the item to go to, or "head:<track>"; null where the key leads nowhere
 */
export function step(key, item, tracks, frame) {
  const id = item?.replace(/^seg:/, "");
  const row = tracks.findIndex(({ lane }) => lane.some((one) => one.id === id));
  if (row < 0 || !item) return firstOf(tracks[0]);
  const { id: track, lane } = tracks[row];
  if (key === "ArrowUp" || key === "ArrowDown") {
    const next = tracks[row + (key === "ArrowUp" ? -1 : 1)];
    if (!next) return null;
    return itemAt(next.lane, frame ?? frameOfItem(lane, item) ?? 0) ?? HEAD + next.id;
  }
  const items = walk(lane);
  const place = Math.max(0, items.indexOf(item));
  if (key === "ArrowLeft") return items[place - 1] ?? HEAD + track;
  if (key === "ArrowRight") return items[place + 1] ?? null;
  if (key === "Home") return items[0];
  return key === "End" ? (items.at(-1) ?? null) : null;
}

/** @param {Walked | undefined} track */
function firstOf(track) {
  if (!track) return null;
  return track.lane[0]?.id ?? HEAD + track.id;
}
