/**
 * How far every learner is with an exercise, and at which step somebody is stuck.
 *
 * @import {Line} from "#kf/teach/types.d.ts"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { moment } from "#kf/lesson/moment.js";
import { stateBadge } from "#kf/teach/states.js";

/** @param {Line[]} lines @param {string} zone */
export function linesTable(lines, zone) {
  if (!lines.length) return html`<p class="dim">${t("Nobody is in this class yet.")}</p>`;
  return html`<div class="cl-scroll" tabindex="0" role="region" aria-label=${t("Every learner")}><table class="table">
    <thead><tr><th scope="col">${t("Alias")}</th><th scope="col">${t("State")}</th><th scope="col">${t("Still to do")}</th><th scope="col">${t("Attempt")}</th><th scope="col">${t("Handed in")}</th><th scope="col">${t("Points")}</th></tr></thead>
    <tbody>${lines.map((line) => row(line, zone))}</tbody></table></div>`;
}

/** @param {Line} line @param {string} zone */
function row({ alias, state, late, overdue, open, attempt, handed_in_at, points }, zone) {
  return html`<tr><th scope="row" dir="auto">${alias}</th>
    <td>${stateBadge(state)}${overdue ? html` <span class="badge badge--fail">${t("overdue")}</span>` : late && state !== "late" ? html` <span class="badge badge--stale">${t("late")}</span>` : nothing}</td>
    <td class="cl-open">${open[0]?.sentence ?? ""}</td>
    <td class="num">${attempt || ""}</td>
    <td class="num">${handed_in_at ? moment(handed_in_at, zone) : ""}</td>
    <td class="num">${points ? `${points.got} / ${points.of}` : ""}</td></tr>`;
}
