/**
 * The mask over its picture, and the brush that corrects it: by mouse, pen, finger and keys.
 *
 * @import {Point} from "#kf/core/types.d.ts"
 * @import {Sheet} from "#kf/marks/fit.js"
 * @import {Marking} from "#kf/marks/mode.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { arrowStep } from "#kf/marks/drag.js";
import { drawEdge } from "#kf/marks/edge.js";
import { fromStage } from "#kf/marks/fit.js";

/** How much an arrow key moves the brush, in pixels of the project; Shift is finer. */
const BRUSH_STEPS = 3;

/** @typedef {{area: Element, marking: Marking, sheet: Sheet}} Hand area: what places are measured from */

/** @param {Element} area @param {Marking} marking @param {Sheet} sheet */
export function maskView(area, marking, sheet) {
  const { brush } = marking;
  const hand = { area, marking, sheet };
  const style = `left:${sheet.x}px;top:${sheet.y}px;width:${sheet.width}px;height:${sheet.height}px`;
  const size = brush.size.value * sheet.width;
  const [x, y] = brush.at.value;
  void brush.strokes.value;
  const state = brush.state.value;
  const hidden = state === "loading" || state === "failed";
  return html`<canvas class="mk-mask" .style=${style} aria-hidden="true" ?hidden=${hidden}></canvas>
    <canvas class="mk-edge" .style=${style} aria-hidden="true" ?hidden=${hidden}></canvas>
    <div class="mk-paint" tabindex="0" role="application" aria-label=${t("Mask. Arrow keys move the brush, Space paints, X turns between adding and taking away.")}
      @pointerdown=${(/** @type {PointerEvent} */ event) => stroke(event, hand)} @keydown=${(/** @type {KeyboardEvent} */ event) => press(event, hand)}
      @pointermove=${(/** @type {PointerEvent} */ event) => (brush.at.value = share(event, hand))}>
      <span class=${brush.adds.value ? "mk-brush" : "mk-brush mk-brush--out"}
        .style=${`translate:${sheet.x + x * sheet.width - size / 2}px ${sheet.y + y * sheet.height - size / 2}px;width:${size}px;height:${size}px`}></span>
    </div>
    ${state === "loading" ? html`<p class="mk-say" role="status">${t("Finding the figure…")}</p>` : nothing}
    ${state === "failed" ? html`<p class="mk-say" role="alert">${t("The mask did not come. Leave and try again.")}</p>` : nothing}`;
}

/**
 * Lay the mask over the picture, in one colour.
 * @param {Element} area @param {Marking} marking
 */
export function paintMask(area, { brush }) {
  const shown = /** @type {HTMLCanvasElement | null} */ (area.querySelector(".mk-mask"));
  const mask = brush.canvas;
  const context = shown?.getContext("2d");
  if (!shown || !mask || !context) return;
  if (shown.width !== mask.width || shown.height !== mask.height)
    Object.assign(shown, { width: mask.width, height: mask.height });
  context.globalCompositeOperation = "copy";
  context.fillStyle = getComputedStyle(area).getPropertyValue("--mask-tint").trim() || "blue";
  context.fillRect(0, 0, shown.width, shown.height);
  context.globalCompositeOperation = "destination-in";
  context.drawImage(mask, 0, 0);
  const edge = /** @type {HTMLCanvasElement | null} */ (area.querySelector(".mk-edge"));
  if (edge) drawEdge(edge, mask);
}

/** @param {PointerEvent | MouseEvent} event @param {Hand} hand @returns {Point} */
function share({ clientX, clientY }, { area, sheet }) {
  const box = area.getBoundingClientRect();
  return fromStage(sheet, [clientX - box.left, clientY - box.top]);
}

/** @param {PointerEvent} event @param {Hand} hand */
function stroke(event, hand) {
  // A second finger means the picture, not the brush.
  if (event.button !== 0 || !event.isPrimary) return;
  const { brush } = hand.marking;
  const target = /** @type {HTMLElement} */ (event.currentTarget);
  const watched = new AbortController();
  const { signal } = watched;
  event.preventDefault();
  event.stopPropagation();
  target.focus({ preventScroll: true });
  target.setPointerCapture(event.pointerId);
  brush.press(share(event, hand));
  const move = (/** @type {Event} */ event) => {
    const moved = /** @type {PointerEvent} */ (event);
    // A pen tells of more places than pictures are painted.
    const places = moved.getCoalescedEvents?.() ?? [];
    for (const one of places.length > 0 ? places : [moved]) brush.draw(share(one, hand));
  };
  const end = () => watched.abort();
  target.addEventListener("pointermove", move, { signal });
  target.addEventListener("pointerup", end, { signal });
  target.addEventListener("pointercancel", end, { signal });
}

/** @param {KeyboardEvent} event @param {Hand} hand */
function press(event, { marking, sheet }) {
  const { brush } = marking;
  const step = arrowStep(event);
  if (step) {
    const { scale } = marking.view.value;
    const [x, y] = brush.at.value;
    const by = BRUSH_STEPS * scale;
    const one = (/** @type {number} */ value) => Math.min(1, Math.max(0, value));
    brush.at.value = [one(x + (step[0] * by) / sheet.width), one(y + (step[1] * by) / sheet.height)];
  } else if (event.key === " ") brush.press(brush.at.value);
  else if (event.key.toLowerCase() === "x" && !event.ctrlKey && !event.metaKey)
    brush.adds.value = !brush.adds.value;
  else if (event.key === "[" || event.key === "]") brush.resize(event.key === "[" ? -1 : 1);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
