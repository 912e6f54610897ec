/**
 * The arithmetic of the timeline: frames, in-betweens, drawings, spacing. Frames are whole numbers from 0 and
 * ranges are half open; people read frames from 1. The server's own version is held to the same vectors.
 *
 * @import {Curve, Ease, Keyframe, Rate} from "#kf/core/types.d.ts"
 */

// --- the numbers that people read ----------------------------------------------------------------------

/**
 * A frame as people read it: counted from the project's first frame.
 * @param {number} frame
 * @param {{first_frame?: number}} project
 */
export function shownFrame(frame, { first_frame = 1 }) {
  return frame + first_frame;
}

/**
 * The frame that people mean by a number: what `shownFrame` made, taken back.
 * @param {number} shown
 * @param {{first_frame?: number}} project
 */
export function storedFrame(shown, { first_frame = 1 }) {
  return shown - first_frame;
}

/** @type {Record<"in" | "out" | "both", Curve>} */
const CURVES = { in: [0.42, 0, 1, 1], out: [0, 0, 0.58, 1], both: [0.42, 0, 0.58, 1] };

// --- in-betweens and drawings -------------------------------------------------------------------------

/**
 * Count the in-betweens from a key to the next key.
 * @param {Pick<Keyframe, "frame" | "hold">} left
 * @param {Pick<Keyframe, "frame">} right
 */
export function inbetweens(left, right) {
  return Math.max(0, right.frame - left.frame - left.hold);
}

/**
 * Count the drawings that fill that many in-betweens.
 * @param {number} count
 * @param {number} exposure frames that one drawing stays
 */
export function drawings(count, exposure) {
  return Math.floor(count / exposure);
}

/**
 * Say which drawing an in-between shows; -1 is the left key itself.
 * @param {number} inbetween from 1
 * @param {number} exposure
 */
export function drawingOf(inbetween, exposure) {
  return Math.floor(inbetween / exposure) - 1;
}

/**
 * Give the eased position u of every drawing, rounded to six digits as the server's sheet has them.
 * @param {number} count in-betweens
 * @param {number} exposure
 * @param {Ease} ease
 * @param {Curve | null} [curve]
 * @param {readonly number[] | null} [chart]
 * @returns {number[]}
 */
export function drawingTimes(count, exposure, ease, curve = null, chart = null) {
  const length = drawings(count, exposure);
  const own = ease === "chart" && chart?.length === length ? chart : null;
  return Array.from({ length }, (_, index) => {
    const u = own ? own[index] : eased(((index + 1) * exposure) / (count + 1), ease, curve, chart);
    return Math.round(u * 1e6) / 1e6;
  });
}

/**
 * Find the keys on both sides of a frame and what stands there.
 * @param {readonly Keyframe[]} keys of one shot, sorted by frame
 * @param {number} frame
 * @returns {{left: Keyframe | null, right: Keyframe | null, inbetween: number}} inbetween is 0 on a held key
 */
export function standing(keys, frame) {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle].frame <= frame) low = middle + 1;
    else high = middle;
  }
  const left = keys[low - 1] ?? null;
  const right = keys[low] ?? null;
  const past = left ? frame - left.frame - left.hold + 1 : 0;
  return { left, right, inbetween: right && past > 0 ? past : 0 };
}

/**
 * Length of a shot: the end of its last held key, 0 when it has none.
 * @param {Iterable<Keyframe>} keys
 */
export function shotLength(keys) {
  let end = 0;
  for (const key of keys) end = Math.max(end, key.frame + key.hold);
  return end;
}

// --- spacing ------------------------------------------------------------------------------------------

/**
 * Turn the plain position t into the eased position u, both in [0, 1].
 * @param {number} t
 * @param {Ease} ease
 * @param {Curve | null} [curve] used when ease is "cubic"
 * @param {readonly number[] | null} [chart] used when ease is "chart"
 */
export function eased(t, ease, curve = null, chart = null) {
  if (t <= 0) return 0;
  if (t >= 1) return 1;
  if (ease === "chart") return charted(t, chart ?? []);
  if (ease === "linear") return t;
  const [x1, y1, x2, y2] = (ease === "cubic" ? curve : CURVES[ease]) ?? [0, 0, 1, 1];
  return bezier(solve(t, x1, x2), y1, y2);
}

/**
 * Read a chart of ticks as a curve: straight from tick to tick, for numbers of drawings that it was not made for.
 * @param {number} t in (0, 1)
 * @param {readonly number[]} chart
 */
function charted(t, chart) {
  const at = t * (chart.length + 1);
  const below = Math.min(chart.length, Math.floor(at));
  const from = below === 0 ? 0 : chart[below - 1];
  const to = chart[below] ?? 1;
  return from + (to - from) * (at - below);
}

/**
 * The curve behind an ease's name, for drawing it and as the start of a custom one.
 * @param {Ease} ease
 * @param {Curve | null} [curve]
 * @returns {Curve}
 */
export function curveOf(ease, curve = null) {
  if (ease === "cubic" && curve) return curve;
  return ease === "in" || ease === "out" || ease === "both" ? CURVES[ease] : [0, 0, 1, 1];
}

