/**
 * How far keyframes may go. A key passes no other and lands on none: it stops beside it.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 */

/**
 * Give the least and the most frames by which some keys of a track may move together.
 * @param {readonly Keyframe[]} track sorted by frame
 * @param {ReadonlySet<string>} moving
 * @returns {[least: number, most: number]}
 */
export function room(track, moving) {
  let least = -Infinity;
  let most = Infinity;
  track.forEach((key, place) => {
    if (!moving.has(key.id)) return;
    const before = track[place - 1];
    const after = track[place + 1];
    if (!before) least = Math.max(least, 0 - key.frame);
    else if (!moving.has(before.id)) least = Math.max(least, before.frame + before.hold - key.frame);
    if (after && !moving.has(after.id)) most = Math.min(most, after.frame - key.frame - key.hold);
  });
  return [Math.min(0, least), Math.max(0, most)];
}

/**
 * Keep a wish within what room there is.
 * @param {number} by
 * @param {[least: number, most: number]} between
 */
export function within(by, [least, most]) {
  return Math.min(Math.max(by, least), most) || 0;
}

/**
 * Give the longest hold a key may have: up to the next key.
 * @param {readonly Keyframe[]} track sorted by frame
 * @param {string} id
 */
export function longestHold(track, id) {
  const place = track.findIndex((key) => key.id === id);
  const after = track[place + 1];
  return after ? Math.max(1, after.frame - track[place].frame) : Infinity;
}
