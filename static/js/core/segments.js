/**
 * What the page knows of each segment: what the server last said, and whether an edit that is not answered
 * yet has touched it since. An edited segment shows as stale or missing at once; put back, it is again what
 * the server said.
 *
 * @import {Motion} from "#kf/core/motion.js"
 * @import {Document, Keyframe, QueueEvent, Segment, SegmentEvent, Timing, Track} from "#kf/core/types.d.ts"
 */
import { lanesOf, shownKeyframes } from "#kf/core/document.js";
import { motionOf } from "#kf/core/motion.js";
import { inOrder } from "#kf/core/order.js";
import { drawings, drawingTimes, inbetweens } from "#kf/core/time.js";

/** The methods whose paths can bend. @type {ReadonlySet<string>} */
const BENDING = new Set(["auto", "flow", "rig"]);

/** @typedef {{segment: Segment, inputs: string}} Known what the server said, and of which inputs it spoke */

/** @type {WeakMap<Document, Map<string, Timing>>} */
const kept = new WeakMap();

/**
 * Work out every segment of a document from its keys alone.
 * @param {Document} document
 * @returns {Map<string, Timing>} by left keyframe; two keys without a frame between them have no segment
 */
export function timings(document) {
  const made = kept.get(document);
  if (made) return made;
  /** @type {Map<string, Timing>} */
  const found = new Map();
  for (const track of lanesOf(shownKeyframes(document)).values()) {
    for (let place = 0; place + 1 < track.length; place += 1) {
      const timing = timingKept(document, track, place);
      if (timing) found.set(timing.left.id, timing);
    }
  }
  kept.set(document, found);
  return found;
}

/** @type {WeakMap<Keyframe, {rows: unknown[], timing: Timing | null}>} */
const madeOf = new WeakMap();

/**
 * The same as `timingOf`, made anew only where a row that it looks at is another: rows are never changed in place,
 * and an edit touches few of a thousand.
 * @param {Document} document @param {readonly Keyframe[]} track @param {number} place of the left key
 * @returns {Timing | null}
 */
function timingKept(document, track, place) {
  const rows = rowsAround(document, track, place);
  const made = madeOf.get(track[place]);
  if (made && made.rows.length === rows.length && made.rows.every((row, at) => row === rows[at]))
    return made.timing;
  const timing = timingOf(document, track, place);
  madeOf.set(track[place], { rows, timing });
  return timing;
}

/**
 * All rows that `timingOf` may look at.
 * @param {Document} document @param {readonly Keyframe[]} track @param {number} place of the left key
 * @returns {unknown[]}
 */
function rowsAround({ project, shots, tracks, poses, characters }, track, place) {
  const left = track[place];
  const shot = shots.get(left.shot);
  const keys = [track[place - 1], track[place + 1], track[place + 2]];
  if (shot?.loop) keys.push(track[0], track[1], track[track.length - 2], track[track.length - 1]);
  const shown = [left, ...keys].map((key) => key && poses.get(key.pose));
  return [
    project.width,
    project.height,
    shot,
    shot?.plate && poses.get(shot.plate),
    lowestOf(tracks).get(left.shot) === left.track,
    characters.get(poses.get(left.pose)?.character ?? ""),
    ...keys,
    ...shown,
  ];
}

/**
 * @param {Document} document @param {readonly Keyframe[]} track @param {number} place of the left key
 * @returns {Timing | null}
 */
function timingOf(document, track, place) {
  const [left, right] = [track[place], track[place + 1]];
  const count = inbetweens(left, right);
  if (count === 0) return null;
  const times = drawingTimes(count, left.exposure, left.ease, left.curve, left.chart);
  const inputs = JSON.stringify([lookOf(document, track, place), times]);
  return { left, right, count, drawings: drawings(count, left.exposure), exposure: left.exposure, inputs };
}

/**
 * Everything that the drawings of a segment depend on but where between the keys each stands, as one text:
 * spacing, exposure and count pick other drawings of the same look.
 * @param {Document} document @param {readonly Keyframe[]} track @param {number} place of the left key
 */
export function lookOf(document, track, place) {
  const { project, poses, shots, tracks } = document;
  const [left, right] = [track[place], track[place + 1]];
  // What stands above the lowest track is cut out, and knows of nothing behind it.
  const shot = lowestOf(tracks).get(left.shot) === left.track ? shots.get(left.shot) : undefined;
  return JSON.stringify([
    project.width,
    project.height,
    poses.get(left.pose)?.sha256,
    poses.get(right.pose)?.sha256,
    shot?.plate ? poses.get(shot.plate)?.sha256 : null,
    shot?.ground ?? null,
    ...guidance(left, motionOf(document, track, place)),
  ]);
}

