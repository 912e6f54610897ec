/**
 * What one does with what one has seen: mend it by a breakdown, compare it, hold the reference beside it.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html } from "lit";
import { t } from "#kf/core/i18n.js";
import { markingOf } from "#kf/marks/mode.js";
import { characterBetween } from "#kf/marks/subject.js";
import { cardOf } from "#kf/player/card.js";
import { promoteHere } from "#kf/timeline/between.js";
import { icon } from "#kf/ui/icon.js";

/** @param {Store} store @param {Keyframe} left @param {Segment} segment */
export function reviewActs(store, left, segment) {
  const card = cardOf(store);
  const guided = characterBetween(store, left) !== null;
  const inside = store.frame.value >= left.frame + left.hold;
  return html`<section class="insp-s insp-next"><h2 class="label">${t("Mend it")}</h2>
    <p class="hint">${t("A drawing that is right can become a key of its own; the two halves then move as the whole did.")}</p>
    <div class="row row--wrap">
      <button type="button" class="btn btn--line btn--dense" ?disabled=${!inside || left.locked || segment.state !== "fresh"} @click=${() => void promoteHere(store)}>${icon("breakdown")}${t("Make this frame a key")}</button>
      ${guided ? html`<button type="button" class="btn btn--line btn--dense" ?disabled=${!inside || left.locked} @click=${() => markingOf(store).setBreakdown(left.id)}>${icon("joints")}${t("Set its joints here")}</button>` : ""}
      <button type="button" class="btn btn--line btn--dense" aria-pressed=${card.value} @click=${() => (card.value = !card.value)}>${icon("image")}${card.value ? t("Hide the reference") : t("Show the reference")}</button>
    </div></section>`;
}
