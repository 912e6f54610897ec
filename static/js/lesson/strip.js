/**
 * The frames of a film in a row, with what was marked on them. It follows the frame that is shown.
 *
 * @import {Reel} from "#kf/watch/reel.js"
 * @import {Marks} from "#kf/lesson/film.js"
 */
import { html } from "lit";
import { t } from "#kf/core/i18n.js";

/** More frames than this are shown with gaps. */
const MOST = 24;

/** @param {Reel} reel @param {Marks} marks @returns {number[]} the frames that have a cell */
export function cellsOf({ length }, marks) {
  const step = Math.max(1, Math.ceil(length / MOST));
  const frames = new Set([length - 1, ...marks.slips, ...(marks.flags ?? [])]);
  for (let frame = 0; frame < length; frame += step) frames.add(frame);
  return [...frames].filter((frame) => frame < length).sort((a, b) => a - b);
}

/**
 * @param {Reel} reel
 * @param {Marks} marks
 * @param {number} now the frame that is shown
 * @param {(frame: number) => void} go
 */
export function strip(reel, marks, now, go) {
  const cells = cellsOf(reel, marks);
  const here = cells.findLast((frame) => frame <= now);
  return html`<ol class="film-strip" aria-label=${t("Frames")}>${cells.map((frame) => cell(reel, marks, frame, frame === here, go))}</ol>`;
}

/** @param {Reel} reel @param {Marks} marks @param {number} frame @param {boolean} here @param {(frame: number) => void} go */
function cell(reel, marks, frame, here, go) {
  const run = reel.at(frame);
  const slips = marks.slips.has(frame);
  const flagged = marks.flags?.has(frame);
  const words = [
    t("Frame {frame}", { frame: reel.shown(frame) }),
    slips && t("slips"),
    flagged && t("marked by your teacher"),
  ]
    .filter(Boolean)
    .join(", ");
  return html`<li><button type="button" class="film-cell${run?.kind === "key" ? " is-key" : ""}${slips ? " is-slip" : ""}${flagged ? " is-flag" : ""}" aria-label=${words} aria-current=${here ? "true" : "false"} @click=${() => go(frame)}><img src=${run?.picture ?? ""} alt="" loading="lazy" decoding="async" draggable="false"></button></li>`;
}

/** Have the cell in sight whose frame is shown; the page around it stays where it is. @param {HTMLElement} box */
export function follow(box) {
  const row = box.querySelector(".film-strip");
  const here = row?.querySelector("[aria-current=true]")?.parentElement;
  if (!row || !here) return;
  const [outer, inner] = [row.getBoundingClientRect(), here.getBoundingClientRect()];
  if (inner.left < outer.left) row.scrollLeft += inner.left - outer.left - inner.width;
  else if (inner.right > outer.right) row.scrollLeft += inner.right - outer.right + inner.width;
}