/** @type {WeakMap<ReadonlyMap<string, Track>, Map<string, string>>} */
const lowest = new WeakMap();

/**
 * The track of each shot that is drawn over the background, hidden or not.
 * @param {ReadonlyMap<string, Track>} tracks
 * @returns {Map<string, string>}
 */
export function lowestOf(tracks) {
  const made = lowest.get(tracks);
  if (made) return made;
  const found = new Map();
  for (const { id, shot } of inOrder(tracks.values())) if (!found.has(shot)) found.set(shot, id);
  lowest.set(tracks, found);
  return found;
}

/**
 * What the method looks at besides the pictures. Only some bend paths, and where joints guide, pins are not asked.
 * @param {Keyframe} left @param {Motion | null} motion
 */
function guidance({ method, pins, arc }, motion) {
  // A rig needs joints on both keys; without them the segment is left to what suits it.
  const used = method === "rig" && !motion ? "auto" : method;
  return [
    used,
    used === "flow" || (used === "auto" && !motion) ? pins : [],
    BENDING.has(used) ? arc : 0,
    motion,
  ];
}

/**
 * Note what the server says of some segments, given the document of the same revision. Of those that it does not
 * name it says that they have not changed, whatever this page took for a change.
 * @param {Map<string, Known>} known
 * @param {Document} document
 * @param {Record<string, Segment | null>} said
 * @param {{trust?: boolean}} [options] trust: take it as it is, as in a snapshot; else an answer that was
 *   written before an event we already have does not turn that event back
 * @returns {Map<string, Known>}
 */
export function noted(known, document, said, { trust = false } = {}) {
  const present = timings(document);
  /** @type {Map<string, Known>} */
  const next = new Map();
  for (const [id, { segment, inputs }] of known)
    next.set(id, { segment, inputs: present.get(id)?.inputs ?? inputs });
  for (const [id, segment] of Object.entries(said)) {
    const inputs = present.get(id)?.inputs;
    if (!segment || inputs === undefined) next.delete(id);
    else next.set(id, { inputs, segment: trust ? segment : newest(known.get(id)?.segment, segment) });
  }
  return next;
}

/** @param {Segment | undefined} had @param {Segment} said */
function newest(had, said) {
  if (!had || had.key !== said.key) return said;
  if (had.state === "fresh") return had.quality ? had : { ...had, quality: said.quality ?? null };
  return had.state === said.state && had.done > said.done ? had : said;
}

/**
 * Give every segment as the page is to show it.
 * @param {Document} document as shown, unsaved edits included
 * @param {Map<string, Known>} known
 * @returns {Map<string, Segment>}
 */
export function presented(document, known) {
  /** @type {Map<string, Segment>} */
  const shown = new Map();
  for (const [id, timing] of timings(document)) {
    const said = known.get(id);
    shown.set(
      id,
      said && said.inputs === timing.inputs ? fitted(said.segment, timing) : touched(said?.segment, timing),
    );
  }
  return shown;
}

/**
 * Equal drawings can fill different frames (a hold that grew by what exposure had rounded off), so the counts
 * always come from the keys.
 * @param {Segment} segment @param {Timing} timing
 */
function fitted(segment, { count, drawings, exposure }) {
  if (segment.count === count && segment.drawings === drawings && segment.exposure === exposure)
    return segment;
  return { ...segment, count, drawings, exposure };
}

/** @param {Segment | undefined} said @param {Timing} timing @returns {Segment} */
function touched(said, { left, count, drawings, exposure }) {
  const shown = said && said.shown_done > 0 ? said.shown : null;
  return {
    key: null,
    count,
    drawings,
    exposure,
    state: shown ? "stale" : "missing",
    done: 0,
    total: drawings,
    place: null,
    eta: null,
    method: left.method,
    reason: "",
    error: null,
    shown,
    shown_drawings: shown && said ? said.shown_drawings : 0,
    shown_done: shown && said ? said.shown_done : 0,
    quality: shown && said ? (said.quality ?? null) : null,
    ends: shown && said ? (said.ends ?? null) : null,
    draft: Boolean(shown && said?.draft),
  };
}

/** @type {Record<SegmentEvent["state"], Segment["state"]>} */
const STATES = {
  queued: "queued",
  running: "running",
  done: "fresh",
  failed: "failed",
  cancelled: "missing",
};

/** @type {ReadonlySet<Segment["state"]>} */
const UNDER_WAY = new Set(["queued", "running"]);

