/**
 * When something is due, as people say it: at a time, or at the end of a day.
 *
 * @import {Due} from "#kf/teach/types.d.ts"
 */
import { t } from "#kf/core/i18n.js";
import { moment } from "#kf/lesson/moment.js";

/** @param {Due} due */
export function dueWords({ at, date, time, zone }) {
  if (time) return moment(at, zone);
  const day = new Date(`${date}T12:00:00Z`).toLocaleDateString(document.documentElement.lang || "en", {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  return t("end of {day}", { day });
}
