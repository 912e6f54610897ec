/**
 * The figures of poses as cut-outs. A picture with alpha is one already; of another the server finds the mask, one
 * at a time, so they are asked for one after the other and kept.
 *
 * @import {Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { signal } from "@preact/signals-core";
import { maskUrl } from "#kf/core/urls.js";

const TRIES = 6;
const PAUSE = 1500;

/** An address of a mask, null where there is none, undefined until it came. @typedef {string | null | undefined} Cutout */

/** @type {Map<string, import("@preact/signals-core").Signal<Cutout>>} */
const known = new Map();
let last = Promise.resolve();

/**
 * The mask to show a pose through: undefined while it is looked for, null where the picture itself is cut out or
 * no mask came.
 * @param {Store} store @param {Pose} pose
 * @returns {Cutout}
 */
export function cutoutOf(store, pose) {
  if (pose.has_alpha && !pose.mask) return null;
  const name = JSON.stringify([pose.id, pose.sha256, pose.mask, pose.joints, pose.character]);
  let found = known.get(name);
  if (!found) {
    found = signal(/** @type {Cutout} */ (undefined));
    known.set(name, found);
    const here = found;
    const url = maskUrl(store.project.peek().id, pose, store.revision.peek());
    last = last.then(async () => {
      here.value = await fetched(url);
    });
  }
  return found.value;
}

/** @param {string} url @returns {Promise<string | null>} */
async function fetched(url) {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    try {
      const answer = await fetch(url, { credentials: "same-origin" });
      if (answer.ok) return URL.createObjectURL(await answer.blob());
      if (answer.status !== 429) return null;
    } catch {
      return null; // shown without
    }
    await new Promise((done) => setTimeout(done, PAUSE));
  }
  return null;
}