/**
 * Take in news of one take. The same take may stand in several places, and may be the earlier take of a
 * segment that has moved on.
 * @param {Map<string, Known>} known
 * @param {SegmentEvent} event
 * @returns {Map<string, Known>} the same map when nobody here waits for it
 */
export function heard(known, event) {
  const next = new Map(known);
  let hit = false;
  for (const [id, { segment, inputs }] of known) {
    if (segment.key !== event.key && segment.shown !== event.key && !isDraftOf(event, segment)) continue;
    hit = true;
    next.set(id, { inputs, segment: followed(segment, event) });
  }
  return hit ? next : known;
}

/** @param {SegmentEvent} event @param {Segment} segment */
function isDraftOf({ draft_of }, { key }) {
  return Boolean(draft_of) && draft_of === key;
}

/** @param {Segment} segment @param {SegmentEvent} event @returns {Segment} */
function followed(segment, event) {
  if (segment.key === event.key) return advanced(segment, event);
  return isDraftOf(event, segment) ? drafted(segment, event) : landed(segment, event);
}

/**
 * Its draft goes on: what it has is shown until the final drawings are whole.
 * @param {Segment} segment @param {SegmentEvent} event @returns {Segment}
 */
function drafted(segment, event) {
  if (segment.state === "fresh") return segment;
  const { key, state, done, total, eta, error } = event;
  const waits = state === "queued" || state === "running" || state === "failed";
  const place = state === "queued" ? (segment.drafting?.place ?? null) : null;
  const drafting = waits ? { key, state, done, total, place, eta, error: error ?? null } : null;
  if (done === 0) return { ...segment, drafting };
  return {
    ...segment,
    drafting,
    draft: true,
    shown: key,
    shown_drawings: total,
    shown_done: done,
    quality: event.quality ?? null,
    ends: event.ends ?? null,
  };
}

/** @param {Segment} segment @param {SegmentEvent} event @returns {Segment} */
function advanced(segment, event) {
  if (segment.state === "fresh" && event.state !== "done") return segment;
  if (event.state === "running" && !UNDER_WAY.has(segment.state)) return belated(segment, event);
  const { key, done, total, eta, error } = event;
  // A whole draft is better to look at than the first drawings of what it stands for.
  const waits = Boolean(segment.draft) && event.state !== "done";
  const drawn = (done > 0 || segment.shown === key) && !waits;
  const state = event.state === "cancelled" && segment.shown && !drawn ? "stale" : STATES[event.state];
  return {
    ...segment,
    ...(drawn ? { shown: key, shown_drawings: total, shown_done: done, draft: false } : {}),
    ...(drawn ? { quality: state === "fresh" ? (event.quality ?? had(segment, key)) : null } : {}),
    ...(drawn
      ? { ends: state === "fresh" ? (event.ends ?? (segment.shown === key ? segment.ends : null)) : null }
      : {}),
    ...(state === "fresh" ? { drafting: null } : {}),
    state,
    done,
    total,
    eta: state === "queued" || state === "running" ? eta : null,
    place: state === "queued" ? segment.place : null,
    method: event.method || segment.method,
    reason: event.reason || segment.reason,
    error: error ?? null,
  };
}

/** @param {Segment} segment @param {string} key */
function had({ shown, quality }, key) {
  return shown === key ? (quality ?? null) : null;
}

/**
 * Nothing runs that did not wait first: this is a worker's last word on what has been cancelled since. The
 * drawing it tells of is kept, but the segment does not seem to run again.
 * @param {Segment} segment @param {SegmentEvent} event @returns {Segment}
 */
function belated(segment, event) {
  return segment.shown === event.key ? landed(segment, event) : segment;
}

/** @param {Segment} segment @param {SegmentEvent} event @returns {Segment} */
function landed(segment, { done, total }) {
  return { ...segment, shown_drawings: total, shown_done: Math.max(done, segment.shown_done) };
}

/**
 * Take in the queue's places.
 * @param {Map<string, Known>} known
 * @param {QueueEvent["places"]} places
 * @returns {Map<string, Known>}
 */
export function placed(known, places) {
  const next = new Map(known);
  for (const [id, { segment, inputs }] of known) {
    const draft = segment.drafting?.state === "queued" ? places[segment.drafting.key] : undefined;
    if (draft && segment.drafting) {
      const drafting = { ...segment.drafting, place: draft[0], eta: draft[1] };
      next.set(id, { inputs, segment: { ...segment, drafting } });
    }
    const found = segment.key ? places[segment.key] : undefined;
    if (!found || segment.state !== "queued") continue; // places of what was cancelled since
    next.set(id, {
      inputs,
      segment: { ...(next.get(id)?.segment ?? segment), place: found[0], eta: found[1] },
    });
  }
  return next;
}
