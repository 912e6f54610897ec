/**
 * The edits people make to shots.
 *
 * @import {Id, Shot} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { createTrack, GROUND } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { between } from "#kf/core/order.js";

/**
 * Add a shot behind the current one, with its background.
 * @param {Store} store
 * @returns {Id}
 */
export function addShot(store) {
  const shots = store.shotList.value;
  const here = shots.findIndex(({ id }) => id === store.shot.value);
  const order = between(shots[here]?.order ?? null, shots[here + 1]?.order ?? null);
  const id = uuid();
  const { plate, ground } = shots[here] ?? { plate: null, ground: GROUND };
  const name = freeName(shots);
  void store.edit(t("Add {name}", { name }), [
    { do: "create", on: "shot", id, to: { name, order, plate, ground } },
    createTrack(store, id, uuid()),
  ]);
  return id;
}

/** "Shot 3", or the next number that no shot has. @param {readonly Shot[]} shots */
function freeName(shots) {
  const names = new Set(shots.map(({ name }) => name));
  for (let number = shots.length + 1; ; number++) {
    const name = t("Shot {number}", { number });
    if (!names.has(name)) return name;
  }
}

/** @param {Store} store @param {Shot} shot @param {string} name */
export function renameShot(store, shot, name) {
  const to = name.trim().slice(0, 120);
  if (!to || to === shot.name) return;
  void store.edit(t("Rename {old} to {name}", { old: shot.name, name: to }), [
    { do: "set", on: "shot", id: shot.id, to: { name: to } },
  ]);
}

/**
 * Put a shot at a place among the others; neighbouring moves of one shot are one step of undo.
 * @param {Store} store
 * @param {Id} id
 * @param {number} place
 */
export function moveShot(store, id, place) {
  const shot = store.shots.value.get(id);
  const others = store.shotList.value.filter((one) => one.id !== id);
  if (!shot || place < 0 || place > others.length) return;
  const order = between(others[place - 1]?.order ?? null, others[place]?.order ?? null);
  void store.edit(t("Move {name}", { name: shot.name }), [{ do: "set", on: "shot", id, to: { order } }], {
    join: `order:${id}`,
  });
}

/**
 * Delete a shot with all that is in it. Nothing is asked: undo brings it back as it was.
 * @param {Store} store
 * @param {Shot} shot
 */
export async function removeShot(store, shot) {
  if (store.shots.value.size < 2) return;
  const deleted = store.edit(t("Delete {name}", { name: shot.name }), [
    { do: "delete", on: "shot", id: shot.id },
  ]);
  const undo = store.undoOffer();
  if ((await deleted).ok) store.toast(t("{name} is deleted.", { name: shot.name }), undo);
}

/**
 * Change what lies under a shot's poses.
 * @param {Store} store
 * @param {Shot} shot
 * @param {{plate?: Id | null, ground?: string}} to
 */
export function setBackground(store, shot, to) {
  const label = t("Background of {name}", { name: shot.name });
  void store.edit(label, [{ do: "set", on: "shot", id: shot.id, to }], {
    join: "ground" in to ? `ground:${shot.id}` : undefined,
  });
}
