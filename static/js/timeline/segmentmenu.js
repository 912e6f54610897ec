/**
 * The menu of a segment.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Desk} from "#kf/timeline/desk.js"
 * @import {Item} from "#kf/ui/menu.js"
 */
import { rightOf } from "#kf/core/document.js";
import { t } from "#kf/core/i18n.js";
import { keymap, keyOf } from "#kf/core/keymap.js";
import { lockedWords } from "#kf/core/locker.js";
import { shownFrame } from "#kf/core/time.js";
import { characterBetween } from "#kf/marks/subject.js";
import { copyItems } from "#kf/panels/spacingcopy.js";
import { exposures, item } from "#kf/timeline/menuitem.js";
import { chosenSegments } from "#kf/timeline/selecting.js";

/** @param {Desk} desk @param {Keyframe} left @param {number} frame under the pointer @returns {(Item | null)[]} */
export function segmentItems(desk, left, frame) {
  const { store, acts } = desk;
  const right = rightOf({ keyframes: store.keyframes.value }, left);
  const segment = store.segments.value.get(left.id);
  const marked = characterBetween(store, left) !== null;
  const number = shownFrame(frame, store.project.value);
  const there = (/** @type {string} */ act) => () => {
    store.seek(frame);
    keymap.run(act);
  };
  return [
    {
      label: t("Open in the inspector"),
      kbd: "Enter",
      icon: "settings",
      run: () => acts.inspect(`seg:${left.id}`),
    },
    item("halfway", { icon: "arrow-right", label: t("Go to its middle") }),
    null,
    {
      label: t("Breakdown at frame {number}", { number }),
      kbd: keyOf("breakdown"),
      icon: "breakdown",
      ...(marked ? {} : { hint: t("Without marked joints, the drawing there becomes a key") }),
      run: there("breakdown"),
    },
    {
      label: t("Make a key of frame {number}", { number }),
      kbd: keyOf("promote"),
      icon: "key",
      run: there("promote"),
    },
    {
      label: segment?.state === "fresh" ? t("It is rendered") : t("Render this segment"),
      icon: "stale",
      disabled: segment?.state === "fresh",
      run: () => void store.render({ keyframes: [left.id] }),
    },
    ...exposures(true),
    null,
    ...copyItems(store, chosenSegments(store)),
    null,
    lockItem(desk, left),
    {
      label: t("Select both keys"),
      icon: "select",
      disabled: !right,
      run: () => right && store.select([left.id, right.id]),
    },
    rangeItem(desk, left.frame, right ? right.frame + right.hold : left.frame + left.hold),
  ];
}

/** @param {Desk} desk @param {Keyframe} left @returns {Item} */
function lockItem({ store }, left) {
  const { id, locked } = left;
  return {
    label: locked ? t("Unlock") : t("Approve and lock"),
    ...(locked ? { hint: lockedWords(left, store.you.value.id) } : {}),
    icon: "lock",
    run: () =>
      void store.edit(locked ? t("Unlock a segment") : t("Lock a segment"), [
        { do: "set", on: "keyframe", id, to: { locked: !locked } },
      ]),
  };
}

/** @param {Desk} desk @param {number} from @param {number} to @returns {Item} */
function rangeItem({ store }, from, to) {
  return {
    label: t("In and out around it"),
    icon: "loop",
    run: () => (store.inOut.value = { in: from, out: to }),
  };
}
