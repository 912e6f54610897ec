/** When something was, as people say it. */
import { t } from "#kf/core/i18n.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** @param {string} when as the server writes it @param {number} [now] */
export function ago(when, now = Date.now()) {
  const then = new Date(when);
  const passed = now - then.getTime();
  if (!Number.isFinite(passed)) return "";
  if (passed < MINUTE) return t("just now");
  if (passed < HOUR) return t("{minutes} min ago", { minutes: Math.floor(passed / MINUTE) });
  const language = globalThis.document?.documentElement.lang || undefined;
  const today = new Date(now).toDateString() === then.toDateString();
  return new Intl.DateTimeFormat(
    language,
    today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" },
  ).format(then);
}
