/**
 * The menu of a key, and of all that are selected with it.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Desk} from "#kf/timeline/desk.js"
 * @import {Item} from "#kf/ui/menu.js"
 */
import { t, tn } from "#kf/core/i18n.js";
import { keyOf } from "#kf/core/keymap.js";
import { exposures, item } from "#kf/timeline/menuitem.js";
import { remembered } from "#kf/timeline/pasting.js";
import { retime } from "#kf/timeline/shortcuts.js";

/** @param {Desk} desk @param {Keyframe} key @returns {(Item | null)[]} */
export function keyItems(desk, key) {
  const { store, hand, acts } = desk;
  const count = acts.meant().length;
  const several = store.trackList.value.length > 1;
  const place = store.trackList.value.findIndex(({ id }) => id === key.track);
  return [
    { label: t("Open in the inspector"), kbd: "Enter", icon: "settings", run: () => acts.inspect(key.id) },
    { label: t("Go there"), icon: "arrow-right", run: () => store.seek(key.frame) },
    item("marks", { icon: "joints", label: t("Mark the joints") }),
    ...(matchMedia("(pointer: coarse)").matches
      ? [{ label: t("Select more by tapping"), icon: "check", run: () => (hand.gathering.value = true) }]
      : []),
    null,
    item("cut", { icon: "cut", label: tn("Cut", "Cut {count} keys", count) }),
    item("copy", { icon: "copy", label: tn("Copy", "Copy {count} keys", count) }),
    ...pasting(),
    item("duplicate", { icon: "plus", label: t("Duplicate") }),
    null,
    ...(several
      ? [
          item("move-up", {
            icon: "ripple",
            label: t("To the track above"),
            disabled: place + 1 >= store.trackList.value.length,
          }),
          item("move-down", { icon: "ripple", label: t("To the track below"), disabled: place <= 0 }),
        ]
      : []),
    item("swap-poses", { icon: "flip", label: t("Swap the two poses"), disabled: count !== 2 }),
    {
      label: t("Retime…"),
      kbd: keyOf("retime"),
      icon: "move",
      disabled: count < 2,
      run: () => void retime(store, acts),
    },
    ...exposures(count > 1),
    null,
    item("delete", {
      icon: "trash",
      danger: true,
      label: tn("Delete the key", "Delete {count} keys", count),
    }),
    item("delete-close", {
      icon: "trash",
      danger: true,
      label: t("Delete and close the gap"),
      hint: t("what follows on this track moves up"),
    }),
  ];
}

/** @returns {Item[]} */
function pasting() {
  const nothing = remembered() === null;
  return [
    item("paste", { icon: "board", label: t("Paste at the playhead"), disabled: nothing }),
    item("paste-push", { icon: "ripple", label: t("Paste and push the rest"), disabled: nothing }),
  ];
}
