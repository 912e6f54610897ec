/**
 * The rows of one project, as one value that is never changed in place.
 *
 * @import {Document, Keyframe, Row, Snapshot, Values} from "#kf/core/types.d.ts"
 */

/** What a row says where it says nothing: a row may come from a time before these were known. @type {Record<Row, Values>} */
const UNSAID = {
  shot: { loop: false },
  pose: { character: null, joints: null, mask: null, behind: [] },
  character: {},
  keyframe: { chart: null, arc: 0, stop: false, turns: {}, planted: [], pins: [], breakdowns: [] },
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
 * @param {Pick<Snapshot, "project" | "shots" | "poses" | "characters" | "keyframes">} snapshot
 * @returns {Document}
 */
export function fromSnapshot({ project, shots, poses, characters = [], keyframes }) {
  return {
    project,
    shots: byId("shot", shots),
    poses: byId("pose", poses),
    characters: byId("character", characters),
    keyframes: byId("keyframe", keyframes),
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

/** @type {WeakMap<Map<string, Keyframe>, Map<string, Keyframe[]>>} */
const known = new WeakMap();

/**
 * Give each shot's keyframes in the order of their frames. Asked for again and again, so it is kept per set
 * of keyframes.
 * @param {Map<string, Keyframe>} keyframes
 * @returns {Map<string, Keyframe[]>} by shot
 */
export function tracks(keyframes) {
  const made = known.get(keyframes);
  if (made) return made;
  /** @type {Map<string, Keyframe[]>} */
  const byShot = new Map();
  for (const key of keyframes.values()) {
    const track = byShot.get(key.shot);
    if (track) track.push(key);
    else byShot.set(key.shot, [key]);
  }
  for (const track of byShot.values()) track.sort((a, b) => a.frame - b.frame || (a.id < b.id ? -1 : 1));
  known.set(keyframes, byShot);
  return byShot;
}
