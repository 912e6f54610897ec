/**
 * The quality of what a segment shows, as curves under its strip: how well the drawings keep to their keys, and how
 * much both keys are seen at once. A dip is trouble; the deepest can be gone to.
 *
 * @import {SegmentPlace} from "#kf/timeline/layout.js"
 * @import {Scene} from "#kf/timeline/scene.js"
 */
import { html, nothing, svg } from "lit";
import { t } from "#kf/core/i18n.js";
import { curvePath, NOTABLE } from "#kf/core/quality.js";
import { shownFrame } from "#kf/core/time.js";
import { frameOfDrawing, inbetweenOf } from "#kf/timeline/weakest.js";
import { icon } from "#kf/ui/icon.js";

/** Width from which curves are drawn, and from which a dip has its chip. */
const CURVES = 24;
const CHIP = 96;
/** The air above and below a curve, and half the width of the sign at a dip. */
const AIR = 5;
const SIGN = 7;

/** @param {SegmentPlace} place @param {Scene} scene @param {number} start */
export function quality(place, { lane, px, project, seek }, start) {
  const { left, segment, width, origin } = place;
  const { quality: found } = segment;
  if (!found || found.curve.length === 0 || width < CURVES) return nothing;
  const across = (/** @type {number} */ drawing) =>
    origin - start + (inbetweenOf(segment, left.exposure, drawing) - 0.5) * px;
  const high = lane - 2 * AIR;
  const [first, last] = [across(0) - px / 2, across(found.curve.length - 1) + px / 2];
  const line = (AIR + NOTABLE * high).toFixed(1);
  const ghosts = found.ghosts?.length === found.curve.length ? found.ghosts : null;
  return html`<svg class=${segment.shown === segment.key ? "sg-q" : "sg-q is-old"} aria-hidden="true">
      <path class="sg-q-none" d=${`M${first.toFixed(1)} ${line}H${last.toFixed(1)}`} />
      ${
        ghosts
          ? svg`<path class="sg-q-ghost" transform=${`translate(0 ${AIR})`} d=${curvePath(
              ghosts.map((ghost) => 1 - ghost),
              across,
              high,
            )} />`
          : nothing
      }
      <path class="sg-q-line" transform=${`translate(0 ${AIR})`} d=${curvePath(found.curve, across, high)} /></svg>
    ${found.weakest === null ? nothing : dip(place, found.weakest, found.curve[found.weakest], { x: across(found.weakest), high, wide: width - start, project, seek })}`;
}

/**
 * The sign at the weakest drawing: a chip with value and frame where there is trouble and room.
 * @param {SegmentPlace} place @param {number} drawing @param {number} trouble
 * @param {{x: number, high: number, wide: number, project: Scene["project"], seek: Scene["seek"]}} at
 */
function dip({ left, segment }, drawing, trouble, { x, high, wide, project, seek }) {
  const frame = frameOfDrawing(left, segment, drawing);
  const shown = shownFrame(frame, project);
  const value = (1 - Math.min(1, trouble)).toFixed(2);
  const words = t("Weakest drawing, frame {frame}, quality {quality} of 100. Go there", {
    frame: shown,
    quality: Math.round((1 - trouble) * 100),
  });
  const much = trouble >= NOTABLE;
  const chip = much && wide >= CHIP;
  const y = AIR + Math.min(1, trouble) * high;
  const at = chip ? Math.min(Math.max(2, x + 6), wide - CHIP + 2) : Math.max(SIGN, x);
  return html`<button type="button" class=${chip ? "sg-weak sg-weak--chip num" : much ? "sg-weak sg-weak--much" : "sg-weak"} tabindex="-1"
    aria-label=${words} title=${words} .style=${`margin:${chip ? 0 : y.toFixed(1)}px 0 0 ${at.toFixed(1)}px`} @click=${() => seek(frame)}
    >${chip ? html`${icon("alert", "icon-12")}<span>${t("{value} at {frame}", { value, frame: shown })}</span>` : nothing}</button>`;
}
