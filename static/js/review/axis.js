/**
 * Time, under the picture: the frames, what the learner marked, what was measured, and one's own marks, each above the
 * other at its frame.
 *
 * @import {Handed} from "#kf/review/handed.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { meter } from "#kf/lesson/meter.js";
import { icon } from "#kf/ui/icon.js";

/** More frames than this are shown with gaps. */
const MOST = 25;
const LONGEST = 14;
const NONE = new Set();

/** @param {Handed} handed @param {boolean} hidden whether marks are hidden */
export function axis(handed, hidden) {
  const { reel, player, slips, draft, stretches } = handed;
  const cells = cellsOf(reel.length);
  const here = cells.findLast((frame) => frame <= player.frame) ?? 0;
  const share = (/** @type {number} */ frame) => `${(((frame + 0.5) / reel.length) * 100).toFixed(2)}%`;
  const go = (/** @type {number} */ frame) => () => player.seek(frame);
  const flagged = new Set(draft.marks.map(({ frame }) => frame));
  return html`<div class="rv-axis" .style=${`--share:${((player.frame + 0.5) / reel.length).toFixed(4)};--cells:${cells.length}`}>
    <div class="rv-row rv-nums" aria-hidden="true"><span></span><div>${cells.map((frame) => html`<span class="num${frame === here ? " is-here" : ""}">${reel.shown(frame)}</span>`)}</div></div>
    <div class="rv-row"><span id="rv-frames">${t("Frames")}</span><ol class="rv-strip" aria-labelledby="rv-frames">${cells.map((frame, n) => cell(handed, frame, cells[n + 1] ?? reel.length, frame === here, { slips, flagged }))}</ol></div>
    <div class="rv-row"><span>${t("Learner")}</span><div class="rv-line">${hidden ? nothing : [...slips].map((frame) => html`<button type="button" class="rv-mk rv-mk--slip num" .style=${`left:${share(frame)}`} aria-label=${t("Frame {frame}, slips, says the learner", { frame: reel.shown(frame) })} @click=${go(frame)}>${icon("close", "icon-12")}${reel.shown(frame)}</button>`)}</div></div>
    <div class="rv-row rv-row--meter"><span>${t("Meter")}</span><div class="rv-line">${hidden ? nothing : [meter(stretches, reel.length, (frame) => reel.shown(frame), { own: NONE }), dip(handed, share)]}</div></div>
    <div class="rv-row"><span>${t("You")}</span><div class="rv-line">${hidden ? nothing : draft.marks.map(({ frame, text }) => html`<button type="button" class="rv-mk rv-mk--own num" .style=${`left:${share(frame)}`} aria-label=${t("{frame} {text}: your mark", { frame: reel.shown(frame), text })} @click=${go(frame)}>${icon("flag", "icon-12")}${reel.shown(frame)} <span class="ell">${text.slice(0, LONGEST)}</span></button>`)}</div></div>
    <i class="rv-head" aria-hidden="true"></i>
  </div>`;
}

/** @param {number} length */
function cellsOf(length) {
  const count = Math.min(length, MOST);
  return Array.from({ length: count }, (_, n) => Math.floor((n * length) / count));
}

/**
 * @param {Handed} handed
 * @param {number} frame the first of the cell
 * @param {number} end the first of the next
 * @param {boolean} here
 * @param {{slips: Set<number>, flagged: Set<number>}} marks
 */
function cell({ reel, player }, frame, end, here, { slips, flagged }) {
  const key = reel.values.keys.find((one) => one.frame >= frame && one.frame < end);
  const within = (/** @type {Set<number>} */ marked) => [...marked].some((one) => one >= frame && one < end);
  const words = [
    t("Frame {frame}", { frame: reel.shown(frame) }),
    key && t("key"),
    within(slips) && t("slips, says the learner"),
    within(flagged) && t("your mark"),
  ].filter(Boolean);
  const at = key?.frame ?? frame;
  return html`<li><button type="button" class="rv-cell${key ? " is-key" : ""}" tabindex=${here ? 0 : -1} aria-current=${here ? "true" : "false"} aria-label=${words.join(", ")} @click=${() => player.seek(at)}><img src=${reel.at(at)?.picture ?? ""} alt="" decoding="async" draggable="false"></button></li>`;
}

/** Where the meter is lowest, and how low. @param {Handed} handed @param {(frame: number) => string} share */
function dip({ meter: found }, share) {
  if (!found || found.worst === null) return nothing;
  return html`<span class="rv-dip num" aria-hidden="true" .style=${`left:${share(found.worst)}`}>${icon("alert", "icon-12")}${found.least}</span>`;
}
