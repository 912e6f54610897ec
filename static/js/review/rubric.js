/**
 * The rubric: a row is chosen, and a digit gives its level.
 *
 * @import {Handed} from "#kf/review/handed.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";

/**
 * @param {Handed} handed
 * @param {number} row the one that digits speak of
 * @param {{level: (row: number, level: number) => void, row: (row: number) => void}} hearers
 */
export function rubric({ told, draft, published }, row, hearers) {
  const rows = told.exercise.rubric;
  if (!rows.length) return nothing;
  return html`<section class="rv-rubric" aria-label=${t("Rubric")}>${rows.map((one, n) => {
    const score = draft.scores[n];
    const open = score ?? 1;
    return html`<div class="rv-rub${n === row && !published ? " is-here" : ""}" data-row=${n} @focusin=${() => hearers.row(n)}>
      <span class="col"><b id="rub-${n}" dir="auto">${one.name}</b><span class="t12 dim" id="rub-hint-${n}" dir="auto">${score ? one.levels[score - 1] : one.hint}</span></span>
      <span class="rv-levels" role="radiogroup" aria-labelledby="rub-${n}" aria-describedby="rub-hint-${n}" @keydown=${(/** @type {KeyboardEvent} */ event) => turned(event, n, score ?? 0, one.levels.length, hearers)}>${one.levels.map((words, at) => html`<button type="button" role="radio" class="rv-level num" aria-checked=${score === at + 1} tabindex=${open === at + 1 ? 0 : -1} ?disabled=${published} title=${words} aria-label="${at + 1}: ${words}" @click=${() => hearers.level(n, at + 1)}>${at + 1}</button>`)}</span></div>`;
  })}</section>`;
}

/**
 * Inside a row the arrows go from level to level, as in any group of choices.
 * @param {KeyboardEvent} event
 * @param {number} row
 * @param {number} level
 * @param {number} most
 * @param {{level: (row: number, level: number) => void}} hearers
 */
function turned(event, row, level, most, hearers) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  hearers.level(row, Math.max(1, Math.min(most, level + step)));
}
