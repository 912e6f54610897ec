/**
 * @import {Store} from "#kf/core/store.js"
 * @import {Marking} from "#kf/marks/mode.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { marks } from "#kf/later/parts.js";
import { tracedSegment } from "#kf/marks/traced.js";
import { icon } from "#kf/ui/icon.js";

/** The button that shows the arcs, where there is a figure that leaves some. @param {Store} store @param {Marking} marking */
export function arcsBar(store, marking) {
  const traced = tracedSegment(store);
  if (!traced || store.playing.value) return nothing;
  const on = marking.arcs.value;
  return html`<div class="island mk-bar mk-bar--arcs" role="toolbar" aria-label=${t("Motion arcs")}>
    <button type="button" class="btn btn--quiet btn--dense" aria-pressed=${on} title=${t("Draw the course of hands, feet and head through the drawings")}
      @click=${() => (marking.arcs.value = !on)}>${icon("arrow")}<span class="mk-word">${t("Arcs")}</span></button>
    ${on ? marks.wanted?.courses(store, marking, traced) : nothing}
  </div>`;
}
