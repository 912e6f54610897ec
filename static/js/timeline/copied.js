/**
 * Keys that are copied. A clip holds times from its first key on, tracks from its lowest, and poses by what they look
 * like, so that it fits another shot and another project too. Pure.
 *
 * @import {Id, Keyframe, Pose} from "#kf/core/types.d.ts"
 */

export const CLIP_TYPE = "application/x-kf-keys+json";
/** In-betweens that are left between keys that were pasted and keys that made way for them. */
export const ROOM = 12;

/** What a key takes along: not where it stands, and not that somebody has approved what comes after it. */
const TAKEN = /** @type {const} */ ([
  "hold",
  "method",
  "ease",
  "curve",
  "exposure",
  "chart",
  "arc",
  "stop",
  "turns",
  "planted",
  "pins",
  "breakdowns",
  "hint",
  "note",
  "seed",
]);

/** @typedef {{at: number, row: number, pose: Id, values: Record<string, unknown>}} ClipKey */
/** @typedef {{id: Id, name: string, sha256: string}} ClipPose */
/** @typedef {{kind: "kf-keys", version: 1, project: Id, keys: ClipKey[], poses: ClipPose[]}} Clip */

/**
 * @param {readonly Keyframe[]} keys
 * @param {{project: Id, poses: ReadonlyMap<Id, Pose>, order: readonly Id[]}} from order: the shot's tracks, lowest first
 * @returns {Clip}
 */
export function clipOf(keys, { project, poses, order }) {
  const sorted = [...keys].sort(
    (a, b) => a.frame - b.frame || order.indexOf(a.track) - order.indexOf(b.track),
  );
  const first = sorted[0]?.frame ?? 0;
  const lowest = Math.min(...sorted.map(({ track }) => order.indexOf(track)));
  const used = [...new Set(sorted.map(({ pose }) => pose))].flatMap((id) => poses.get(id) ?? []);
  return {
    kind: "kf-keys",
    version: 1,
    project,
    keys: sorted.map((key) => ({
      at: key.frame - first,
      row: order.indexOf(key.track) - lowest,
      pose: key.pose,
      values: Object.fromEntries(TAKEN.map((name) => [name, key[name]])),
    })),
    poses: used.map(({ id, name, sha256 }) => ({ id, name, sha256 })),
  };
}
