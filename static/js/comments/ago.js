/** When something was said, as people say it. */
import { t } from "#kf/core/i18n.js";

const MINUTE = 60_000;

/** In few letters: the time today, else the day. @param {string} when as the server writes it */
export function ago(when) {
  const [then, now] = [new Date(when), new Date()];
  if (now.getTime() - then.getTime() < MINUTE) return t("just now");
  if (now.toDateString() === then.toDateString()) return written(then, { timeStyle: "short" });
  if (now.getFullYear() === then.getFullYear()) return written(then, { day: "numeric", month: "short" });
  return written(then, { dateStyle: "medium" });
}

/** The whole of it. @param {string} when */
export function exactly(when) {
  return written(new Date(when), { dateStyle: "full", timeStyle: "short" });
}

/** @param {Date} then @param {Intl.DateTimeFormatOptions} manner */
function written(then, manner) {
  return new Intl.DateTimeFormat(document.documentElement.lang || undefined, manner).format(then);
}
