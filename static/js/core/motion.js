/**
 * What the motion of a marked segment depends on, beyond its spacing: the marks of both poses, and the nearest pose
 * beyond each key, a breakdown or a key, where the motion flows through. The server freezes the same into its
 * sheet; vectors that both are tested with hold them together.
 *
 * @import {Document, Keyframe, Point, Pose, Skeleton} from "#kf/core/types.d.ts"
 */

/** How far beyond a key the next pose lies at least. */
const LEAST = 1e-6;

/** Two keys that follow each other, and how many frames later they are thought to stand. @typedef {{left: Keyframe, right: Keyframe, shift: number}} Gap */
/** A pose on its frame; the joints of a key are shares of its picture, whose size is then given. @typedef {{frame: number, joints: Point[], size: [number, number] | null}} Standing */
/** A pose that the motion passes through: at 0 is the first key, 1 the last. @typedef {{at: number, joints: Point[], size: [number, number] | null}} Passing */

/**
 * @typedef {object} Motion
 * @property {Skeleton | undefined} skeleton
 * @property {unknown[]} first
 * @property {unknown[]} last
 * @property {Passing | null} before
 * @property {Passing | null} after
 * @property {[boolean, boolean]} stops
 * @property {Keyframe["breakdowns"]} breakdowns
 * @property {[string, 1 | -1][]} turns
 * @property {string[]} planted
 */

/**
 * @param {Document} document
 * @param {readonly Keyframe[]} track sorted by frame
 * @param {number} place of the left key
 * @returns {Motion | null} null where no character joins the two poses
 */
export function motionOf(document, track, place) {
  const [left, right] = [track[place], track[place + 1]];
  const pair = markedPair(document, left, right);
  if (!pair || !looksAtMarks(left)) return null;
  const { character, first, last } = pair;
  const { before, after } = gapsBeside(document, track, place);
  const earlier = before && flows(left) ? posesIn(document, before, character).at(-2) : undefined;
  const later = after && flows(right) ? posesIn(document, after, character)[1] : undefined;
  const begin = lastFrame(left);
  const at = (/** @type {number} */ frame) => rounded((frame - begin) / (right.frame - begin));
  const skeleton = document.characters.get(character)?.skeleton;
  return {
    skeleton,
    first: [first.joints, first.mask, first.behind],
    last: [last.joints, last.mask, last.behind],
    before: earlier
      ? { at: Math.min(at(earlier.frame), -LEAST), joints: earlier.joints, size: earlier.size }
      : null,
    after: later
      ? { at: Math.max(at(later.frame), 1 + LEAST), joints: later.joints, size: later.size }
      : null,
    stops: [left.stop, right.stop],
    breakdowns: fitting(left, skeleton),
    turns: Object.entries(left.turns).sort(([a], [b]) => (a < b ? -1 : 1)),
    planted: [...left.planted].sort(),
  };
}

/** Whether the method of a segment looks at marks. @param {Pick<Keyframe, "method">} left */
export function looksAtMarks({ method }) {
  return method === "auto" || method === "rig";
}

/**
 * The marked poses on both sides, or null when one has no joints or they belong to different characters.
 * @param {Pick<Document, "poses">} document
 * @param {Pick<Keyframe, "pose">} left
 * @param {Pick<Keyframe, "pose">} right
 * @returns {{character: string, first: Pose, last: Pose} | null}
 */
export function markedPair({ poses }, left, right) {
  const [first, last] = [poses.get(left.pose), poses.get(right.pose)];
  if (!first?.joints || !last?.joints || !first.character || first.character !== last.character) return null;
  return { character: first.character, first, last };
}

/**
 * The poses of a gap, key, breakdowns and key, each with its frame; none unless all are this character.
 * @param {Document} document @param {Gap} gap @param {string} character
 * @returns {Standing[]}
 */
function posesIn(document, { left, right, shift }, character) {
  const pair = markedPair(document, left, right);
  if (pair?.character !== character) return [];
  const [begin, end] = [lastFrame(left) + shift, right.frame + shift];
  const key = (/** @type {number} */ frame, /** @type {Pose} */ { width, height, joints }) =>
    /** @type {Standing} */ ({ frame, joints, size: [width, height] });
  return [
    key(begin, pair.first),
    ...fitting(left, document.characters.get(character)?.skeleton).map(({ u, joints }) => ({
      frame: begin + u * (end - begin),
      joints,
      size: null,
    })),
    key(end, pair.last),
  ];
}

/** The breakdowns right of a key; those that were made for another skeleton are passed over. @param {Keyframe} key @param {Skeleton | undefined} skeleton */
function fitting({ breakdowns }, skeleton) {
  return breakdowns.filter(({ joints }) => joints.length === skeleton?.names.length);
}

/**
 * The gaps before and after one of a track; in a loop the last is followed by the first.
 * @param {Pick<Document, "shots">} document @param {readonly Keyframe[]} track @param {number} place
 * @returns {{before: Gap | null, after: Gap | null}}
 */
function gapsBeside({ shots }, track, place) {
  const gap = (/** @type {number} */ number, shift = 0) =>
    number >= 0 && number + 1 < track.length
      ? { left: track[number], right: track[number + 1], shift }
      : null;
  const end = track.length - 1;
  const length = track[end].frame - track[0].frame;
  const loops = shots.get(track[0].shot)?.loop && closes(track);
  return {
    before: gap(place - 1) ?? (loops ? gap(end - 1, -length) : null),
    after: gap(place + 1) ?? (loops ? gap(0, length) : null),
  };
}

/** Whether motion runs through a key instead of ending there. @param {Pick<Keyframe, "hold" | "stop">} key */
function flows({ hold, stop }) {
  return hold === 1 && !stop;
}

/**
 * Whether a shot ends with the pose it begins with, so that its end can flow into its beginning.
 * @param {readonly Keyframe[]} track
 */
function closes(track) {
  const [first, last] = [track[0], track[track.length - 1]];
  return track.length > 2 && first.pose === last.pose && flows(first) && flows(last);
}

/** The frame from which a key is left. @param {Pick<Keyframe, "frame" | "hold">} key */
function lastFrame({ frame, hold }) {
  return frame + hold - 1;
}

/** @param {number} at */
function rounded(at) {
  return Math.round(at * 1e6) / 1e6;
}
