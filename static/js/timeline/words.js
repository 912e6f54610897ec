/**
 * What the timeline says, for eyes and for screen readers: every state has its word, so that colour is never
 * the only cue.
 *
 * @import {Id, Keyframe, Project, Segment} from "#kf/core/types.d.ts"
 */
import { presetOf, spacingName } from "#kf/core/easing.js";
import { t, tn } from "#kf/core/i18n.js";
import { isYours, lockedWords } from "#kf/core/locker.js";
import { perSecond, shownFrame, standing } from "#kf/core/time.js";

/** @typedef {{icon: string, word: string, more: string}} Foot */

/**
 * The line at a segment's foot.
 * @param {Segment} segment
 * @param {Pick<Keyframe, "locked" | "locked_by" | "locker">} key that begins it
 * @param {Id} you
 * @returns {Foot}
 */
export function foot(segment, key, you) {
  const { state, done, total, drawings, shown_done: kept } = segment;
  if (key.locked && state !== "running" && state !== "queued") return lockedFoot(segment, key, you);
  if (segment.draft && (state === "stale" || state === "missing"))
    return { icon: "film", word: t("Draft"), more: t("final to come") };
  const some = t("{done} of {total}", { done, total });
  if (state === "queued") return { icon: "clock", word: t("Queued"), more: waiting(segment) };
  if (state === "running")
    return { icon: "ease", word: t("Rendering {done}/{total}", { done, total }), more: left(segment.eta) };
  if (state === "fresh")
    return {
      icon: "check",
      word: t("Fresh"),
      more: t("{done} of {total}", { done: drawings, total: drawings }),
    };
  if (state === "stale") return { icon: "stale", word: t("Stale"), more: t("earlier take") };
  if (state === "failed")
    return { icon: "alert", word: t("Failed"), more: done > 0 ? t("{some} kept", { some }) : "" };
  return {
    icon: "linear",
    word: t("Not rendered"),
    more: kept > 0 ? t("{some} kept", { some: t("{done} of {total}", { done: kept, total: drawings }) }) : "",
  };
}

/** @param {Segment} segment @param {import("#kf/core/locker.js").Locked} left @param {Id} you @returns {Foot} */
function lockedFoot({ state }, left, you) {
  const word = t("Locked");
  if (state === "stale") return { icon: "lock", word, more: t("stale") };
  if (state !== "fresh") return { icon: "lock", word, more: t("not rendered") };
  const more = isYours(left, you) ? t("by you") : t("by {name}", { name: left.locked_by });
  return { icon: "lock", word, more };
}

/** @param {Segment} segment */
function waiting({ place, eta }) {
  return [place ? ordinal(place) : "", about(eta)].filter(Boolean).join(" · ");
}

/** @param {number | null} eta */
function left(eta) {
  return eta === null ? "" : t("{time} left", { time: about(eta).slice(1) });
}

/** @param {number | null} seconds */
function about(seconds) {
  if (seconds === null) return "";
  if (seconds < 90) return t("~{seconds} s", { seconds: Math.max(1, Math.round(seconds)) });
  return t("~{minutes} min", { minutes: Math.round(seconds / 60) });
}

/** @param {number} place */
export function ordinal(place) {
  const kind = new Intl.PluralRules("en", { type: "ordinal" }).select(place);
  if (kind === "one") return t("{place}st", { place });
  if (kind === "two") return t("{place}nd", { place });
  if (kind === "few") return t("{place}rd", { place });
  return t("{place}th", { place });
}

/** @type {Record<string, () => string>} */
const EASES = {
  linear: () => t("even spacing"),
  in: () => t("ease in"),
  out: () => t("ease out"),
  both: () => t("eased"),
  ease: () => t("eased"),
  snap: () => t("snapping"),
  cubic: () => t("own spacing"),
  chart: () => t("charted spacing"),
};

/** @param {string} ease */
export function easeWord(ease) {
  return EASES[ease]?.() ?? ease;
}

/** @typedef {Pick<Keyframe, "method" | "ease" | "curve">} Kind */

/** The icon that tells how a segment gets from key to key. @param {Kind} key */
export function kindOf(key) {
  return spacingName(key).icon;
}

/** The same in a word. @param {Kind} key */
export function kindWord(key) {
  const name = presetOf(key);
  return name === "hold" ? t("held") : easeWord(name);
}

/** How long one drawing stays, as the trade says it. @param {number} exposure */
export function exposureWord(exposure) {
  if (exposure === 2) return t("twos");
  return exposure === 3 ? t("threes") : t("ones");
}

