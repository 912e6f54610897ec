/**
 * What a link says, in words.
 *
 * @import {Level, Link} from "#kf/share/types.d.ts"
 */
import { t, tn } from "#kf/core/i18n.js";
import { ago } from "#kf/panels/ago.js";

/** What whoever has a link may do. @param {Level} level */
export function levelWord(level) {
  if (level === "edit") return t("Can edit");
  return level === "comment" ? t("Can comment") : t("Can watch");
}

/** @type {Record<Level, string>} */
export const LEVEL_ICON = { view: "eye", comment: "comment", edit: "pen" };

/** A link's name among the others. @param {Link} link */
export function linkName(link) {
  return link.name || levelWord(link.level);
}

/** What else it says. @param {Link} link @returns {string[]} */
export function facts(link) {
  const found = link.name ? [levelWord(link.level)] : [];
  found.push(link.frozen ? t("frozen") : t("live"));
  if (link.expires_at) found.push(endWords(link.expires_at, link.expired));
  if (link.password) found.push(t("with a password"));
  if (!link.download) found.push(t("no downloads"));
  if (link.comments) found.push(tn("{count} comment", "{count} comments", link.comments));
  return found;
}

/** @param {string} end @param {boolean} expired */
function endWords(end, expired) {
  const day = lastDay(end);
  return expired ? t("ended {day}", { day }) : t("until {day}", { day });
}

/** Whether and when it was opened. @param {Link} link @param {number} [now] */
export function useWords(link, now) {
  if (!link.used_at) return t("Not opened yet");
  const last = ago(link.used_at, now);
  return tn("Opened {count} time, last: {last}", "Opened {count} times, last: {last}", link.uses, { last });
}

/** The day at whose end something is over, where the reader is. @param {string} end */
export function lastDay(end) {
  const language = globalThis.document?.documentElement.lang || undefined;
  return new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(lastMoment(end));
}

/** The same as a date field holds it. @param {string} end */
export function dateOf(end) {
  return dayOf(lastMoment(end));
}

/** A moment's day, as a date field holds it. @param {Date} moment */
export function dayOf(moment) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** @param {string} end */
function lastMoment(end) {
  return new Date(new Date(end).getTime() - 1);
}

/** The name of the reader's time zone. */
export function zone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
