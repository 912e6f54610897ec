/** Times in the zone of a class, in the language of the page: a learner abroad reads the teacher's clock. */

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

/** Put them into every `<time data-moment="zone">` of the page. */
export function sayMoments() {
  for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (
    document.querySelectorAll("time[data-moment]")
  )) {
    time.textContent = moment(time.dateTime, time.dataset.moment ?? "");
  }
}
