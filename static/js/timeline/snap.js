/**
 * The magnet: what a dragged edge is caught by. Frames are whole anyway; this draws it to those that mean
 * something. What has caught it holds on a little longer, so that the hand does not tremble in and out. Pure.
 */

/** @typedef {"playhead" | "marker" | "key" | "range" | "end"} Kind */
/** @typedef {{frame: number, kind: Kind, label: string}} Target */
/** @typedef {{frame: number, caught: Target | null}} Snapped */

/** Pixels at which a target catches and lets go, for a mouse and for a finger. */
export const REACH = { fine: { catch: 8, leave: 12 }, coarse: { catch: 12, leave: 16 } };

/** Of several on one frame, which one is named. @type {readonly Kind[]} */
const ORDER = ["playhead", "marker", "key", "range", "end"];

/**
 * @param {number} wish the frame the hand is at, with its fraction
 * @param {readonly Target[]} targets
 * @param {{px: number, coarse?: boolean, held?: Target | null}} how px: pixels per frame; held: what caught it before
 * @returns {Snapped}
 */
export function snapped(wish, targets, { px, coarse = false, held = null }) {
  const reach = coarse ? REACH.coarse : REACH.fine;
  const far = (/** @type {Target} */ target) => Math.abs(target.frame - wish) * px;
  const near = targets
    .filter((target) => far(target) <= (same(target, held) ? reach.leave : reach.catch))
    .sort((a, b) => far(a) - far(b) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  const kept = near.find((target) => same(target, held));
  const best = kept && near[0] && far(near[0]) > reach.catch ? kept : near[0];
  return best ? { frame: best.frame, caught: best } : { frame: Math.round(wish), caught: null };
}

/** @param {Target} one @param {Target | null} other */
function same(one, other) {
  return other !== null && one.frame === other.frame && one.kind === other.kind;
}
