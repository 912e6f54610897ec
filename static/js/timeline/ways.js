/**
 * How the timeline takes hold of things, as this browser remembers it: which way keys move, whether a ripple runs
 * over all tracks, whether the magnet is on.
 *
 * @import {Mode} from "#kf/timeline/modes.js"
 */
import { kept } from "#kf/core/local.js";

/** @type {import("@preact/signals-core").Signal<Mode>} */
export const mode = kept("move", /** @type {Mode} */ ("move"));
export const allTracks = kept("ripple-all", false);
export const magnet = kept("magnet", true);

/**
 * The way that counts for a drag: the toolbar's, unless a key that is held says another.
 * @param {{alt: boolean}} point
 * @returns {Mode}
 */
export function modeOf({ alt }) {
  return alt ? "ripple" : mode.value;
}
