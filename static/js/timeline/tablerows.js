/**
 * What the table of keys shows and what may be typed into it. Pure, so that it can be tested without a browser.
 *
 * @import {Keyframe, Project, Segment, Track} from "#kf/core/types.d.ts"
 */
import { t } from "#kf/core/i18n.js";
import { parseFrames, shownFrame } from "#kf/core/time.js";
import { longestHold } from "#kf/timeline/moves.js";

/** @typedef {"track" | "frame" | "pose" | "count" | "state"} Column */
/** @typedef {{by: Column, down: boolean}} Order */
/** @typedef {{key: Keyframe, track: Track, row: number, number: number, segment: Segment | null}} Line row: of its track, 0 the
 *  highest; number: of the key on its track, from 1 */

/** What asks for somebody comes first. @type {Record<Segment["state"], number>} */
const STATES = { failed: 0, missing: 1, stale: 2, queued: 3, running: 4, fresh: 5 };

/**
 * The keys of some tracks as lines, in the order that was asked for; what is equal stands in the order of time.
 * @param {readonly Track[]} tracks the highest first
 * @param {ReadonlyMap<string, readonly Keyframe[]>} lanes
 * @param {ReadonlyMap<string, Segment>} segments
 * @param {Order} order
 * @param {(pose: string) => string} name
 * @returns {Line[]}
 */
export function linesOf(tracks, lanes, segments, { by, down }, name) {
  const lines = tracks.flatMap((track, row) =>
    (lanes.get(track.id) ?? []).map((key, place) => ({
      ...{ key, track, row, number: place + 1 },
      segment: segments.get(key.id) ?? null,
    })),
  );
  const way = down ? -1 : 1;
  /** @type {Record<Column, (a: Line, b: Line) => number>} */
  const compare = {
    track: (a, b) => a.row - b.row,
    frame: () => 0,
    pose: (a, b) => name(a.key.pose).localeCompare(name(b.key.pose)),
    count: (a, b) => (a.segment?.count ?? 0) - (b.segment?.count ?? 0),
    state: (a, b) => stateRank(a) - stateRank(b),
  };
  const inTime = (/** @type {Line} */ a, /** @type {Line} */ b) => a.key.frame - b.key.frame || a.row - b.row;
  return lines.sort(
    (a, b) => way * (compare[by](a, b) || (by === "frame" ? inTime(a, b) : 0)) || inTime(a, b),
  );
}

/** @param {Line} line */
function stateRank({ segment }) {
  return segment ? STATES[segment.state] : 6;
}

/**
 * Which of many lines are drawn, and how much room stands for those above and below.
 * @param {number} count
 * @param {{top: number, height: number, row: number}} sight pixels scrolled, seen, and of one line
 * @returns {{from: number, to: number, above: number, below: number}}
 */
export function windowOf(count, { top, height, row }) {
  const aside = Math.ceil(height / row);
  const step = Math.max(1, Math.floor(aside / 2));
  const first = Math.floor(top / row / step) * step;
  const from = Math.max(0, Math.min(count, first - aside));
  const to = Math.min(count, first + 2 * aside + step);
  return { from, to, above: from * row, below: (count - to) * row };
}

/** @typedef {{value: number} | {wrong: string}} Read */

/**
 * Read a frame that was typed for a key of a lane: it has to be free.
 * @param {string} text
 * @param {Keyframe} key
 * @param {readonly Keyframe[]} lane
 * @param {{project: Project, name: (pose: string) => string}} context
 * @returns {Read}
 */
export function readFrame(text, key, lane, { project, name }) {
  const frame = parseFrames(text, {
    kind: "frame",
    rate: project.rate,
    first_frame: project.first_frame,
    now: key.frame,
    of: between(key, lane),
  });
  if (frame === null) return { wrong: t("Type a frame as 24, +6, 1s, 00:01:12 or 50%.") };
  if (frame < 0) return { wrong: t("Frames begin at {first}.", { first: shownFrame(0, project) }) };
  const other = lane.find((one) => one.id !== key.id && one.frame <= frame && frame < one.frame + one.hold);
  if (!other) return { value: frame };
  return {
    wrong: t("Frame {frame} shows {name}. Choose a free frame.", {
      frame: shownFrame(frame, project),
      name: name(other.pose),
    }),
  };
}

/** The keys on both sides: halfway between them is 50%. @param {Keyframe} key @param {readonly Keyframe[]} lane @returns {[number, number]} */
function between(key, lane) {
  const place = lane.findIndex(({ id }) => id === key.id);
  const before = lane[place - 1];
  const after = lane[place + 1];
  const from = before ? before.frame + before.hold - 1 : 0;
  return [from, after ? after.frame : Math.max(key.frame, from)];
}

/**
 * Read how long a key is held.
 * @param {string} text
 * @param {Keyframe} key
 * @param {readonly Keyframe[]} lane
 * @param {Project} project
 * @returns {Read}
 */
export function readHold(text, key, lane, { rate }) {
  const hold = parseFrames(text, { rate, now: key.hold });
  if (hold === null) return { wrong: t("Type a length as 4, +2, 1s or 50%.") };
  if (hold < 1) return { wrong: t("A key holds for one frame at least.") };
  const most = longestHold(lane, key.id);
  if (hold > most) return { wrong: t("There is room for {most} frames before the next key.", { most }) };
  return { value: hold };
}

/**
 * Read how many in-betweens a segment has.
 * @param {string} text
 * @param {number} now
 * @param {Project} project
 * @returns {Read}
 */
export function readCount(text, now, { rate }) {
  const count = parseFrames(text, { rate, now });
  if (count === null) return { wrong: t("Type a number as 12, +2, 1s or 50%.") };
  return count < 0 ? { wrong: t("There cannot be fewer than no in-betweens.") } : { value: count };
}
