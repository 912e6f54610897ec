/**
 * Time, under the picture: the frames, what the learner marked, what was measured, what was said of the attempt before,
 * and one's own marks, each above the other at its frame.
 *
 * @import {Handed} from "#kf/review/handed.js"
 * @import {Mark} from "#kf/lesson/types.d.ts"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { meter } from "#kf/lesson/meter.js";
import { byFrame, lanesOf, NUMBER, RANGE, runsOf, WORDS } from "#kf/review/chips.js";
import { crop } from "#kf/timeline/filmstrip.js";
import { icon } from "#kf/ui/icon.js";

/** More frames than this are shown with gaps. */
const MOST = 25;
/** The height of a cell's picture, for which its crop is reckoned. */
const HIGH = 60;
const NONE = new Set();

/** @typedef {{from: number, to: number, at: number}} Cell the frames it stands for, and the one that it shows */
/** @typedef {{frame: number, wide: number, chip: unknown}} Chip */

/** @param {Handed} handed @param {{hidden: boolean, room: number}} look whether marks are hidden, and the pixels of a line */
export function axis(handed, { hidden, room }) {
  const { reel, player, slips, draft, stretches, before } = handed;
  const cells = cellsOf(handed);
  const here = cells.findLast(({ from }) => from <= player.frame);
  const flagged = new Set(draft.marks.map(({ frame }) => frame));
  const line = (/** @type {Chip[]} */ chips) => lane(chips, room, reel.length);
  return html`<div class="rv-axis" .style=${`--share:${middle(player.frame, reel.length)};--cells:${cells.length}`}>
    <div class="rv-row rv-nums" aria-hidden="true"><span></span><div>${cells.map((one) => html`<span class="num${one === here ? " is-here" : ""}">${reel.shown(one === here ? player.frame : one.at)}</span>`)}</div></div>
    <div class="rv-row"><span id="rv-frames">${t("Frames")}</span><ol class="rv-strip" aria-labelledby="rv-frames">${cells.map((one) => cell(handed, one, one === here, { slips, flagged, wide: room / cells.length }))}</ol></div>
    <div class="rv-row"><span>${t("Learner")}</span>${line(hidden ? [] : slipped(handed, room))}</div>
    <div class="rv-row rv-row--meter"><span>${t("Meter")}</span><div class="rv-line">${hidden ? nothing : [meter(stretches, reel.length, (frame) => reel.shown(frame), { own: NONE }), dip(handed)]}</div></div>
    ${before?.review?.marks.length ? html`<div class="rv-row"><span>${t("Last time")}</span>${line(hidden ? [] : marked(handed, before.review.marks, "then"))}</div>` : nothing}
    <div class="rv-row"><span>${t("You")}</span>${line(hidden ? [] : marked(handed, draft.marks, "own"))}</div>
    <i class="rv-head" aria-hidden="true"></i>
  </div>`;
}

/** The middle of a frame as a share of the film. @param {number} frame @param {number} length */
const middle = (frame, length) => ((frame + 0.5) / length).toFixed(4);

/** Cells of as many frames; one with a key in it shows the key. @param {Handed} handed @returns {Cell[]} */
function cellsOf({ reel: { length, values } }) {
  const count = Math.min(length, MOST);
  return Array.from({ length: count }, (_, n) => {
    const [from, to] = [n, n + 1].map((one) => Math.floor((one * length) / count));
    return { from, to, at: values.keys.find(({ frame }) => frame >= from && frame < to)?.frame ?? from };
  });
}

/**
 * @param {Handed} handed
 * @param {Cell} place
 * @param {boolean} here
 * @param {{slips: Set<number>, flagged: Set<number>, wide: number}} marks and the cell's pixels
 */
