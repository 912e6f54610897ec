/** When something was, as lists of things say it: 5 min. ago, yesterday, Tuesday, 2 Nov. */
import { t } from "#kf/core/i18n.js";

/** Say it so of every moment of the page that has passed. */
export function saySince() {
  const language = document.documentElement.lang || "en";
  for (const time of document.querySelectorAll("time[datetime]")) {
    const then = new Date(time.getAttribute("datetime") ?? "");
    if (then.getTime() <= Date.now()) time.textContent = since(then, language);
  }
}

/** @param {Date} then @param {string} language */
function since(then, language) {
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
  const minutes = Math.round((Date.now() - then.getTime()) / 60_000);
  if (minutes < 1) return t("just now");
  if (minutes < 60) return words.format(-minutes, "minute");
  const midnight = new Date().setHours(0, 0, 0, 0);
  const days = Math.ceil((midnight - then.getTime()) / 86_400_000);
  if (days <= 0) return words.format(-Math.round(minutes / 60), "hour");
  if (days === 1) return words.format(-1, "day");
  if (days < 7) return then.toLocaleDateString(language, { weekday: "long" });
  const sameYear = then.getFullYear() === new Date().getFullYear();
  return then.toLocaleDateString(language, {
    day: "numeric",
    month: "short",
    year: sameYear ? undefined : "numeric",
  });
}
