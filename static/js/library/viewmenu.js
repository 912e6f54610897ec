/**
 * The menu of the whole library: how it is looked at, and the acts that are about no single picture.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Size} from "#kf/library/look.js"
 * @import {Sort} from "#kf/library/order.js"
 */
import { t } from "#kf/core/i18n.js";
import { openBin } from "#kf/library/bin.js";
import { openCharacter } from "#kf/library/character.js";
import { CUTOUTS, SIZE, SORT } from "#kf/library/look.js";
import { openMenu } from "#kf/ui/menu.js";

/**
 * @param {Store} store
 * @param {Element} at
 * @param {{upload: (wish: {background?: boolean, folder?: boolean}) => void, gather: () => void}} host
 */
export function openViewMenu(store, at, host) {
  const sort = (/** @type {Sort} */ value, /** @type {string} */ label) => ({
    label,
    checked: SORT.value === value,
    run: () => (SORT.value = value),
  });
  const size = (/** @type {Size} */ value, /** @type {string} */ label) => ({
    label,
    checked: SIZE.value === value,
    run: () => (SIZE.value = value),
  });
  openMenu(
    [
      sort("name", t("By name")),
      sort("came", t("As they came")),
      sort("used", t("Most used first")),
      null,
      size("s", t("Small pictures")),
      size("m", t("Middle-sized pictures")),
      size("l", t("Large pictures")),
      null,
      {
        label: t("Show the figures cut out"),
        icon: "eye",
        checked: CUTOUTS.value,
        run: () => (CUTOUTS.value = !CUTOUTS.value),
      },
      { label: t("Choose several"), icon: "check", run: host.gather },
      null,
      { label: t("Upload a folder…"), icon: "folder", run: () => host.upload({ folder: true }) },
      { label: t("Upload backgrounds…"), icon: "image", run: () => host.upload({ background: true }) },
      {
        label: t("New character…"),
        icon: "users",
        run: () => void openCharacter(store, null),
      },
      {
        label: t("Bin…"),
        icon: "trash",
        run: () => openBin(store),
      },
    ],
    at,
    t("View and more"),
  );
}
