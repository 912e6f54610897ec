/**
 * A zoom that goes on: what is drawn is stretched as one picture, for drawing hundreds of items anew takes
 * longer than a frame. Keys and numbers are held in shape as long as they are few enough to be read.
 *
 * @import {View} from "#kf/timeline/view.js"
 */
import { effect } from "@preact/signals-core";

/** More than this are spots anyway. */
const FEW = 160;

/**
 * Keep a layer stretched as the view says until the returned function is called.
 * @param {View} view
 * @param {HTMLElement} layer
 * @returns {() => void}
 */
export function showStretch(view, layer) {
  /** @type {HTMLElement[]} */
  let held = [];
  return effect(() => {
    const { scale, shift } = view.stretch.value;
    const still = scale === 1 && shift === 0;
    if (!still && held.length === 0) held = few(layer);
    layer.style.transform = still ? "" : `translateX(${shift}px) scaleX(${scale})`;
    for (const item of held) item.style.scale = still ? "" : `${1 / scale} 1`;
    if (still) held = [];
  });
}

/** @param {HTMLElement} layer @returns {HTMLElement[]} */
function few(layer) {
  const found = /** @type {NodeListOf<HTMLElement>} */ (layer.querySelectorAll(".kf, .rul-n, .sg .ft"));
  return found.length > FEW ? [] : [...found];
}
