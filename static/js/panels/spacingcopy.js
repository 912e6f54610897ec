/**
 * How a spacing gets from one segment to others: it is copied, kept in this browser, and pasted.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Easing} from "#kf/core/easing.js"
 * @import {Store} from "#kf/core/store.js"
 * @import {Item} from "#kf/ui/menu.js"
 */
import { easingOf, spacingName } from "#kf/core/easing.js";
import { t, tn } from "#kf/core/i18n.js";
import { keyOf } from "#kf/core/keymap.js";
import { kept } from "#kf/core/local.js";
import { setEasing } from "#kf/panels/segmentedits.js";

/** The spacing that was copied last, also on another page of this browser. */
const clipboard = kept("easing", /** @type {Easing | null} */ (null));

/** @param {Store} store @param {readonly Keyframe[]} lefts of which the first is copied */
export function copySpacing(store, [left]) {
  if (!left) return void store.toast(t("Select a segment, or the key before it, first."));
  clipboard.value = easingOf(left);
  store.toast(t("{name} is copied.", { name: spacingName(left).label }), null, "brief");
}

/** Give the copied spacing to segments; those that are locked keep theirs, and where all are, that is told. @param {Store} store @param {readonly Keyframe[]} lefts */
export function pasteSpacing(store, lefts) {
  const copied = clipboard.value;
  if (!copied)
    return void store.toast(t("No spacing is copied. Select a segment and copy its spacing first."));
  if (lefts.length === 0) return void store.toast(t("Select a segment, or the key before it, first."));
  const open = lefts.filter(({ locked }) => !locked);
  void setEasing(store, open.length > 0 ? open : lefts, () => copied);
}

/** Both, as items of a menu. @param {Store} store @param {readonly Keyframe[]} lefts @returns {Item[]} */
export function copyItems(store, lefts) {
  const copied = clipboard.value;
  return [
    {
      label: t("Copy the spacing"),
      icon: "copy",
      kbd: keyOf("spacing-copy"),
      run: () => copySpacing(store, lefts),
    },
    {
      label:
        lefts.length > 1 ? tn("Paste it", "Paste it to all {count}", lefts.length) : t("Paste the spacing"),
      icon: "ease",
      kbd: keyOf("spacing-paste"),
      hint: copied
        ? spacingName({ ...copied, method: copied.hold ? "hold" : "auto" }).label
        : t("Nothing is copied yet"),
      disabled: !copied || lefts.some(({ locked }) => locked),
      run: () => pasteSpacing(store, lefts),
    },
  ];
}
