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
