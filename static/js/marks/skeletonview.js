/**
 * A skeleton over a picture: bones, joints that can be taken hold of, and a proposal beside them. Drawn in CSS pixels,
 * so that handles keep their size however far the picture is zoomed.
 *
 * @import {Limb, Point, Skeleton} from "#kf/core/types.d.ts"
 * @import {Sheet} from "#kf/marks/fit.js"
 * @import {Proposal} from "#kf/marks/suggest.js"
 */
import { nothing, svg } from "lit";
import { t } from "#kf/core/i18n.js";
import { sideOf } from "#kf/marks/arcs.js";
import { toStage } from "#kf/marks/fit.js";
import { jointWords } from "#kf/marks/jointwords.js";
import { bonesOf, limbWith } from "#kf/marks/marks.js";
import { UNSURE } from "#kf/marks/suggest.js";

/**
 * @typedef {object} Figure
 * @property {Sheet} sheet
 * @property {Skeleton} skeleton
 * @property {readonly Limb[]} limbs
 * @property {readonly Point[]} joints
 * @property {readonly string[]} behind limbs that are behind
 * @property {number} chosen
 * @property {(event: PointerEvent, joint: number) => void} grab
 * @property {(event: KeyboardEvent, joint: number) => void} key
 * @property {(joint: number) => void} focus
 */

/** @param {Figure} figure */
export function skeletonView(figure) {
  const { sheet, skeleton, joints, limbs, behind, chosen } = figure;
  const places = joints.map((joint) => toStage(sheet, joint));
  const bones = bonesOf(skeleton).map(({ from, to }) => {
    const limb = limbWith(limbs, skeleton.names[to]);
    return {
      path: line(places[from], places[to]),
      far: limb !== null && behind.includes(limb.name),
      side: sideOf(skeleton.names[to]),
    };
  });
  return svg`<g class="mk-bones" aria-hidden="true">
      ${bones.map(({ path }) => svg`<path class="mk-case" d=${path} />`)}
      ${bones.map(({ path, far, side }) => svg`<path class=${far ? "mk-bone mk-bone--far" : "mk-bone"} data-side=${side} d=${path} />`)}
    </g>
    ${places.map((place, index) => handle(figure, place, index, index === chosen))}`;
}

/** @param {Figure} figure @param {Point} place @param {number} index @param {boolean} chosen */
function handle({ skeleton, joints, sheet, grab, key, focus }, [x, y], index, chosen) {
  const [across, down] = joints[index];
  const name = jointWords(skeleton.names[index]);
  const words = t("{joint}, {x} % across, {y} % down", {
    joint: name,
    x: (across * 100).toFixed(1),
    y: (down * 100).toFixed(1),
  });
  const end = x > sheet.x + sheet.width - 120;
  return svg`<g class=${chosen ? "mk-joint is-on" : "mk-joint"} data-side=${sideOf(skeleton.names[index])} tabindex="0" role="slider" aria-label=${name} aria-roledescription=${t("joint")}
    aria-valuemin="-100" aria-valuemax="200" aria-valuenow=${(down * 100).toFixed(1)} aria-valuetext=${words} data-joint=${index}
    transform=${`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
    @pointerdown=${(/** @type {PointerEvent} */ event) => grab(event, index)}
    @keydown=${(/** @type {KeyboardEvent} */ event) => key(event, index)} @focus=${() => focus(index)}>
    <circle class="mk-ring" r="10" /><circle class="mk-hit" r="13" /><circle class="mk-dot" r=${chosen ? 6 : 4.5} />
    ${chosen ? label(name, end) : nothing}</g>`;
}

/** @param {string} name @param {boolean} end whether there is no room right of it */
function label(name, end) {
  return svg`<text class="mk-name" x=${end ? -14 : 14} y="-10" text-anchor=${end ? "end" : "start"} aria-hidden="true">${name}</text>`;
}

/**
 * What is proposed: dashed, and a question mark where it is a guess.
 * @param {Sheet} sheet
 * @param {Skeleton} skeleton
 * @param {Pick<Proposal, "joints" | "confidence">} proposal
 */
export function proposalView(sheet, skeleton, { joints, confidence }) {
  const places = joints.map((joint) => toStage(sheet, joint));
  return svg`<g class="mk-ghost" aria-hidden="true">
    ${bonesOf(skeleton).map(({ from, to }) => svg`<path class="mk-ghost-case" d=${line(places[from], places[to])} />`)}
    ${bonesOf(skeleton).map(({ from, to }) => svg`<path class="mk-ghost-bone" d=${line(places[from], places[to])} />`)}
    ${places.map(
      ([x, y], index) => svg`<g transform=${`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
      ${confidence[index] < UNSURE ? svg`<circle class="mk-guess" r="8" /><text class="mk-guess-sign" y="4">?</text>` : svg`<rect class="mk-ghost-dot" x="-4" y="-4" width="8" height="8" />`}</g>`,
    )}
  </g>`;
}

/**
 * The way of one joint through the drawings.
 * @param {Sheet} sheet
 * @param {readonly Point[]} way
 */
export function wayView(sheet, way) {
  const places = way.map((point) => toStage(sheet, point));
  const path = places
    .map(([x, y], index) => `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join("");
  return svg`<g class="mk-way" aria-hidden="true"><path class="mk-way-case" d=${path} /><path d=${path} />
    ${places.map(([x, y]) => svg`<circle cx=${x.toFixed(1)} cy=${y.toFixed(1)} r="2" />`)}</g>`;
}

/** @param {Point} a @param {Point} b */
function line([ax, ay], [bx, by]) {
  return `M${ax.toFixed(1)} ${ay.toFixed(1)}L${bx.toFixed(1)} ${by.toFixed(1)}`;
}
