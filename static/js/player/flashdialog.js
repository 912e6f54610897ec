import { t } from "#kf/core/i18n.js";
import { ask } from "#kf/ui/dialog.js";

/** Ask whether something that flashes is to be played. @returns {Promise<boolean>} */
export function askFlash() {
  return ask({
    title: t("This shot flashes"),
    sentence: t(
      "More than three times within a second, a large part of the picture turns light and dark. That can harm people with photosensitive epilepsy. You can step through the frames one by one instead.",
    ),
    verb: t("Play it"),
    danger: true,
  });
}
