/**
 * The takes of a segment, in its panel; they are asked for when a segment has drawings to show.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html } from "lit";
import { t } from "#kf/core/i18n.js";
import "#kf/panels/takes.js";

/** @param {Store} store @param {Keyframe} left @param {Segment} segment */
export function takesRow(store, left, segment) {
  if (segment.shown === null)
    return html`<div class="insp-s"><h2 class="label">${t("Takes")}</h2>
      <p class="hint">${t("No take yet. Each render is kept as a take, so that you can compare two and choose.")}</p></div>`;
  return html`<kf-takes class="insp-s" .store=${store} .left=${left} .version=${`${segment.shown}:${segment.state === "fresh"}`}></kf-takes>`;
}