/** A segment's state in words. @param {Segment} segment */
export function stateWords(segment) {
  const { state, done, total, shown_done: kept } = segment;
  if (segment.draft && (state === "stale" || state === "missing"))
    return t("draft, the final is not rendered");
  if (state === "fresh")
    return tn("rendered, {count} drawing", "rendered, {count} drawings", segment.drawings);
  if (state === "running") return t("rendering, {done} of {total}", { done, total });
  if (state === "queued") return [t("queued"), waiting(segment)].filter(Boolean).join(", ");
  if (state === "stale") return t("stale, an earlier take is shown");
  if (state === "failed") return t("failed, {done} of {total} kept", { done: kept, total });
  return t("not rendered");
}

/**
 * @param {Segment} segment
 * @param {Keyframe} left the key that begins it
 * @param {{from: string, to: string}} names of the two poses
 * @param {Id} you
 * @param {"accepted" | "rejected"} [verdict] on the take that is shown
 */
export function segmentLabel(segment, left, { from, to }, you, verdict) {
  return [
    tn("{count} in-between", "{count} in-betweens", segment.count),
    t("{from} to {to}", { from, to }),
    kindWord(left),
    left.exposure > 1 ? t("on {exposure}", { exposure: exposureWord(left.exposure) }) : "",
    stateWords(segment),
    verdict ? verdictWord(verdict) : "",
    left.locked ? lockedWords(left, you) : "",
    left.breakdowns.length > 0 ? tn("{count} breakdown", "{count} breakdowns", left.breakdowns.length) : "",
    segment.quality ? t("quality {score} of 100", { score: Math.round(segment.quality.score) }) : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/** @param {"accepted" | "rejected"} verdict */
export function verdictWord(verdict) {
  return verdict === "accepted" ? t("accepted") : t("rejected");
}

/**
 * @param {Keyframe} key
 * @param {string} name of its pose
 * @param {boolean} selected
 * @param {Pick<Project, "first_frame">} project
 */
export function keyLabel(key, name, selected, project) {
  return [
    t("Keyframe"),
    t("pose {name}", { name }),
    t("frame {frame}", { frame: shownFrame(key.frame, project) }),
    key.hold > 1 ? tn("held {count} frame", "held {count} frames", key.hold) : "",
    selected ? t("selected") : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/**
 * What the playhead says of where it stands.
 * @param {number} frame
 * @param {{project: Project, keys: readonly Keyframe[], length: number, segments: ReadonlyMap<string, Segment>,
 *   name: (pose: string) => string}} shot
 */
export function playheadText(frame, { project, keys, length, segments, name }) {
  const seconds = Math.round((frame / perSecond(project.rate)) * 10) / 10;
  const at = t("Frame {frame} of {length}", {
    frame: shownFrame(frame, project),
    length: shownFrame(Math.max(0, length - 1), project),
  });
  return [at, t("{seconds} seconds", { seconds }), whereText(frame, keys, segments, name)]
    .filter(Boolean)
    .join(", ");
}

/**
 * @param {number} frame @param {readonly Keyframe[]} keys @param {ReadonlyMap<string, Segment>} segments
 * @param {(pose: string) => string} name
 */
function whereText(frame, keys, segments, name) {
  const { left, right, inbetween } = standing(keys, frame);
  if (!left) return right ? t("before the first keyframe") : "";
  if (!right && frame >= left.frame + left.hold) return t("after the last keyframe");
  if (!right || inbetween === 0) return t("on {name}", { name: name(left.pose) });
  const segment = segments.get(left.id);
  const place = t("between {from} and {to}", { from: name(left.pose), to: name(right.pose) });
  return segment ? `${place}, ${stateWords(segment)}` : place;
}

/**
 * The chip at the pointer while something is dragged.
 * @param {number} from stored frame or hold
 * @param {number} to
 * @param {"frame" | "hold"} what
 * @param {{first_frame?: number}} [project]
 */
export function dragText(from, to, what, project = {}) {
  const by = to - from;
  const sign = by > 0 ? `+${by}` : by < 0 ? `−${-by}` : "±0";
  if (what === "hold") return t("hold {from} → {to} ({sign})", { from, to, sign });
  return t("frame {from} → {to} ({sign})", {
    from: shownFrame(from, project),
    to: shownFrame(to, project),
    sign,
  });
}

/**
 * What a screen reader hears after a move: "Jump, frame 31, 7 later".
 * @param {string} name
 * @param {number} frame stored, where it stands now
 * @param {number} by
 * @param {{first_frame?: number}} [project]
 */
export function movedText(name, frame, by, project = {}) {
  const where = t("{name}, frame {frame}", { name, frame: shownFrame(frame, project) });
  if (by === 0) return t("{where}, no room to move", { where });
  return by > 0 ? t("{where}, {by} later", { where, by }) : t("{where}, {by} earlier", { where, by: -by });
}
