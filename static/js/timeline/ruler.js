/**
 * The ruler: frame numbers, ticks, and the playhead as a slider over its whole height.
 *
 * @import {Rate} from "#kf/core/types.d.ts"
 * @import {View} from "#kf/timeline/view.js"
 */
import { html, svg } from "lit";
import { perSecond } from "#kf/core/time.js";

/** Pixels that a number needs. */
const LABEL = 44;
const TICK = 5;

/**
 * Choose which frames are numbered: whole parts or multiples of a second where that can be.
 * @param {number} px pixels per frame
 * @param {Rate} rate
 * @returns {{label: number, tick: number}} steps in frames
 */
export function steps(px, rate) {
  const second = Math.max(1, Math.round(perSecond(rate)));
  const fours = second % 8 === 0 ? [1, 2, 4, 8] : [1, 2, 5, 10];
  const all = [...fours, ...[1, 2, 5, 10, 30, 60, 120, 300, 600].map((seconds) => seconds * second)];
  const label = all.find((step) => step * px >= LABEL) ?? second * 1800;
  const tick = all.find((step) => step * px >= TICK && label % step === 0) ?? label;
  return { label, tick };
}

/**
 * Give the numbered frames between two places of the content; people read from 1, so frame 1 and then every
 * round number is named.
 * @param {View} view
 * @param {number} step
 * @returns {number[]} stored frames
 */
export function numbered(view, step) {
  const first = Math.max(0, Math.floor((view.frameAt(view.from.value) + 1) / step));
  const last = view.frameAt(Math.min(view.to.value, view.whole.value)) + 1;
  /** @type {number[]} */
  const frames = [];
  for (let place = first; place * step <= last; place += 1) frames.push(Math.max(0, place * step - 1));
  const [one, two] = frames;
  if (one === 0 && two !== undefined && two * view.px.value < LABEL / 2) frames.splice(1, 1);
  return frames;
}

/**
 * Draw the numbers and ticks.
 * @param {View} view
 * @param {Rate} rate
 */
export function scale(view, rate) {
  const px = view.px.value;
  const { label, tick } = steps(px, rate);
  const origin = Math.max(0, view.from.value);
  const labels = numbered(view, label);
  const names = labels.map((frame) => {
    const style = `translate:${view.mark(frame)}px`;
    return html`<span class="rul-n num" .style=${style}>${frame + 1}</span>`;
  });
  return html`${names}${ticks(view, tick, label, origin)}`;
}

/** @param {View} view @param {number} tick @param {number} label @param {number} origin */
function ticks(view, tick, label, origin) {
  const end = Math.min(view.to.value, view.whole.value);
  const last = view.frameAt(end) + 1;
  let path = "";
  for (
    let place = Math.max(0, Math.floor((view.frameAt(origin) + 1) / tick));
    place * tick <= last;
    place += 1
  ) {
    const shown = place * tick || 1;
    const x = Math.round(view.mark(shown - 1) - origin) + 0.5;
    path += `M${x} ${shown % label === 0 || shown === 1 ? 0 : 3}V6`;
  }
  const width = Math.max(0, end - origin);
  return html`<svg class="rul-t" width=${width} height="6" .style=${`translate:${origin}px`} aria-hidden="true">
    ${svg`<path d=${path} />`}
  </svg>`;
}
