/**
 * A whole shot as a handful of paths, however many keys it has. Pure.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 */

/** The map's own units. */
export const WIDTH = 320;
export const HEIGHT = 20;

/** @typedef {"made" | "old" | "open" | "lost" | "going"} Standing */
/** @type {Record<Segment["state"], Standing>} */
const STANDINGS = {
  fresh: "made",
  stale: "old",
  missing: "open",
  failed: "lost",
  queued: "going",
  running: "going",
};

/**
 * The segments of some tracks as paths, by how they stand, and the keys; one path each, however many there are.
 * @param {readonly (readonly Keyframe[])[]} lanes the highest track first
 * @param {ReadonlyMap<string, Segment>} segments
 * @param {number} length frames
 * @returns {{standings: Map<Standing, string>, keys: string, count: number, row: number}}
 */
export function mapped(lanes, segments, length) {
  const x = (/** @type {number} */ frame) => ((frame / Math.max(1, length)) * WIDTH).toFixed(1);
  const row = HEIGHT / Math.max(1, lanes.length);
  /** @type {Map<Standing, string>} */
  const standings = new Map();
  let keys = "";
  let count = 0;
  lanes.forEach((lane, place) => {
    const middle = ((place + 0.5) * row).toFixed(1);
    const [top, bottom] = [
      (place * row + row * 0.18).toFixed(1),
      ((place + 1) * row - row * 0.18).toFixed(1),
    ];
    count += lane.length;
    lane.forEach((key, index) => {
      const after = lane[index + 1];
      const segment = segments.get(key.id);
      keys += `M${x(key.frame)} ${top}V${bottom}`;
      if (!after || !segment) return;
      const standing = STANDINGS[segment.state];
      const bar = `M${x(key.frame + key.hold)} ${middle}H${x(after.frame)}`;
      standings.set(standing, (standings.get(standing) ?? "") + bar);
    });
  });
  return { standings, keys, count, row };
}