/**
 * What a keyframe is to say of its spacing after a choice: a curve of one's own begins as what was chosen before,
 * and so does a chart.
 * @param {Pick<Keyframe, "exposure" | "ease" | "curve" | "chart">} key
 * @param {number} count of in-betweens
 * @param {Ease} ease
 * @returns {Partial<Pick<Keyframe, "ease" | "curve" | "chart">>}
 */
export function spacingOf({ exposure, ease: before, curve, chart }, count, ease) {
  if (ease === "chart")
    return { ease, curve: null, chart: chart ?? drawingTimes(count, exposure, before, curve) };
  const without = chart ? { chart: null } : {};
  return ease === "cubic"
    ? { ease, curve: curveOf(before, curve), ...without }
    : { ease, curve: null, ...without };
}

/** @param {number} s @param {number} a @param {number} b */
function bezier(s, a, b) {
  const r = 1 - s;
  return 3 * r * r * s * a + 3 * r * s * s * b + s * s * s;
}

/**
 * Find s where the curve's x is t. x only ever rises, so halving always ends at the one answer; 60 halvings
 * leave less than a double can tell apart.
 * @param {number} t @param {number} x1 @param {number} x2
 */
function solve(t, x1, x2) {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (bezier(middle, x1, x2) < t) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

// --- what people read and type ------------------------------------------------------------------------

/**
 * Frames per second as a number, for labels only.
 * @param {Rate} rate
 */
export function perSecond([numerator, denominator]) {
  return numerator / denominator;
}

/**
 * Write a rate as people say it: 24, 23.976.
 * @param {Rate} rate
 */
export function rateLabel(rate) {
  return String(Math.round(perSecond(rate) * 1000) / 1000);
}

/** Frames that a timecode counts to a second. @param {Rate} rate */
function nominal(rate) {
  return Math.max(1, Math.round(perSecond(rate)));
}

/**
 * Write a frame as mm:ss:ff.
 * @param {number} frame
 * @param {Rate} rate
 */
export function timecode(frame, rate) {
  const base = nominal(rate);
  const parts = [Math.floor(frame / base / 60), Math.floor(frame / base) % 60, frame % base];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

/**
 * Read what a person typed into a field of frames: `24`, `1s`, `1.5s`, `00:01:12`; `+6` and `-6` count from `now`;
 * `50%` lies halfway through `of`.
 * @param {string} text
 * @param {object} context
 * @param {Rate} context.rate
 * @param {number} context.now what the field holds: a stored frame, or a number of frames
 * @param {"frame" | "length"} [context.kind] a place on the timeline, where `24` is the frame that is read as 24; or a
 *   number of frames
 * @param {number} [context.first_frame] what people read where the stored frame is 0
 * @param {readonly [from: number, to: number]} [context.of] what a share is a share of; a length's own if nothing is said
 * @returns {number | null} null when it is no such thing
 */
export function parseFrames(text, { rate, now, kind = "length", first_frame = 1, of }) {
  const typed = text.trim().toLowerCase();
  const share = typed.match(/^(\d+(?:[.,]\d+)?)\s*%$/)?.[1];
  if (share)
    return shareOf(Number(share.replace(",", ".")) / 100, of ?? (kind === "length" ? [0, now] : null));
  const sign = typed.match(/^[+-]/)?.[0];
  const frames = absolute(sign ? typed.slice(1).trim() : typed, rate);
  if (frames === null) return null;
  if (sign) return now + (sign === "-" ? -frames : frames);
  return kind === "frame" && /^\d+\s*f?$/.test(typed) ? storedFrame(frames, { first_frame }) : frames;
}

/** @param {number} share @param {readonly [from: number, to: number] | null} of */
function shareOf(share, of) {
  return of ? Math.round(of[0] + (of[1] - of[0]) * share) : null;
}

/**
 * Read a number of frames.
 * @param {string} text
 * @param {{rate: Rate, now: number, of?: readonly [from: number, to: number]}} context
 * @returns {number | null}
 */
export function parseLength(text, context) {
  return parseFrames(text, { ...context, kind: "length" });
}

/**
 * Read a place on the timeline and give the stored frame.
 * @param {string} text
 * @param {{rate: Rate, now: number, first_frame?: number, of?: readonly [from: number, to: number]}} context
 * @returns {number | null}
 */
export function parseFrame(text, context) {
  return parseFrames(text, { ...context, kind: "frame" });
}

/** @param {string} text @param {Rate} rate */
function absolute(text, rate) {
  if (/^\d+\s*f?$/.test(text)) return Number.parseInt(text, 10);
  const seconds = text.match(/^(\d+(?:[.,]\d+)?)\s*s$/)?.[1];
  if (seconds) return Math.round(Number(seconds.replace(",", ".")) * perSecond(rate));
  if (!/^\d+(?::\d+){1,2}$/.test(text)) return null;
  const [frames, whole, minutes = 0] = text.split(":").map(Number).reverse();
  return (minutes * 60 + whole) * nominal(rate) + frames;
}
