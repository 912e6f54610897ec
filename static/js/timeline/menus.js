/**
 * The menus of what lies on the tracks: a key, a segment, the ground. Every act is also on a key, which the menu names.
 *
 * @import {Desk} from "#kf/timeline/desk.js"
 * @import {Item, Place} from "#kf/ui/menu.js"
 */
import { poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { keymap } from "#kf/core/keymap.js";
import { shownFrame } from "#kf/core/time.js";
import { keyItems } from "#kf/timeline/keymenu.js";
import { addMarker, editMarker } from "#kf/timeline/markeracts.js";
import { item } from "#kf/timeline/menuitem.js";
import { remembered } from "#kf/timeline/pasting.js";
import { rangeOf } from "#kf/timeline/rangeacts.js";
import { segmentItems } from "#kf/timeline/segmentmenu.js";
import { openMenu } from "#kf/ui/menu.js";

/**
 * Open the menu of what is at a place.
 * @param {Desk} desk
 * @param {Element} target
 * @param {Place} at
 */
export function openItemMenu(desk, target, at) {
  const { store, view } = desk;
  const near = (/** @type {string} */ name) =>
    target.closest(`[data-${name}]`)?.getAttribute(`data-${name}`) ?? "";
  const key = store.keyframes.value.get(near("key") || near("hold"));
  const left = store.keyframes.value.get(near("seg"));
  const track = key?.track ?? left?.track ?? near("track");
  if (track) store.openTrack(track);
  if (key) {
    if (!store.selection.value.has(key.id)) store.select([key.id]);
    desk.focus.item.value = key.id;
    return openMenu(keyItems(desk, key), at, poseName(store, key.pose));
  }
  const scroller = target.closest(".tl-scroll");
  const frame = scroller ? Math.max(0, view.frameAt(view.under(at.x, scroller))) : store.frame.value;
  if (left) {
    if (!store.selection.value.has(`seg:${left.id}`)) store.select([`seg:${left.id}`]);
    desk.focus.item.value = `seg:${left.id}`;
    return openMenu(segmentItems(desk, left, frame), at, t("Segment"));
  }
  openMenu(groundItems(desk, frame), at, t("Timeline"));
}

/** @param {Desk} desk @param {number} frame under the pointer @returns {(Item | null)[]} */
function groundItems(desk, frame) {
  const { store, acts } = desk;
  const number = shownFrame(frame, store.project.value);
  const here = (/** @type {() => void} */ act) => () => {
    store.seek(frame);
    act();
  };
  const empty = store.shotKeys.value.length === 0;
  return [
    item("add-key", {
      label: t("Add key at frame {number}", { number }),
      icon: "key",
      disabled: store.poseList.value.length === 0,
      run: here(() => acts.addKey()),
    }),
    item("paste", {
      label: t("Paste at frame {number}", { number }),
      icon: "board",
      disabled: remembered() === null,
      run: here(() => keymap.run("paste")),
    }),
    item("paste-push", {
      label: t("Paste and push the rest"),
      icon: "ripple",
      disabled: remembered() === null,
      run: here(() => keymap.run("paste-push")),
    }),
    null,
    item("select-all", { icon: "select", label: t("Select all keys of the track"), disabled: empty }),
    item("select-after", {
      icon: "select",
      label: t("Select what comes after the playhead"),
      disabled: empty,
    }),
    null,
    item("marker", {
      label: t("Marker at frame {number}", { number }),
      icon: "flag",
      run: () => {
        const id = addMarker(store, frame);
        if (id) void editMarker(store, id, { fresh: true });
      },
    }),
    item("range-in", {
      label: t("In point here"),
      icon: "to-start",
      run: here(() => keymap.run("range-in")),
    }),
    item("range-out", {
      label: t("Out point here"),
      icon: "to-end",
      run: here(() => keymap.run("range-out")),
    }),
    item("range-clear", { icon: "close", label: t("Clear in and out"), disabled: rangeOf(store) === null }),
    item("range-render", {
      icon: "stale",
      label: t("Render from in to out"),
      disabled: rangeOf(store) === null,
    }),
    null,
    item("zoom-fit", { icon: "fit", label: t("Fit the whole shot") }),
  ];
}
