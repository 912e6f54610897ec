/**
 * The menu of a marker.
 *
 * @import {Marker, MarkerColour} from "#kf/core/types.d.ts"
 * @import {Desk} from "#kf/timeline/desk.js"
 * @import {Item, Place} from "#kf/ui/menu.js"
 */
import { t, tn } from "#kf/core/i18n.js";
import { keyLabel } from "#kf/core/keymap.js";
import { changeMarker, editMarker, removeMarker } from "#kf/timeline/markeracts.js";
import { openMenu } from "#kf/ui/menu.js";

/** The colours that a marker may have, in words. @type {{value: MarkerColour, label: () => string}[]} */
const COLOURS = [
  { value: "key", label: () => t("Amber") },
  { value: "ok", label: () => t("Green") },
  { value: "fail", label: () => t("Red") },
  { value: "accent", label: () => t("Blue") },
  { value: "machine", label: () => t("Grey") },
];
/** Frames of a range that somebody has just made of a point. */
const RANGE = 12;
/** @param {Desk} desk @param {Marker} marker @param {Place | Element} at @param {string} name */
export function openMarkerMenu(desk, marker, at, name) {
  openMenu(items(desk, marker), at, name);
}

/** @param {Desk} desk @param {Marker} marker @returns {(Item | null)[]} */
function items(desk, marker) {
  const { store, view } = desk;
  const ranged = marker.length > 0;
  const toHere = store.frame.value - marker.frame + 1;
  return [
    { label: t("Go there"), icon: "arrow-right", run: () => store.seek(marker.frame) },
    { label: t("Name and place"), icon: "edit", kbd: "F2", run: () => void editMarker(store, marker.id) },
    {
      label: t("Show it as wide as it fits"),
      icon: "fit",
      disabled: !ranged,
      run: () => view.fitRange(marker.frame, marker.frame + marker.length),
    },
    {
      label: t("Play this range"),
      icon: "loop",
      disabled: !ranged,
      run: () => (store.inOut.value = { in: marker.frame, out: marker.frame + marker.length }),
    },
    null,
    {
      label: ranged
        ? t("Make it a point")
        : tn(
            "Make it a range of {count} frame",
            "Make it a range of {count} frames",
            toHere > 1 ? toHere : RANGE,
          ),
      hint: ranged || toHere < 2 ? undefined : t("up to the playhead"),
      icon: "move",
      run: () => changeMarker(store, marker, { length: ranged ? 0 : toHere > 1 ? toHere : RANGE }),
    },
    null,
    ...COLOURS.map(({ value, label }) => ({
      label: label(),
      checked: marker.colour === value,
      run: () => changeMarker(store, marker, { colour: value }),
    })),
    null,
    {
      label: t("Delete"),
      icon: "trash",
      danger: true,
      kbd: keyLabel("Delete"),
      run: () => removeMarker(store, marker),
    },
  ];
}
