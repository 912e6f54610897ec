/**
 * The menu of a track: all that can be done with it, without a drag.
 *
 * @import {Track} from "#kf/core/types.d.ts"
 * @import {Desk} from "#kf/timeline/desk.js"
 * @import {Item, Place} from "#kf/ui/menu.js"
 */
import { t } from "#kf/core/i18n.js";
import { keyOf } from "#kf/core/keymap.js";
import { addNamedTrack } from "#kf/timeline/heads.js";
import {
  MOST,
  removeTrack,
  setCharacter,
  toggleHidden,
  toggleLocked,
  toggleSolo,
} from "#kf/timeline/trackedits.js";
import { openMenu } from "#kf/ui/menu.js";

/** @param {Desk} desk @param {Track} track @param {Place | Element} at */
export function openHeadMenu(desk, track, at) {
  openMenu(items(desk, track), at, track.name);
}

/**
 * @param {Desk} desk @param {Track} track
 * @returns {(Item | null)[]}
 */
function items(desk, track) {
  const { store, heads, focus } = desk;
  const tracks = store.trackList.value;
  const place = tracks.findIndex(({ id }) => id === track.id);
  const solo = store.solo.value.has(track.id);
  return [
    { label: t("Rename"), icon: "edit", kbd: "F2", run: () => heads.rename(track.id) },
    {
      label: track.hidden ? t("Show") : t("Hide"),
      icon: track.hidden ? "eye" : "eye-off",
      run: () => toggleHidden(store, track),
    },
    { label: track.locked ? t("Unlock") : t("Lock"), icon: "lock", run: () => toggleLocked(store, track) },
    {
      label: solo ? t("Show the others again") : t("Show alone"),
      icon: "solo",
      run: () => toggleSolo(store, track),
    },
    null,
    {
      label: t("Move up"),
      kbd: keyOf("move-up"),
      icon: "up",
      disabled: place + 1 >= tracks.length,
      run: () => heads.shift(track, 1, focus),
    },
    {
      label: t("Move down"),
      kbd: keyOf("move-down"),
      icon: "down",
      disabled: place <= 0,
      run: () => heads.shift(track, -1, focus),
    },
    ...characters(desk, track),
    null,
    {
      label: t("Add a track"),
      icon: "plus",
      disabled: tracks.length >= MOST,
      run: () => addNamedTrack(desk),
    },
    {
      label: t("Delete the track"),
      icon: "trash",
      danger: true,
      disabled: tracks.length < 2,
      run: () => void removeTrack(store, track),
    },
  ];
}

/** Whose track it is. @param {Desk} desk @param {Track} track @returns {(Item | null)[]} */
function characters({ store }, track) {
  const all = [...store.characters.value.values()];
  if (all.length === 0) return [];
  return [
    null,
    ...all.map(({ id, name }) => ({
      label: t("Track of {name}", { name }),
      checked: track.character === id,
      run: () => setCharacter(store, track, id),
    })),
    {
      label: t("Nobody's track"),
      checked: track.character === null,
      run: () => setCharacter(store, track, null),
    },
  ];
}
