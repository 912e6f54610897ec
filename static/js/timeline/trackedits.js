/**
 * The edits people make to a shot's tracks.
 *
 * @import {Id, Track} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { createTrack } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { between } from "#kf/core/order.js";

/** As many tracks as a shot may have; the server says the same. */
export const MOST = 12;

/**
 * Add a track above the others and make it the active one.
 * @param {Store} store
 * @returns {Id | null} null where there is no shot, or no room
 */
export function addTrack(store) {
  const shot = store.shot.value;
  if (!shot || store.trackList.value.length >= MOST) return null;
  const id = uuid();
  void store.edit(t("Add a track"), [createTrack(store, shot, id)]);
  store.openTrack(id);
  return id;
}

/** @param {Store} store @param {Track} track @param {string} name */
export function renameTrack(store, track, name) {
  const to = name.trim().slice(0, 120);
  if (!to || to === track.name) return;
  void store.edit(t("Rename {old} to {name}", { old: track.name, name: to }), [set(track.id, { name: to })]);
}

/** Hide a track from stage and films, or show it again. @param {Store} store @param {Track} track */
export function toggleHidden(store, { id, name, hidden }) {
  const label = hidden ? t("Show {name}", { name }) : t("Hide {name}", { name });
  void store.edit(label, [set(id, { hidden: !hidden })]);
}

/** Keep a track's keys from being changed, or let them be again. @param {Store} store @param {Track} track */
export function toggleLocked(store, { id, name, locked }) {
  const label = locked ? t("Unlock {name}", { name }) : t("Lock {name}", { name });
  void store.edit(label, [set(id, { locked: !locked })]);
}

/** Show a track alone on this page; several can be solo together. @param {Store} store @param {Track} track */
export function toggleSolo(store, { id }) {
  const next = new Set(store.solo.value);
  if (!next.delete(id)) next.add(id);
  store.solo.value = next;
}

/** @param {Store} store @param {Track} track @param {Id | null} character */
export function setCharacter(store, { id, name }, character) {
  void store.edit(t("Change the character of {name}", { name }), [set(id, { character })]);
}

/**
 * Put a track at a place among the others; neighbouring moves of one track are one step of undo.
 * @param {Store} store
 * @param {Track} track
 * @param {number} place from 0, the lowest
 * @returns {boolean} whether it moved
 */
export function moveTrack(store, track, place) {
  const now = store.trackList.value.findIndex(({ id }) => id === track.id);
  const others = store.trackList.value.filter(({ id }) => id !== track.id);
  if (now < 0 || place === now || place < 0 || place > others.length) return false;
  const order = between(others[place - 1]?.order ?? null, others[place]?.order ?? null);
  void store.edit(t("Move {name}", { name: track.name }), [set(track.id, { order })], {
    join: `order:${track.id}`,
  });
  return true;
}

/**
 * Delete a track with its keys. Nothing is asked: undo brings it back as it was. The last one stays.
 * @param {Store} store
 * @param {Track} track
 */
export async function removeTrack(store, track) {
  if (store.trackList.value.length < 2) return;
  const { id, name } = track;
  const deleted = store.edit(t("Delete {name}", { name }), [{ do: "delete", on: "track", id }]);
  const undo = store.undoOffer();
  if ((await deleted).ok) store.toast(t("{name} is deleted.", { name }), undo);
}

/** @param {Id} id @param {Partial<Track>} to @returns {import("#kf/core/types.d.ts").Operation} */
function set(id, to) {
  return { do: "set", on: "track", id, to };
}
