/**
 * When something is due, as people say it: at a time, or at the end of a day.
 *
 * @import {Due} from "#kf/teach/types.d.ts"
 */
import { endOfDay, moment } from "#kf/lesson/moment.js";

/** @param {Due} due */
export function dueWords({ at, date, time, zone }) {
  return time ? moment(at, zone) : endOfDay(date);
}

/**
 * Whether a day or a time of it is over on the clocks of a zone.
 * @param {string} date as 2026-05-29
 * @param {string} time as 14:00; "" for the end of the day
 * @param {string} zone
 * @param {Date} [now]
 */
export function isOver(date, time, zone, now = new Date()) {
  // The one locale that writes a time as ISO does.
  const clock = now.toLocaleString("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return Boolean(date) && `${date} ${time || "24:00"}` <= clock;
}
