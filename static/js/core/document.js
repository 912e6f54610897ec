/**
 * The rows of one project, as one value that is never changed in place.
 *
 * @import {Document, Keyframe, Row, Snapshot, Track, Values} from "#kf/core/types.d.ts"
 */
import { inOrder } from "#kf/core/order.js";

/** What a row says where it says nothing: a row may come from a time before these were known. @type {Record<Row, Values>} */
const UNSAID = {
  shot: { loop: false },
  track: { character: null, hidden: false, locked: false },
  pose: { character: null, joints: null, mask: null, behind: [], tags: [] },
  character: { colour: null, card: null },
  keyframe: {
    chart: null,
    arc: 0,
    stop: false,
    turns: {},
    planted: [],
    pins: [],
    breakdowns: [],
    hint: "",
    note: "",
    seed: null,
    locked: false,
    locked_by: "",
    locker: null,
  },
  marker: { length: 0, name: "", colour: "key" },
};

/**
 * A row with everything said.
 * @template {object} T
 * @param {Row} on
 * @param {T} row
 * @returns {T}
 */
export function whole(on, row) {
  return { ...UNSAID[on], ...row };
}

/**
 * Make the document out of what the server sent.
 * @param {Pick<Snapshot, "project" | "shots" | "tracks" | "poses" | "characters" | "keyframes" | "markers">} snapshot
 * @returns {Document}
 */
export function fromSnapshot({ project, shots, tracks, poses, characters = [], keyframes, markers }) {
  return {
    project,
    shots: byId("shot", shots),
    tracks: byId("track", tracks),
    poses: byId("pose", poses),
    characters: byId("character", characters),
    keyframes: byId("keyframe", keyframes),
    markers: byId("marker", markers),
    gone: new Map(),
  };
}

/**
 * @template {{id: string}} T
 * @param {Row} on
 * @param {readonly T[]} rows
 * @returns {Map<string, T>}
 */
function byId(on, rows) {
  return new Map(rows.map((row) => [row.id, whole(on, row)]));
}

// --- what stands where --------------------------------------------------------------------------------

/** @typedef {Pick<Document, "shots" | "tracks" | "keyframes">} Placed */

/** @type {WeakMap<Map<string, Keyframe>, Placed & {shown: Map<string, Keyframe>}>} */
const shownBefore = new WeakMap();

/**
 * The keyframes that people see: those of a track and a shot that are there. The same map as long as nothing
 * of it has changed.
 * @param {Placed} document
 * @returns {Map<string, Keyframe>}
 */
export function shownKeyframes({ shots, tracks, keyframes }) {
  const made = shownBefore.get(keyframes);
  if (made && made.shots === shots && made.tracks === tracks) return made.shown;
  const entries = [...keyframes].filter(([, key]) => tracks.has(key.track) && shots.has(key.shot));
  const shown = entries.length === keyframes.size ? keyframes : new Map(entries);
  shownBefore.set(keyframes, { shots, tracks, keyframes, shown });
  return shown;
}

/** @type {WeakMap<Map<string, Keyframe>, Map<string, Keyframe[]>>} */
const lanesKnown = new WeakMap();

/** @type {WeakMap<Map<string, Keyframe>, Map<string, Keyframe[]>>} */
const shotsKnown = new WeakMap();

/**
 * Give each track's keyframes in the order of their frames: its lane. Asked for again and again, so it is kept
 * per set of keyframes.
 * @param {Map<string, Keyframe>} keyframes
 * @returns {Map<string, Keyframe[]>} by track
 */
export function lanesOf(keyframes) {
  return grouped(keyframes, lanesKnown, ({ track }) => track);
}

/**
 * Give each shot's keyframes, of all its tracks, in the order of their frames.
 * @param {Map<string, Keyframe>} keyframes
 * @returns {Map<string, Keyframe[]>} by shot
 */
export function keysByShot(keyframes) {
  return grouped(keyframes, shotsKnown, ({ shot }) => shot);
}

/**
 * The lane that a keyframe stands in, itself included.
 * @param {Pick<Document, "keyframes">} document
 * @param {Pick<Keyframe, "track">} keyframe
 * @returns {Keyframe[]}
 */
export function laneOf({ keyframes }, keyframe) {
  return lanesOf(keyframes).get(keyframe.track) ?? [];
}

/**
 * The next key on a key's track: the right end of the segment that it begins.
 * @param {Pick<Document, "keyframes">} document
 * @param {Pick<Keyframe, "id" | "track">} left
 * @returns {Keyframe | undefined}
 */
export function rightOf(document, left) {
  const lane = laneOf(document, left);
  return lane[lane.findIndex(({ id }) => id === left.id) + 1];
}

/**
 * @param {Map<string, Keyframe>} keyframes
 * @param {WeakMap<Map<string, Keyframe>, Map<string, Keyframe[]>>} known
 * @param {(key: Keyframe) => string} place
 */
function grouped(keyframes, known, place) {
  const made = known.get(keyframes);
  if (made) return made;
  /** @type {Map<string, Keyframe[]>} */
  const groups = new Map();
  for (const key of keyframes.values()) {
    const group = groups.get(place(key));
    if (group) group.push(key);
    else groups.set(place(key), [key]);
  }
  for (const group of groups.values()) group.sort((a, b) => a.frame - b.frame || (a.id < b.id ? -1 : 1));
  known.set(keyframes, groups);
  return groups;
}

/**
 * The tracks of a shot, the lowest first.
 * @param {ReadonlyMap<string, Track>} tracks
 * @param {string | null} shot
 * @returns {Track[]}
 */
export function tracksOf(tracks, shot) {
  return inOrder([...tracks.values()].filter((track) => track.shot === shot));
}
