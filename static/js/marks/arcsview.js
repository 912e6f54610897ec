/**
 * Motion arcs over the picture: the course of each end of the figure from key to key, with a dot for each drawing, so
 * that spacing is seen as the room between dots. The dots of one course can be taken hold of.
 *
 * @import {Point, Skeleton} from "#kf/core/types.d.ts"
 * @import {Sheet} from "#kf/marks/fit.js"
 */
import { nothing, svg } from "lit";
import { t } from "#kf/core/i18n.js";
import { sideOf } from "#kf/marks/arcs.js";
import { jointWords } from "#kf/marks/jointwords.js";
import { bonesOf } from "#kf/marks/marks.js";

/**
 * @typedef {object} Arc
 * @property {string} joint
 * @property {Point[]} places from key to key, in CSS pixels of the stage: the first and the last are the keys'
 */
/**
 * @typedef {object} ArcsShown
 * @property {Sheet} sheet
 * @property {readonly Arc[]} arcs the chosen one last
 * @property {string} chosen
 * @property {number} here the drawing at the playhead, -1 where there is none
 * @property {ReadonlySet<number>} breakdowns drawings that are breakdowns
 * @property {readonly number[]} frames as people read them, one for each drawing
 * @property {{skeleton: Skeleton, places: Point[]} | null} held the figure while a dot is pulled
 * @property {(event: PointerEvent, joint: string) => void} grab
 * @property {(event: KeyboardEvent, drawing: number) => void} key
 */

/** @param {ArcsShown} shown */
export function arcsView(shown) {
  const { arcs, chosen, held } = shown;
  return svg`${arcs.map((arc) => (arc.joint === chosen ? strong(shown, arc) : faint(shown, arc)))}
    ${held ? figure(held.skeleton, held.places) : nothing}`;
}

/** @param {ArcsShown} shown @param {Arc} arc */
function faint({ grab }, { joint, places }) {
  const d = path(places);
  return svg`<g class="mk-arc" data-side=${sideOf(joint)} aria-hidden="true">
    <path class="mk-arc-hit" d=${d} @pointerdown=${(/** @type {PointerEvent} */ event) => grab(event, joint)}><title>${jointWords(joint)}</title></path>
    <path class="mk-arc-case" d=${d} /><path class="mk-arc-line" d=${d} />
    ${places.slice(1, -1).map(([x, y]) => svg`<circle cx=${x.toFixed(1)} cy=${y.toFixed(1)} r="1.75" />`)}</g>`;
}

/** @param {ArcsShown} shown @param {Arc} arc */
function strong(shown, { joint, places }) {
  const d = path(places);
  const [last] = places.slice(-1);
  const drawings = places.slice(1, -1);
  const size = dotSize(drawings);
  const stop = shown.here >= 0 && shown.here < drawings.length ? shown.here : 0;
  return svg`<g class="mk-arc is-on" data-side=${sideOf(joint)}>
    <path class="mk-arc-case" d=${d} /><path class="mk-arc-line" d=${d} />
    ${[places[0], last].map(([x, y]) => svg`<rect class="mk-arc-key" x="-4.5" y="-4.5" width="9" height="9" transform=${`translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(45)`} />`)}
    ${drawings.map((place, index) => dot(shown, joint, place, index, { stop: index === stop, size }))}
    <text class="mk-name" x=${(last[0] + 12).toFixed(1)} y=${(last[1] - 8).toFixed(1)} aria-hidden="true">${jointWords(joint)}</text>
  </g>`;
}

/** Dots that are close are small, so that each is still seen. @param {readonly Point[]} places */
function dotSize(places) {
  const gaps = places.slice(1).map(([x, y], index) => Math.hypot(x - places[index][0], y - places[index][1]));
  const middle = gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 20;
  return Math.min(4, Math.max(1.5, middle * 0.4));
}

/** @param {ArcsShown} shown @param {string} joint @param {Point} place @param {number} index @param {{stop: boolean, size: number}} look stop: whether Tab stops here */
function dot({ here, breakdowns, frames, sheet, grab, key }, joint, [x, y], index, { stop, size }) {
  const isBreakdown = breakdowns.has(index);
  const share = (/** @type {number} */ at, /** @type {number} */ from, /** @type {number} */ size) =>
    (((at - from) / size) * 100).toFixed(1);
  const values = {
    joint: jointWords(joint),
    frame: frames[index],
    x: share(x, sheet.x, sheet.width),
    y: share(y, sheet.y, sheet.height),
  };
  const words = isBreakdown
    ? t("{joint} at frame {frame}, breakdown, {x} % across, {y} % down", values)
    : t("{joint} at frame {frame}, {x} % across, {y} % down", values);
  const look = `mk-point${index === here ? " is-here" : ""}${isBreakdown ? " is-breakdown" : ""}`;
  return svg`<g class=${look} tabindex=${stop ? 0 : -1} role="slider" aria-roledescription=${t("point of an arc")} aria-label=${t("{joint} at frame {frame}", values)}
    aria-valuemin="-100" aria-valuemax="200" aria-valuenow=${values.y} aria-valuetext=${words} data-point=${index}
    transform=${`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
    @pointerdown=${(/** @type {PointerEvent} */ event) => grab(event, joint)}
    @keydown=${(/** @type {KeyboardEvent} */ event) => key(event, index)}>
    <circle class="mk-ring" r="10" /><circle class="mk-hit" r="13" />
    ${isBreakdown ? svg`<rect class="mk-dot" x="-4.5" y="-4.5" width="9" height="9" transform="rotate(45)" />` : svg`<circle class="mk-dot" r=${index === here ? Math.max(3, size + 2) : size} />`}</g>`;
}

/** @param {Skeleton} skeleton @param {readonly Point[]} places */
function figure(skeleton, places) {
  return svg`<g class="mk-bones mk-held" aria-hidden="true">
    ${bonesOf(skeleton).map(({ from, to }) => svg`<path class="mk-case" d=${path([places[from], places[to]])} />`)}
    ${bonesOf(skeleton).map(({ from, to }) => svg`<path class="mk-bone" d=${path([places[from], places[to]])} />`)}</g>`;
}

/** @param {readonly Point[]} places */
function path(places) {
  return places.map(([x, y], index) => `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}
