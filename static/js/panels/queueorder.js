/**
 * What waits and what runs, in the order in which it will be there. Pure.
 *
 * @import {Segment} from "#kf/core/types.d.ts"
 */
import { going } from "#kf/panels/work.js";

/** @typedef {{id: string, segment: Segment}} Waiting id: of the left key */

/**
 * The segments under way: first those that are being drawn, the nearest to its end first, then those that wait, by
 * their place. A place that is not known yet stands behind the known ones.
 * @param {Iterable<[string, Segment]>} segments by left key
 * @returns {Waiting[]}
 */
export function underWay(segments) {
  const all = [...segments].map(([id, segment]) => ({ id, segment: going(segment) }));
  return all
    .filter(({ segment: { state } }) => state === "running" || state === "queued")
    .sort((a, b) => rank(a.segment) - rank(b.segment) || late(a.segment) - late(b.segment));
}

/** @param {Segment} segment */
function rank({ state, place }) {
  return state === "running" ? -1 : (place ?? Number.MAX_SAFE_INTEGER);
}

/** @param {Segment} segment */
function late({ eta, drawings, done }) {
  return eta ?? 1e9 + drawings - done;
}

/**
 * What is asked for by whom, out of the renders that are not over.
 * @param {readonly {state: string, by: string, lines: readonly {keyframe: string}[]}[]} renders newest first
 * @returns {Map<string, string>} names by left key; who asked first stands first
 */
export function askers(renders) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const { state, by, lines } of [...renders].reverse()) {
    if (state !== "queued" && state !== "running") continue;
    for (const { keyframe } of lines) {
      const names = found.get(keyframe) ?? [];
      if (by && !names.includes(by)) found.set(keyframe, [...names, by]);
    }
  }
  return new Map([...found].map(([id, names]) => [id, names.join(", ")]));
}
