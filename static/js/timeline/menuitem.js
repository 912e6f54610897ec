/**
 * Acts of the shortcut table as items of a menu, with the keys that they are on now.
 *
 * @import {Item} from "#kf/ui/menu.js"
 */
import { BINDINGS } from "#kf/core/bindings.js";
import { t } from "#kf/core/i18n.js";
import { keymap, keyOf } from "#kf/core/keymap.js";

/** @typedef {{disabled?: boolean, danger?: boolean, icon?: string, label?: string, hint?: string, run?: () => void}} More */

/**
 * An act of the shortcut table as an item, with its key.
 * @param {string} act
 * @param {More} [more]
 * @returns {Item}
 */
export function item(act, more = {}) {
  const binding = BINDINGS.find((one) => one.act === act);
  return {
    label: binding?.label() ?? act,
    kbd: keyOf(act),
    run: () => void keymap.run(act),
    ...more,
  };
}

/** @param {boolean} possible @returns {Item[]} */
export function exposures(possible) {
  return possible
    ? [
        item("ones", { icon: "film", label: t("On ones") }),
        item("twos", { icon: "film", label: t("On twos") }),
        item("threes", { icon: "film", label: t("On threes") }),
      ]
    : [];
}
