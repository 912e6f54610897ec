/**
 * One's own marks on frames, as a list in which their words are written.
 *
 * @import {Handed} from "#kf/review/handed.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { icon } from "#kf/ui/icon.js";

const LONGEST = 1000;

/**
 * @param {Handed} handed
 * @param {{written: (mark: number, text: string) => void, pinned: (mark: number) => void, removed: (mark: number) => void, left: () => void}} hearers
 */
export function marksList({ draft, reel, player, published }, hearers) {
  if (!draft.marks.length) return nothing;
  return html`<section class="rv-part" aria-labelledby="marks-h"><h3 class="label" id="marks-h">${t("On frames")}</h3><ul class="rv-marks">${draft.marks.map(
    (mark, n) => {
      const frame = reel.shown(mark.frame);
      const keyed = (/** @type {KeyboardEvent} */ event) => {
        if (event.key !== "Enter" || event.isComposing) return;
        event.preventDefault();
        hearers.left();
      };
      return html`<li><button type="button" class="btn btn--line btn--dense num" aria-label=${t("f {frame}: go there", { frame })} @click=${() => player.seek(mark.frame)}>${icon("flag", "icon-12")}f ${frame}</button>
      <input class="input input--dense" data-mark=${n} maxlength=${LONGEST} dir="auto" aria-label=${t("What is at frame {frame}", { frame })} placeholder=${t("What is here?")} .value=${mark.text} ?disabled=${published} @input=${(/** @type {Event} */ event) => hearers.written(n, /** @type {HTMLInputElement} */ (event.target).value)} @keydown=${keyed} @focus=${() => player.seek(mark.frame)}>
      ${published || mark.x !== null ? nothing : html`<button type="button" class="ibtn" aria-label=${t("Pin it on the picture")} title=${t("Pin it on the picture")} @click=${() => hearers.pinned(n)}>${icon("pin")}</button>`}
      ${published ? nothing : html`<button type="button" class="ibtn" aria-label=${t("Take the mark off frame {frame}", { frame })} @click=${() => hearers.removed(n)}>${icon("close", "icon-12")}</button>`}</li>`;
    },
  )}</ul></section>`;
}
