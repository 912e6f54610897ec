/**
 * A breakdown without a drawing: the joints of the drawing at the playhead, and the other way, a picture.
 *
 * @import {Keyframe, Point} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Marking} from "#kf/marks/mode.js"
 */
import { html, nothing } from "lit";
import { placePose } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { drawingTimes, shownFrame } from "#kf/core/time.js";
import { MOST_BREAKDOWNS, nearest, withBreakdown, withoutBreakdown } from "#kf/marks/breakdown.js";
import { setBreakdowns } from "#kf/marks/edits.js";
import { jointWords } from "#kf/marks/jointwords.js";
import { markedDrawing } from "#kf/marks/marked.js";
import { dragged, parentsOf } from "#kf/marks/marks.js";
import { frameOf } from "#kf/marks/subject.js";
import { place } from "#kf/panels/coordinate.js";
import { gripChoice } from "#kf/panels/jointspanel.js";
import { byName } from "#kf/panels/natural.js";
import { picker, select } from "#kf/panels/parts.js";
import { uploaderOf } from "#kf/panels/uploads.js";
import { icon } from "#kf/ui/icon.js";

/** @param {Store} store @param {Marking} marking */
export function breakdownPanel(store, marking) {
  const between = markedDrawing(store, marking);
  if (!between)
    return html`<p class="dim">${t("Both keys of this segment need the joints of one character.")}</p>`;
  const { key, u, breakdown } = between;
  const full = key.breakdowns.length >= MOST_BREAKDOWNS && !breakdown;
  return html`<p class="hint">${hintWords(marking, between, full)}</p>
    ${between.joints && u !== null && !full ? joint(store, marking, between, u) : nothing}
    ${breakdownList(store, key, marking)}
    ${usePicture(store, store.frame.value)}`;
}

/** @param {Marking} marking @param {import("#kf/marks/marked.js").Between} between @param {boolean} full */
function hintWords(marking, { drawing, moments, breakdown }, full) {
  if (full)
    return t("A segment holds {most} breakdowns. Remove one to set another.", { most: MOST_BREAKDOWNS });
  if (marking.path.trouble.value && !moments) return marking.path.trouble.value;
  if (drawing < 0) return t("Move the playhead onto an in-between of this segment.");
  if (!moments) return t("Asking where the joints are…");
  return breakdown
    ? t("The motion passes through this pose. Drag a joint to change it.")
    : t("Drag a joint to where it should be here. The motion then passes through this pose.");
}

/** @param {Store} store @param {Marking} marking @param {import("#kf/marks/marked.js").Between} between @param {number} u */
function joint(store, marking, { key, character, joints }, u) {
  const { skeleton } = character;
  const places = /** @type {Point[]} */ (joints);
  const index = Math.min(marking.chosen.value, places.length - 1);
  const name = jointWords(skeleton.names[index]);
  const { width, height } = store.project.value;
  const move = (/** @type {Point} */ to) => {
    const next = dragged(parentsOf(skeleton), places, index, to, marking.grip.value, width / height);
    void setBreakdowns(store, key, withBreakdown(key.breakdowns, u, next), `typed:${u}:${index}`);
  };
  const options = skeleton.names.map((one, at) => ({ value: String(at), label: jointWords(one) }));
  return html`<div class="insp-s">
    ${select(t("Joint"), options, String(index), (value) => (marking.chosen.value = Number(value)))}
    <div class="prop"><span>${t("Place")}</span>${place(name, places[index], { width, height }, move)}</div>
    <p class="hint num">${t("In pixels of the canvas, {width} × {height}.", { width, height })}</p>
    ${gripChoice(marking)}
  </div>`;
}

/**
 * The breakdowns of a segment, each with a way to it and a way to be rid of it.
 * @param {Store} store @param {Keyframe} key @param {Marking} marking
 */
export function breakdownList(store, key, marking) {
  if (key.breakdowns.length === 0) return nothing;
  const times = timesOf(store, key);
  const open = (/** @type {number} */ u) => () => {
    if (times.length > 0) store.seek(frameOf(key, nearest(times, u)));
    marking.setBreakdown(key.id);
  };
  return html`<ul class="limbs" aria-label=${t("Breakdowns")}>${key.breakdowns.map(({ u }) => {
    const frame = times.length > 0 ? shownFrame(frameOf(key, nearest(times, u)), store.project.value) : null;
    const words =
      frame === null
        ? t("Breakdown at {percent} %", { percent: Math.round(u * 100) })
        : t("Breakdown at frame {frame}", { frame });
    return html`<li class="limb"><span class="brk" aria-hidden="true"></span><span class="grow num">${words} <span class="dim">${Math.round(u * 100)} %</span></span>
      <button type="button" class="ibtn" aria-label=${t("Change: {what}", { what: words })} title=${t("Change")} @click=${open(u)}>${icon("edit")}</button>
      <button type="button" class="ibtn" aria-label=${t("Remove: {what}", { what: words })} title=${t("Remove")} @click=${() => void setBreakdowns(store, key, withoutBreakdown(key.breakdowns, u))}>${icon("trash")}</button></li>`;
  })}</ul>`;
}

/** @param {Store} store @param {Keyframe} key */
function timesOf(store, key) {
  const segment = store.segments.value.get(key.id);
  return segment ? drawingTimes(segment.count, key.exposure, key.ease, key.curve, key.chart) : [];
}

/**
 * A picture on a frame makes it a key.
 * @param {Store} store
 * @param {number} frame
 */
export function usePicture(store, frame) {
  const put = (/** @type {string} */ pose) => {
    store.select([placePose(store, pose, frame)]);
    store.seek(frame);
  };
  const upload = (/** @type {Event} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    uploaderOf(store).add([...(field.files ?? [])].slice(0, 1), { landed: ({ id }) => put(id) });
    field.value = "";
  };
  return html`<div class="insp-s"><h2 class="label">${t("Or a picture at frame {frame}", { frame: shownFrame(frame, store.project.value) })}</h2>
    <div class="row row--wrap"><button type="button" class="btn btn--line btn--dense" popovertarget="kf-here" aria-haspopup="menu" ?disabled=${store.poseList.value.length === 0}>${icon("image")}${t("Use a pose here")}</button>
      <label class="btn btn--line btn--dense file">${icon("upload")}${t("Upload one")}<input class="vh" type="file" accept="image/png,image/jpeg,image/webp" @change=${upload}></label></div>
    ${picker(store, "kf-here", byName(store.poseList.value), null, ({ id }) => put(id))}
    <p class="hint">${t("A picture becomes a key of its own, and the segment is cut in two.")}</p></div>`;
}
