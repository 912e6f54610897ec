/**
 * Which frames of a shot can be painted from what is decoded. Worked out from the keys and from what is there, not
 * frame by frame: a shot may have 12,000 of them.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 * @import {Cast} from "#kf/player/parts.js"
 */
import { sceneAt } from "#kf/player/scene.js";

/** @typedef {[from: number, to: number]} Range half open */
/**
 * @typedef {object} There
 * @property {(key: Keyframe) => boolean} pose whether a key's picture is decoded
 * @property {ReadonlyMap<string, ReadonlySet<number>>} drawings decoded, by take
 * @property {(left: string) => boolean} preview whether a segment can be previewed
 * @property {boolean} [exact] leave out what is only previewed
 */

/**
 * @param {Cast} cast
 * @param {number} length of the shot
 * @param {There} there
 * @returns {Range[]}
 */
export function cachedRanges({ tracks, lanes, segments }, length, there) {
  let common = /** @type {Range[]} */ (length > 0 ? [[0, length]] : []);
  for (const { id } of tracks)
    common = both(common, laneRanges(lanes.get(id) ?? [], segments, length, there));
  return common;
}

/**
 * @param {readonly Keyframe[]} lane @param {ReadonlyMap<string, Segment>} segments @param {number} length @param {There} there
 * @returns {Range[]}
 */
function laneRanges(lane, segments, length, there) {
  /** @type {Range[]} */
  const ranges = [];
  let end = 0;
  for (const [place, key] of lane.entries()) {
    const right = lane[place + 1];
    if (place === 0) add(ranges, 0, key.frame); // before the first key there is nothing to decode
    end = key.frame + key.hold;
    if (there.pose(key)) add(ranges, key.frame, right ? Math.min(end, right.frame) : end);
    if (right) between(ranges, lane, place, segments, there);
  }
  add(ranges, end, length);
  return ranges;
}

/**
 * @param {Range[]} ranges @param {readonly Keyframe[]} lane @param {number} place of the left key
 * @param {ReadonlyMap<string, Segment>} segments @param {There} there
 */
function between(ranges, lane, place, segments, there) {
  const [left, right] = [lane[place], lane[place + 1]];
  const start = left.frame + left.hold;
  if (start >= right.frame) return;
  const segment = segments.get(left.id);
  const preview = (/** @type {number} */ from) => !there.exact && add(ranges, from, right.frame);
  const previewed = () => (there.pose(left) && there.pose(right)) || there.preview(left.id);
  if (!segment?.shown || segment.shown_done === 0) {
    if (previewed()) preview(start);
    return;
  }
  if (there.pose(left)) add(ranges, start, Math.min(start + left.exposure - 1, right.frame));
  const decoded = there.drawings.get(segment.shown);
  if (segment.shown === segment.key) {
    if (decoded) exactly(ranges, left, right, decoded);
    const open = start - 1 + (segment.shown_done + 1) * left.exposure; // what is still to be drawn
    if (open < right.frame && previewed()) preview(open);
  } else if (there.preview(left.id)) preview(start);
  else if (decoded) nearly(ranges, [left, right], segments, decoded);
}

/** Each drawing stays for its exposure. @param {Range[]} ranges @param {Keyframe} left @param {Keyframe} right @param {ReadonlySet<number>} decoded */
function exactly(ranges, left, right, decoded) {
  const first = left.frame + left.hold - 1;
  for (const drawing of [...decoded].sort((a, b) => a - b)) {
    const from = first + (drawing + 1) * left.exposure;
    add(ranges, from, Math.min(from + left.exposure, right.frame));
  }
}

/** An earlier take stands on other frames than it was drawn for. @param {Range[]} ranges @param {[Keyframe, Keyframe]} pair @param {ReadonlyMap<string, Segment>} segments @param {ReadonlySet<number>} decoded */
function nearly(ranges, pair, segments, decoded) {
  const [left, right] = pair;
  for (let frame = left.frame + left.hold; frame < right.frame; frame++) {
    const { kind, drawing } = sceneAt(pair, segments, frame);
    if (kind === "drawing" && decoded.has(drawing)) add(ranges, frame, frame + 1);
  }
}

/** Put a range at the end; one that touches the last one makes it longer. @param {Range[]} ranges @param {number} from @param {number} to */
function add(ranges, from, to) {
  if (to <= from) return;
  const last = ranges.at(-1);
  if (last && last[1] >= from) last[1] = Math.max(last[1], to);
  else ranges.push([from, to]);
}

/** How many frames lie in ranges. @param {readonly Range[]} ranges */
export function framesIn(ranges) {
  return ranges.reduce((sum, [from, to]) => sum + to - from, 0);
}

/** What lies in both. @param {readonly Range[]} a @param {readonly Range[]} b @returns {Range[]} */
export function both(a, b) {
  /** @type {Range[]} */
  const common = [];
  let [one, two] = [0, 0];
  while (one < a.length && two < b.length) {
    const [from, to] = [Math.max(a[one][0], b[two][0]), Math.min(a[one][1], b[two][1])];
    if (from < to) common.push([from, to]);
    if (a[one][1] < b[two][1]) one++;
    else two++;
  }
  return common;
}
