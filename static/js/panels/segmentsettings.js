/**
 * The settings of one segment below its head, in the order in which one thinks of them: how long, how spaced, how drawn, what came of it.
 * They hang on its left key.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html } from "lit";
import { exposures } from "#kf/core/choices.js";
import { setKey } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { methodPanel } from "#kf/panels/methodpanel.js";
import { motionPanel } from "#kf/panels/motionpanel.js";
import { notesPanel } from "#kf/panels/notespanel.js";
import { segmented } from "#kf/panels/parts.js";
import { qualityLine } from "#kf/panels/qualitypanel.js";
import { setCount, setLocked } from "#kf/panels/segmentedits.js";
import { spacingPanel } from "#kf/panels/spacingpanel.js";
import { takesRow } from "#kf/panels/takesrow.js";
import { icon } from "#kf/ui/icon.js";
import "#kf/ui/number.js";

/** @param {Store} store @param {Keyframe} left @param {Segment} segment */
export function segmentSettings(store, left, segment) {
  return html`<fieldset class="insp-set" ?disabled=${left.locked}>
      <div class="insp-s">${length(store, left, segment)}</div>
      ${spacingPanel(store, left, segment)}
      ${methodPanel(store, left, segment)}
    </fieldset>
    ${qualityLine(store, left, segment)}
    ${takesRow(store, left, segment)}
    <fieldset class="insp-set" ?disabled=${left.locked}>${motionPanel(store, left)}</fieldset>
    ${notesPanel(store, left)}
    ${lock(store, left, segment)}`;
}

/** @param {Store} store @param {Keyframe} left @param {Segment} segment */
function length(store, left, segment) {
  const counted = (/** @type {CustomEvent} */ event) => setCount(store, left, event.detail.value);
  const shorts = [t("1s"), t("2s"), t("3s")];
  const drawnOn = exposures().map((one, index) => ({ ...one, short: shorts[index] }));
  const expose = (/** @type {Keyframe["exposure"]} */ exposure) => void setKey(store, left.id, { exposure });
  return html`<div class="prop prop--count"><span>${t("In-betweens")}</span><span class="row">
    <kf-number label=${t("In-betweens")} .value=${segment.count} min="1" ?disabled=${left.locked} .of=${[0, segment.count]} .rate=${store.project.value.rate} @change=${counted}></kf-number>
    ${segmented(t("Drawn on"), drawnOn, left.exposure, expose)}</span></div>`;
}

/** One button in one place: it stays under the press. @param {Store} store @param {Keyframe} left @param {Segment} segment */
function lock(store, left, segment) {
  const { locked } = left;
  return html`<div class="insp-s insp-next">
    <button type="button" class="btn btn--line btn--wide" @click=${() => setLocked(store, [left], !locked)}>${icon("lock")}${locked ? t("Unlock") : t("Approve and lock")}</button>
    <p class="hint">${
      locked || segment.state === "fresh"
        ? t("Nobody changes a locked segment by accident, and no render draws it again.")
        : t("Best done once it is rendered: what is locked is neither changed nor drawn again.")
    }</p></div>`;
}
