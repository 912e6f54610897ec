/** When something was said, as people say it. */
import { t } from "#kf/core/i18n.js";

const MINUTE = 60_000;

/** @param {string} when as the server writes it */
export function ago(when) {
  const then = new Date(when);
  if (Date.now() - then.getTime() < MINUTE) return t("just now");
  const language = document.documentElement.lang || undefined;
  const today = new Date().toDateString() === then.toDateString();
  return new Intl.DateTimeFormat(
    language,
    today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" },
  ).format(then);
}
