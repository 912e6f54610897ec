/**
 * How this person looks at the stage: choices of this browser, never part of a project.
 *
 * @import {Onion} from "#kf/player/ghosts.js"
 */
import { signal } from "@preact/signals-core";
import { kept } from "#kf/core/local.js";
import { ONION } from "#kf/player/ghosts.js";

/** @typedef {"auto" | "dark" | "grey" | "white" | "chequer"} Ground what lies around the picture */
/** @typedef {{safe: boolean, grid: "none" | "thirds" | "squares", squares: number}} Guides squares: across the width */

/** @type {Readonly<Guides>} */
const PLAIN = Object.freeze({ safe: false, grid: "none", squares: 8 });

/** What shines through, and how. */
export const onion = kept("onion", ONION);
/** Lines over the picture. @type {import("@preact/signals-core").Signal<Guides>} */
export const guides = kept("guides", PLAIN);
/** @type {import("@preact/signals-core").Signal<Ground>} */
export const ground = kept("ground", "auto");
/** The picture as in a mirror. It is not kept: whoever comes back is to see it as it is. */
export const mirrored = signal(false);

/** Change some of the onion's settings. @param {Partial<Onion>} change */
export function setOnion(change) {
  onion.value = { ...ONION, ...onion.value, ...change };
}

/** @param {Partial<Guides>} change */
export function setGuides(change) {
  guides.value = { ...guides.value, ...change };
}
