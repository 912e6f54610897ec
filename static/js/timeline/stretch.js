/**
 * A zoom that goes on: what is drawn is stretched as one picture, for drawing hundreds of items anew takes
 * longer than a frame. Keys and numbers are held in shape as long as they are few enough to be read.
 *
 * @import {View} from "#kf/timeline/view.js"
 */
import { effect } from "@preact/signals-core";

/** More than this are spots anyway. */
const FEW = 160;
const IN_SHAPE = ".kf, .rul-n, .mrk, .sg .ft";

/** @typedef {{layer: HTMLElement, track: string | undefined, held: HTMLElement[]}} Stretched */

/**
 * Keep the layers of a timeline stretched as the view says until the returned function is called.
 * @param {View} view
 * @param {HTMLElement} host
 * @returns {() => void}
 */
export function showStretch(view, host) {
  /** @type {readonly Stretched[]} */
  let all = [];
  return effect(() => {
    const still = view.stretch.value.scale === 1 && view.stretch.value.shift === 0;
    if (!still && all.length === 0) all = stretched(host);
    for (const one of all) show(one, view);
    if (still && view.settling.late.value.size === 0) all = [];
  });
}

/** @param {HTMLElement} host @returns {Stretched[]} */
function stretched(host) {
  const few = host.querySelectorAll(IN_SHAPE).length <= FEW;
  return found(host, ".tl-layer").map((layer) => {
    const lane = /** @type {HTMLElement | null} */ (layer.closest("[data-track]"));
    return { layer, track: lane?.dataset.track, held: few ? found(layer, IN_SHAPE) : [] };
  });
}

/** @param {Stretched} one @param {View} view */
function show({ layer, track, held }, view) {
  const { scale, shift } = view.stretchOf(track);
  const still = scale === 1 && shift === 0;
  const transform = still ? "" : `translateX(${shift}px) scaleX(${scale})`;
  if (layer.style.transform === transform) return;
  layer.style.transform = transform;
  for (const item of held) item.style.scale = still ? "" : `${1 / scale} 1`;
}

/** @param {HTMLElement} host @param {string} name @returns {HTMLElement[]} */
function found(host, name) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (host.querySelectorAll(name))];
}
