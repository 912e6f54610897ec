/**
 * The brush that corrects a mask.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Marking} from "#kf/marks/mode.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { LARGEST, SMALLEST } from "#kf/marks/brush.js";
import { setMask } from "#kf/marks/maskedit.js";
import { segmented, thumb } from "#kf/panels/parts.js";
import { slider } from "#kf/panels/slider.js";

/** @param {Store} store @param {Marking} marking */
export function maskPanel(store, marking) {
  const { brush } = marking;
  const pose = marking.subject;
  if (!pose) return nothing;
  const options = [
    { value: true, label: t("Add") },
    { value: false, label: t("Take away") },
  ];
  const width = (/** @type {number} */ share) => Math.round(share * pose.width);
  const found = async () => {
    brush.discard();
    const { ok } = await setMask(store, pose, null);
    if (ok) marking.editMask(pose.id);
  };
  return html`<div class="pair">${thumb(store, pose)}<span class="grow"><span class="strong ell">${pose.name}</span>
      <span class="t12 dim ell">${pose.mask ? t("Mask drawn by hand") : t("Mask found by itself")}</span></span></div>
    <p class="hint">${t("What is tinted is the figure. Brush in what is missing, brush out what is not part of it.")}</p>
    <div class="insp-s">
      <div class="prop"><span>${t("Brush")}</span>${segmented(t("Brush"), options, brush.adds.value, (adds) => (brush.adds.value = adds))}</div>
      ${slider(t("Size"), { value: width(brush.size.value), min: Math.max(1, width(SMALLEST)), max: width(LARGEST), step: 1, unit: "px" }, (value) => (brush.size.value = value / pose.width))}
      ${slider(t("Soft edge"), { value: Math.round(brush.soft.value * 100), min: 0, max: 100, step: 5, unit: "%" }, (value) => (brush.soft.value = value / 100))}
    </div>
    <p class="t12 dim num">${tn("{count} stroke, not saved", "{count} strokes, not saved", brush.strokes.value.length)}</p>
    ${pose.mask ? html`<button type="button" class="btn btn--line btn--wide" @click=${found}>${t("Go back to the found mask")}</button>` : nothing}`;
}