function cell({ reel, player, centreAt }, { from, to, at }, here, { slips, flagged, wide }) {
  const key = reel.values.keys.some(({ frame }) => frame === at);
  const within = (/** @type {Set<number>} */ several) => [...several].some((one) => one >= from && one < to);
  const words = [
    t("Frame {frame}", { frame: reel.shown(at) }),
    key && t("key"),
    within(slips) && t("slips, says the learner"),
    within(flagged) && t("your mark"),
  ].filter(Boolean);
  const [width, height] = reel.values.size;
  const whole = (HIGH * width) / height;
  const look = wide < whole ? `object-fit:cover;object-position:${crop(centreAt(at), wide, whole)}% 50%` : "";
  return html`<li><button type="button" class="rv-cell${key ? " is-key" : ""}" tabindex=${here ? 0 : -1} aria-current=${here ? "true" : "false"} aria-label=${words.join(", ")} @click=${() => player.seek(at)}><img src=${reel.at(at)?.picture ?? ""} alt="" decoding="async" draggable="false" .style=${look}></button></li>`;
}

/** Chips, each at its frame; the last of them end where the line does. @param {Chip[]} chips @param {number} room @param {number} length */
function lane(chips, room, length) {
  const places = chips.map(({ frame, wide }) => ({ at: (room * (frame + 0.5)) / length - 12, wide }));
  const { lanes, count } = lanesOf(places, room);
  return html`<div class="rv-line" .style=${`--lanes:${count}`}>${chips.map(({ frame, wide, chip }, n) => {
    const side =
      places[n].at + wide > room ? "right:0" : `left:max(0px, ${middle(frame, length)} * 100% - 12px)`;
    return html`<span class="rv-chip" .style=${`${side};--lane:${lanes[n]}`}>${chip}</span>`;
  })}</div>`;
}

/** @param {Handed} handed @param {number} room @returns {Chip[]} */
function slipped({ reel, player, slips }, room) {
  return runsOf(slips, room / reel.length < NUMBER).map(({ first, last }) => {
    const [from, to] = [reel.shown(first), reel.shown(last)];
    const words =
      first === last
        ? t("Frame {frame}, slips, says the learner", { frame: from })
        : t("Frames {first}–{last}, slip, says the learner", { first: from, last: to });
    const chip = html`<button type="button" class="rv-mk rv-mk--slip num" aria-label=${words} @click=${() => player.seek(first)}>${icon("close", "icon-12")}${first === last ? from : `${from}–${to}`}</button>`;
    return { frame: first, wide: first === last ? NUMBER : RANGE, chip };
  });
}

/** @param {Handed} handed @param {Mark[]} marks @param {"own" | "then"} whose @returns {Chip[]} */
function marked({ reel, player }, marks, whose) {
  return byFrame(marks.filter(({ frame }) => frame < reel.length)).map(({ frame, texts }) => {
    const said = texts.filter(Boolean);
    const more = texts.length > 1 ? `+${texts.length - 1}` : "";
    const [first = "", ...rest] = said;
    const named = { frame: reel.shown(frame), text: [`${first} ${more}`.trim(), ...rest].join(", ") };
    const words =
      whose === "own"
        ? t("{frame} {text}: your mark", named)
        : t("{frame} {text}: your mark on the attempt before", named);
    const chip = html`<button type="button" class="rv-mk rv-mk--${whose} num" aria-label=${words} @click=${() => player.seek(frame)}>${icon("flag", "icon-12")}${reel.shown(frame)}${first ? html` <span class="ell">${first}</span>` : nothing} ${more}</button>`;
    return { frame, wide: first || more ? WORDS : NUMBER, chip };
  });
}

/** Where the meter is lowest, and how low. @param {Handed} handed */
function dip({ meter: found, reel }) {
  if (!found || found.worst === null) return nothing;
  const at = Number(middle(found.worst, reel.length)) * 100;
  return html`<span class="rv-dip num" aria-hidden="true" .style=${`left:clamp(24px, ${at}%, 100% - 24px)`}>${icon("alert", "icon-12")}${found.least}</span>`;
}
