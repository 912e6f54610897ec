/**
 * What a key does on a card of the library, beside those of the keymap: a list of choices has Enter and Space of its own.
 *
 * @import {Id, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { library } from "#kf/later/parts.js";
import { chosenOf, chosenPoses } from "#kf/library/chosen.js";
import { byName } from "#kf/panels/natural.js";
import { layUnder, placeAtPlayhead } from "#kf/panels/place.js";

/** What only the library itself can do. @typedef {import("#kf/library/menus.js").Host & {seek: () => void, menu: (event: KeyboardEvent, pose: Pose) => void, order: () => Id[]}} Host */

/**
 * @param {KeyboardEvent} event @param {Store} store @param {Pose} pose of the card that has the focus @param {Host} host
 * @returns {boolean} whether the key is one of ours
 */
export function deed(event, store, pose, host) {
  const chosen = chosenOf(store);
  const { ctrlKey, metaKey } = event;
  if (!ctrlKey && !metaKey) return plain(event, store, pose, host);
  if (event.key !== " ") return false;
  chosen.toggle(pose.id);
  return true;
}

/** @param {KeyboardEvent} event @param {Store} store @param {Pose} pose @param {Host} host */
function plain(event, store, pose, host) {
  const { key, shiftKey } = event;
  const chosen = chosenOf(store);
  const several = chosen.ids.value.size > 1 && chosen.ids.value.has(pose.id);
  if (key === "Enter" && shiftKey) void library.load().then(({ showNextKey }) => showNextKey(store, pose));
  else if (key === "Enter") place(store, pose, several);
  else if (key === " " && chosen.gathering.value) chosen.toggle(pose.id);
  else if (key === " ") chosen.only(pose.id);
  else if (key === "ContextMenu" || (key === "F10" && shiftKey)) host.menu(event, pose);
  else if (key === "Escape" && (several || chosen.gathering.value)) chosen.none();
  else return false;
  return true;
}

/** @param {Store} store @param {Pose} pose @param {boolean} several */
function place(store, pose, several) {
  const row = byName(chosenPoses(store).filter((one) => !one.is_plate));
  if (several) void library.load().then(({ placeInRow }) => placeInRow(store, row));
  else if (pose.is_plate) layUnder(store, pose);
  else placeAtPlayhead(store, pose.id);
}
