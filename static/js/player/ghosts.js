/**
 * Which pictures shine through a frame. Worked out from the keys each time, so that a moved key never leaves its
 * shadow behind.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 * @import {Scene} from "#kf/player/scene.js"
 */
import { neighbour, sceneAt } from "#kf/player/scene.js";

/** What each step away from the frame loses of the strength. */
export const FALLOFF = 0.6;
export const MOST = 5;

/**
 * @typedef {object} Onion
 * @property {number} before how many, 0 to 5
 * @property {number} after how many, 0 to 5
 * @property {number} strength 0 to 1, of the nearest ones
 * @property {"keys" | "frames" | "every"} which
 * @property {number} every frames between two of them, where they are every so many
 * @property {"behind" | "front"} place
 * @property {boolean} xray show where they differ from this frame instead
 * @property {boolean} pinned also while it plays
 * @property {string | null} tintBefore "#rrggbb", null for the house's own
 * @property {string | null} tintAfter
 */
/** @type {Onion} */
export const ONION = {
  before: 1,
  after: 1,
  strength: 0.35,
  which: "keys",
  every: 2,
  place: "behind",
  xray: false,
  pinned: false,
  tintBefore: null,
  tintAfter: null,
};

/** @typedef {{scene: Scene, frame: number, side: "before" | "after", step: number, alpha: number}} Ghost */

/**
 * The pictures that shine through a frame of a track, the furthest first, as they are painted.
 * @param {readonly Keyframe[]} lane
 * @param {ReadonlyMap<string, Segment>} segments
 * @param {number} frame
 * @param {Onion} onion
 * @returns {Ghost[]}
 */
export function ghostsOf(lane, segments, frame, onion) {
  const pick = onion.which === "keys" ? nearKeys : nearFrames;
  const ghosts = /** @type {const} */ ([-1, 1]).flatMap((direction) => {
    const most = Math.min(MOST, direction < 0 ? onion.before : onion.after);
    return pick(lane, segments, frame, direction, most, onion).map((scene, index) => ({
      scene,
      frame: scene.frame,
      side: direction < 0 ? /** @type {const} */ ("before") : /** @type {const} */ ("after"),
      step: index + 1,
      alpha: onion.strength * FALLOFF ** index,
    }));
  });
  return ghosts.sort((a, b) => b.step - a.step);
}

/**
 * @param {readonly Keyframe[]} lane @param {ReadonlyMap<string, Segment>} segments
 * @param {number} frame @param {1 | -1} direction @param {number} most
 * @returns {Scene[]}
 */
function nearKeys(lane, segments, frame, direction, most) {
  const here = sceneAt(lane, segments, frame);
  // On a held key, that key is what one sees: its neighbours shine through.
  let from = here.kind === "key" && here.left && here.inbetween === 0 ? here.left.frame : frame;
  const found = [];
  while (found.length < most) {
    const key = neighbour(lane, from, direction);
    if (!key) break;
    found.push(sceneAt(lane, segments, key.frame));
    from = key.frame;
  }
  return found;
}

/**
 * @param {readonly Keyframe[]} lane @param {ReadonlyMap<string, Segment>} segments
 * @param {number} frame @param {1 | -1} direction @param {number} most @param {Onion} onion
 * @returns {Scene[]}
 */
function nearFrames(lane, segments, frame, direction, most, { which, every }) {
  const step = which === "every" ? Math.max(1, every) : 1;
  const seen = new Set([pictureOf(sceneAt(lane, segments, frame))]);
  const found = [];
  for (let index = 1; index <= most; index++) {
    const at = frame + index * step * direction;
    if (at < 0) break;
    const scene = sceneAt(lane, segments, at);
    const picture = pictureOf(scene);
    if (scene.kind === "empty" || seen.has(picture)) continue;
    seen.add(picture);
    found.push(scene);
  }
  return found;
}

/** One name for what a scene shows, so that what is held does not shine through itself. @param {Scene} scene */
export function pictureOf({ kind, left, take, drawing, u }) {
  if (kind === "drawing") return `${take} ${drawing}`;
  return kind === "key" ? `${left?.pose}` : `${kind} ${left?.id} ${u}`;
}
