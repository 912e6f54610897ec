/**
 * The library's acts that have a key of their own, or none until somebody gives them one; the command palette knows
 * them too.
 *
 * @import {Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Host} from "#kf/library/deeds.js"
 */
import { keymap } from "#kf/core/keymap.js";
import { library } from "#kf/later/parts.js";
import { chosenOf, chosenPoses } from "#kf/library/chosen.js";

/**
 * @param {Store} store @param {Host} host
 * @returns {() => void} to take them back
 */
export function takeKeys(store, host) {
  const here = (/** @type {(pose: Pose) => void} */ act) => () => {
    const card = /** @type {HTMLElement | null} */ (document.activeElement?.closest("[data-pose]") ?? null);
    const pose = store.poses.value.get(card?.dataset.pose ?? store.chosenPose.value ?? "");
    if (pose) act(pose);
  };
  /** All that are chosen, if the one that has the focus is among them. @param {Pose} pose */
  const together = (pose) => (chosenOf(store).ids.value.has(pose.id) ? chosenPoses(store) : [pose]);
  const acts = {
    "pose-find": host.seek,
    "pose-rename": here(host.rename),
    "pose-delete": here(async (pose) => (await library.load()).removePoses(store, together(pose))),
    "pose-all": () => chosenOf(store).all(host.order()),
    "pose-tags": here(async (pose) => (await library.load()).openTagging(store, together(pose))),
    "pose-crop": here(async (pose) => (await library.load()).openCrop(store, pose)),
    "pose-next-key": here(async (pose) => (await library.load()).showNextKey(store, pose)),
    "character-new": async () => void (await library.load()).openCharacter(store, null),
    bin: async () => void (await library.load()).openBin(store),
  };
  const stops = Object.entries(acts).map(([act, run]) => keymap.on(act, () => void run()));
  return () => {
    for (const stop of stops) stop();
  };
}
