/**
 * What was said of the attempt before, while this one is reviewed: whether it was heeded is seen beside the film.
 *
 * @import {Handed} from "#kf/review/handed.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { stateWord } from "#kf/teach/states.js";
import { icon } from "#kf/ui/icon.js";

/** @param {Handed} handed */
export function earlier({ before, reel, player }) {
  const review = before?.review;
  if (!before || !review?.verdict) return nothing;
  const { points } = review;
  return html`<details class="rv-part rv-before" open><summary>${icon("right", "icon-12")}${t("Attempt {count}", { count: before.attempt })}: ${stateWord(review.verdict)}${points ? `, ${points.got} / ${points.of}` : nothing}</summary>
    ${review.words ? html`<p class="rv-said" dir="auto">${review.words}</p>` : nothing}
    ${
      review.marks.length
        ? html`<ul class="rv-marks">${review.marks.map(({ frame, text }) => {
            const shown = reel.shown(frame);
            return html`<li><button type="button" class="btn btn--line btn--dense num" ?disabled=${frame >= reel.length} aria-label=${t("f {frame}: go there", { frame: shown })} @click=${() => player.seek(frame)}>${icon("flag", "icon-12")}f ${shown}</button><span dir="auto">${text}</span></li>`;
          })}</ul>`
        : nothing
    }</details>`;
}
