/**
 * The rows of one project, as one value that is never changed in place.
 *
 * @import {Document, Keyframe, Snapshot} from "#kf/core/types.d.ts"
 */

/**
 * Make the document out of what the server sent.
 * @param {Pick<Snapshot, "project" | "shots" | "poses" | "keyframes">} snapshot
 * @returns {Document}
 */
export function fromSnapshot({ project, shots, poses, keyframes }) {
  return { project, shots: byId(shots), poses: byId(poses), keyframes: byId(keyframes), gone: new Map() };
}

/**
 * @template {{id: string}} T
 * @param {readonly T[]} rows
 * @returns {Map<string, T>}
 */
function byId(rows) {
  return new Map(rows.map((row) => [row.id, row]));
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
