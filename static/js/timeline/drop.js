/**
 * Where a pose that is let go over the track will land.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {View} from "#kf/timeline/view.js"
 */
import { vacancies } from "#kf/timeline/layout.js";

/** The type that the library's cards carry while they are dragged. */
export const POSE_TYPE = "application/x-kf-pose";
/** A key catches a pose over at least this many pixels. */
const CATCH = 16;
const GHOST = 72;

/** @typedef {{frame: number, replaces: Keyframe | null}} Landing */

/**
 * @param {View} view
 * @param {readonly Keyframe[]} track sorted by frame
 * @param {number} x of the content
 * @returns {Landing}
 */
export function landing(view, track, x) {
  const caught = track.find((key) => {
    const start = view.x(key.frame);
    return x >= start && x < start + Math.max(CATCH, key.hold * view.px.value);
  });
  if (caught) return { frame: caught.frame, replaces: caught };
  const free = vacancies(track);
  for (const frame of free ? [free.start, free.end] : []) {
    if (frame !== null && x >= view.x(frame) - 8 && x < view.x(frame) + GHOST)
      return { frame, replaces: null };
  }
  return { frame: Math.max(0, view.frameAt(x)), replaces: null };
}
