/**
 * What is asked before a link opens nothing any more.
 *
 * @import {Link} from "#kf/share/types.d.ts"
 */
import { t } from "#kf/core/i18n.js";
import { linkName } from "#kf/share/words.js";
import { ask } from "#kf/ui/dialog.js";

/** @param {Link} link */
export function sureToRenew(link) {
  return ask({
    title: t("Give “{name}” a new address?", { name: linkName(link) }),
    sentence: t("The old address opens nothing any more, and pages that are open by it close."),
    verb: t("New address"),
  });
}

/** @param {Link} link */
export function sureToRevoke(link) {
  return ask({
    title: t("Revoke “{name}”?", { name: linkName(link) }),
    sentence: t("Pages that are open by it close at once. It cannot be put back; you can make another link."),
    verb: t("Revoke"),
    danger: true,
  });
}
