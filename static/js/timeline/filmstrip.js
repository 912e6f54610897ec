/**
 * Which drawings a segment's filmstrip shows at a given width, and where. Every cell stands over its own
 * frame; zooming changes which frames are shown, not their shape.
 *
 * @import {Segment} from "#kf/core/types.d.ts"
 * @import {SegmentPlace} from "#kf/timeline/layout.js"
 */
import { drawingOf } from "#kf/core/time.js";

/** What a cell should be wide for its height, at least: a figure can be read in it. */
const CELL = 0.58;

/** @typedef {{inbetween: number, x: number, width: number, drawing: number | null}} Cell x and width:
 *  pixels of the segment; drawing: its index, -1 for the left key's own pose, null when it is not there (yet) */

/**
 * Cut a segment into cells.
 * @param {SegmentPlace} place
 * @param {number} px pixels per frame
 * @param {{from: number, to: number, strip: number}} sight pixels of the content, and the height
 * @returns {Cell[]}
 */
export function cells({ segment, x, width, origin }, px, { from, to, strip }) {
  const step = Math.max(1, Math.ceil((CELL * strip) / px));
  const first = 1 + Math.max(0, Math.floor(-origin / px));
  const hidden = Math.max(0, Math.floor((from - x) / (px * step)));
  /** @type {Cell[]} */
  const made = [];
  for (let inbetween = first + hidden * step; inbetween <= segment.count; inbetween += step) {
    const start = Math.max(0, origin + (inbetween - 1) * px);
    const end = Math.min(width, origin + (inbetween - 1 + step) * px);
    if (x + start > to) break;
    if (end - start >= 4 || made.length === 0) made.push(cell(segment, inbetween, start, end - start));
    else made[made.length - 1].width = end - made[made.length - 1].x;
  }
  return made;
}

/** @param {Segment} segment @param {number} inbetween @param {number} x @param {number} width @returns {Cell} */
function cell(segment, inbetween, x, width) {
  return { inbetween, x, width, drawing: drawingAt(segment, inbetween) };
}

/**
 * Say which drawing of the shown take stands for an in-between. A take made for another count is stretched.
 * @param {Segment} segment
 * @param {number} inbetween from 1
 */
export function drawingAt(segment, inbetween) {
  if (!segment.shown) return null;
  const own = segment.shown === segment.key;
  const wanted = own
    ? drawingOf(inbetween, segment.exposure)
    : Math.floor(((inbetween - 0.5) / segment.count) * segment.shown_drawings);
  return wanted < segment.shown_done ? wanted : null;
}

/**
 * Say where the drawings that are there end, in pixels of the segment.
 * @param {SegmentPlace} place
 * @param {number} px
 */
export function landed({ segment, origin, width }, px) {
  if (segment.shown_done === 0) return 0;
  if (segment.shown_done >= segment.shown_drawings) return width;
  const frames = (segment.shown_done + 1) * segment.exposure - 1;
  return Math.min(width, Math.max(0, origin + frames * px));
}

/**
 * Where to hold a picture so that what matters in it is in the middle of a narrower cell.
 * @param {number} centre of the figure, as a share of the picture's width
 * @param {number} cellWidth
 * @param {number} pictureWidth at the cell's height
 * @returns {number} for object-position, in per cent
 */
export function crop(centre, cellWidth, pictureWidth) {
  const hidden = pictureWidth - cellWidth;
  if (hidden <= 0) return 50;
  const share = (centre * pictureWidth - cellWidth / 2) / hidden;
  return Math.round(Math.min(1, Math.max(0, share)) * 100);
}
