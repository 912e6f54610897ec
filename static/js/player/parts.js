/**
 * What is to be seen on one frame of a shot: the scene of every track that is looked at, the lowest first.
 *
 * @import {Id, Keyframe, Segment, Track} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Scene} from "#kf/player/scene.js"
 */
import { sceneAt } from "#kf/player/scene.js";

/**
 * @typedef {object} Cast who plays in a shot
 * @property {readonly Track[]} tracks that are looked at, the lowest first
 * @property {Id | null} lowest of all tracks of the shot: its drawings have the background in them
 * @property {ReadonlyMap<Id, readonly Keyframe[]>} lanes
 * @property {ReadonlyMap<Id, Segment>} segments by left key
 */
/**
 * @typedef {object} Part
 * @property {Id} track
 * @property {boolean} lowest of the shot's tracks
 * @property {boolean} opaque the drawing has the background in it
 * @property {Scene} scene
 */

/** @type {readonly Keyframe[]} */
const NONE = [];

/**
 * Who plays in the store's current shot.
 * @param {Store} store
 * @param {boolean} [watched] whether the signals read here are to be watched
 * @returns {Cast}
 */
export function castOf(store, watched = true) {
  const read = watched
    ? (/** @type {{value: any, peek: () => any}} */ one) => one.value
    : (/** @type {{value: any, peek: () => any}} */ one) => one.peek();
  return {
    tracks: read(store.visibleTracks),
    lowest: read(store.trackList)[0]?.id ?? null,
    lanes: read(store.lanes),
    segments: read(store.segments),
  };
}

/**
 * The scene of each track that is looked at.
 * @param {Cast} cast
 * @param {number} frame
 * @returns {Part[]}
 */
export function partsAt({ tracks, lowest, lanes, segments }, frame) {
  return tracks.map(({ id }) => {
    const scene = sceneAt(lanes.get(id) ?? NONE, segments, frame);
    return partOf(id, id === lowest, scene);
  });
}

/** @param {Id} track @param {boolean} lowest @param {Scene} scene @returns {Part} */
export function partOf(track, lowest, scene) {
  return { track, lowest, opaque: lowest && scene.kind === "drawing", scene };
}

/**
 * One key alone, as where a pose is marked.
 * @param {Keyframe} key
 * @returns {Part[]}
 */
export function partOfKey(key) {
  return [partOf(key.track ?? "", false, sceneAt([key], new Map(), key.frame))];
}
