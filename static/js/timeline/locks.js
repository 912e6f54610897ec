/**
 * Why a change of the timeline may not be made: somebody has locked a track, or approved a segment. The server
 * refuses it all the same; this says so before anybody has dragged for nothing. Pure.
 *
 * @import {Id, Keyframe, Track} from "#kf/core/types.d.ts"
 * @import {Plan} from "#kf/timeline/plan.js"
 */
import { t } from "#kf/core/i18n.js";
import { isYours } from "#kf/core/locker.js";
import { applied, byTrack } from "#kf/timeline/plan.js";

/** What is in the way of a change. @typedef {{on: "track" | "keyframe", id: Id, sentence: string}} Lock */
/** @typedef {{tracks: ReadonlyMap<Id, Track>, name: (pose: Id) => string, you: Id}} Context you: who does it */

/**
 * @param {readonly Keyframe[]} keys of the shot
 * @param {{plan?: Plan, gone?: ReadonlySet<Id>, added?: readonly {track: Id, frame: number, hold: number}[]}} change
 * @param {Context} context
 * @returns {Lock | null} null where nothing is in the way
 */
export function lockIn(keys, { plan = new Map(), gone = new Set(), added = [] }, context) {
  return (
    trackLocked(keys, plan, gone, added, context.tracks) ?? segmentLocked(keys, plan, gone, added, context)
  );
}

/**
 * @param {readonly Keyframe[]} keys @param {Plan} plan @param {ReadonlySet<Id>} gone
 * @param {readonly {track: Id}[]} added @param {ReadonlyMap<Id, Track>} tracks
 * @returns {Lock | null}
 */
function trackLocked(keys, plan, gone, added, tracks) {
  const touched = keys.filter(({ id }) => gone.has(id) || plan.has(id));
  const rows = [
    ...touched.map(({ track }) => track),
    ...[...plan.values()].flatMap(({ track }) => track ?? []),
    ...added.map(({ track }) => track),
  ];
  const locked = rows.map((id) => tracks.get(id)).find((track) => track?.locked);
  if (!locked) return null;
  const sentence = t("The track {track} is locked. Unlock it first.", { track: locked.name });
  return { on: "track", id: locked.id, sentence };
}

/**
 * @param {readonly Keyframe[]} keys @param {Plan} plan @param {ReadonlySet<Id>} gone
 * @param {readonly {track: Id, frame: number, hold: number}[]} added @param {Context} context
 * @returns {Lock | null}
 */
function segmentLocked(keys, plan, gone, added, { name, you }) {
  if (!keys.some(({ locked }) => locked)) return null;
  const before = stretches(keys);
  const stay = applied(keys, plan).filter(({ id }) => !gone.has(id));
  const news = added.map((one, place) => /** @type {Keyframe} */ ({ ...one, id: `new ${place}`, pose: "" }));
  const after = stretches([...stay, ...news]);
  const broken = keys.find((key) => key.locked && before.get(key.id)?.look !== after.get(key.id)?.look);
  if (!broken) return null;
  const right = before.get(broken.id)?.right;
  const names = { from: name(broken.pose), to: right ? name(right.pose) : "", person: broken.locked_by };
  const sentence = isYours(broken, you)
    ? t("{from} to {to} is locked by you. Unlock it first.", names)
    : t("{from} to {to} is locked by {person}. Unlock it first.", names);
  return { on: "keyframe", id: broken.id, sentence };
}

/** What of a key the drawings after it are made from, beside times. */
const DRAWN = /** @type {const} */ ([
  "pose",
  "method",
  "ease",
  "curve",
  "chart",
  "exposure",
  "arc",
  "pins",
  "breakdowns",
]);

/**
 * What each locked segment is drawn from, as far as times and poses go.
 * @param {readonly Keyframe[]} keys
 * @returns {Map<Id, {look: string, right: Keyframe | undefined}>}
 */
function stretches(keys) {
  /** @type {Map<Id, {look: string, right: Keyframe | undefined}>} */
  const found = new Map();
  for (const lane of byTrack(keys).values()) {
    lane.forEach((key, place) => {
      const right = lane[place + 1];
      if (!key.locked) return;
      const look = right
        ? [...DRAWN.map((name) => key[name]), right.pose, right.frame - key.frame - key.hold]
        : [];
      found.set(key.id, { look: JSON.stringify(look), right });
    });
  }
  return found;
}
