/**
 * The last steps as a menu: above what redo would do again, below what undo would take back; choosing one goes there.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Item} from "#kf/ui/menu.js"
 */
import { t, tn } from "#kf/core/i18n.js";
import { openMenu } from "#kf/ui/menu.js";

/** @param {Store} store @param {Element} button */
export function openSteps(store, button) {
  const { back, forth } = store.steps.value;
  /** @type {(Item | null)[]} */
  const items = [
    ...forth
      .map((label, place) => ({
        label: t("Redo: {label}", { label }),
        icon: "redo",
        hint: place > 0 ? tn("{count} step", "{count} steps", place + 1) : undefined,
        run: () => store.travel("forth", place + 1),
      }))
      .reverse(),
    forth.length > 0 && back.length > 0 ? null : undefined,
    ...back.map((label, place) => ({
      label: t("Undo: {label}", { label }),
      icon: "undo",
      hint: place > 0 ? tn("{count} step", "{count} steps", place + 1) : undefined,
      run: () => store.travel("back", place + 1),
    })),
  ].filter((item) => item !== undefined);
  openMenu(items, button, t("The last steps"));
}
