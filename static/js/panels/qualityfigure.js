/**
 * How good each drawing of a take is, as one line: high is good, a dip is trouble. With the frames that people marked, and
 * the playhead.
 *
 * @import {Keyframe, Quality, Segment} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing, svg } from "lit";
import { t } from "#kf/core/i18n.js";
import { curvePath, NOTABLE } from "#kf/core/quality.js";
import { shownFrame } from "#kf/core/time.js";
import { markedFrames } from "#kf/panels/judged.js";
import { frameOfDrawing } from "#kf/timeline/weakest.js";
import { icon } from "#kf/ui/icon.js";

const WIDE = 240;
const HIGH = 48;
const FLAGS = 6;

/** @param {Store} store @param {Keyframe} left @param {Segment} segment @param {Quality} quality */
export function qualityFigure(store, left, segment, { curve }) {
  if (curve.length === 0) return nothing;
  const frames = curve.map((_, drawing) => frameOfDrawing(left, segment, drawing));
  const end = left.frame + left.hold + segment.count;
  const across = (/** @type {number} */ frame) =>
    ((frame - left.frame - left.hold + 1) / (end - left.frame - left.hold + 1)) * WIDE;
  const here = store.frame.value;
  const inside = here >= left.frame + left.hold && here < end;
  const marks = markedFrames(store).value.filter((one) => one.left === left.id);
  const seek = (/** @type {MouseEvent} */ event) => {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * WIDE;
    store.seek(
      frames.reduce((best, frame) =>
        Math.abs(across(frame) - at) < Math.abs(across(best) - at) ? frame : best,
      ),
    );
  };
  const limit = NOTABLE * HIGH;
  return html`<div class="chart qf"><svg class="qf-plot" viewBox=${`0 -4 ${WIDE} ${HIGH + 8}`} preserveAspectRatio="none" role="img" aria-label=${figureWords(store, frames, curve)} @click=${seek}>
      <path class="qf-limit" d=${`M0 ${limit}H${WIDE}`} />
      <path class="qf-line" d=${curvePath(curve, (drawing) => across(frames[drawing]), HIGH)} />
      ${marks.map(({ frame }) => svg`<path class="qf-mark" d=${`M${across(frame)} -4V${HIGH + 4}`} />`)}
      ${inside ? svg`<path class="qf-here" d=${`M${across(here)} -4V${HIGH + 4}`} />` : nothing}
    </svg>${flags(store, frames, curve)}</div>`;
}

/** The frames with trouble, the worst first, each a way to it. @param {Store} store @param {readonly number[]} frames @param {readonly number[]} curve */
function flags(store, frames, curve) {
  const worst = curve
    .map((trouble, drawing) => ({ trouble, frame: frames[drawing] }))
    .filter(({ trouble }) => trouble >= NOTABLE)
    .sort((a, b) => b.trouble - a.trouble);
  if (worst.length === 0)
    return html`<p class="hint qf-ok">${icon("check", "icon-12")} ${t("No frame stands out.")}</p>`;
  const shown = worst.slice(0, FLAGS).sort((a, b) => a.frame - b.frame);
  return html`<div class="chips" role="group" aria-label=${t("Frames with trouble")}>${shown.map(
    ({ frame, trouble }) => {
      const number = shownFrame(frame, store.project.value);
      const good = Math.round((1 - trouble) * 100);
      return html`<button type="button" class="chip chip--flag num" aria-current=${frame === store.frame.value ? "true" : nothing} aria-label=${t("{good} at {frame}, go to this frame", { frame: number, good })} @click=${() => store.seek(frame)}>${icon("alert", "icon-12")}${t("{good} at {frame}", { good, frame: number })}</button>`;
    },
  )}${worst.length > FLAGS ? html`<span class="dim t12">${t("and {count} more", { count: worst.length - FLAGS })}</span>` : nothing}</div>`;
}

/** @param {Store} store @param {readonly number[]} frames @param {readonly number[]} curve */
function figureWords(store, frames, curve) {
  const dips = frames
    .filter((_, drawing) => curve[drawing] >= NOTABLE)
    .map((frame) => shownFrame(frame, store.project.value));
  return dips.length === 0
    ? t("Quality along the segment: no frame stands out")
    : t("Quality along the segment: trouble at frames {frames}", { frames: dips.join(", ") });
}

/** Whether the drawn ends are the poses. @param {Segment} segment */
export function endCheck({ ends }) {
  if (!ends)
    return html`<p class="hint ends">${icon("clock", "icon-12")} ${t("The ends are looked at with the next render.")}</p>`;
  if (ends.every(Boolean))
    return html`<p class="hint ends ends--ok">${icon("check", "icon-12")} ${t("First and last frame are the poses, exactly.")}</p>`;
  const which = ends[0] ? t("The last frame") : ends[1] ? t("The first frame") : t("Both ends");
  return html`<p class="hint ends ends--off">${icon("alert", "icon-12")} ${t("{which}: drawn there, the picture is not exactly the pose. The key itself is always shown as it is.", { which })}</p>`;
}
