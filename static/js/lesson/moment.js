/** Times in the zone of a class, in the language of the page: a learner abroad reads the teacher's clock. */
import { t } from "#kf/core/i18n.js";

/**
 * @param {string} iso
 * @param {string} zone
 */
export function moment(iso, zone) {
  const language = document.documentElement.lang || "en";
  return new Date(iso).toLocaleString(language, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone || undefined,
  });
}

/** The end of a day, as people say it. @param {string} date as 2026-05-29 */
export function endOfDay(date) {
  const day = new Date(`${date}T12:00:00Z`).toLocaleDateString(document.documentElement.lang || "en", {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  return t("end of {day}", { day });
}

/** Put them into every `<time data-moment="zone">` of the page; `data-day` is the day at whose end it is. */
export function sayMoments() {
  for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (
    document.querySelectorAll("time[data-moment]")
  )) {
    const { day, moment: zone = "" } = time.dataset;
    time.textContent = day ? endOfDay(day) : moment(time.dateTime, zone);
  }
}
