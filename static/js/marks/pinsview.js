/**
 * Numbered pins over one key's picture, each with a line to where it goes on the other's.
 *
 * @import {Pin, Point} from "#kf/core/types.d.ts"
 * @import {Sheet} from "#kf/marks/fit.js"
 * @import {Side} from "#kf/marks/pins.js"
 */
import { nothing, svg } from "lit";
import { t } from "#kf/core/i18n.js";
import { toStage } from "#kf/marks/fit.js";
import { endOf } from "#kf/marks/pins.js";

/**
 * @typedef {object} Pinned
 * @property {Sheet} sheet
 * @property {readonly Pin[]} pins
 * @property {Side} side
 * @property {Point | null} half the first end of a pin that is being placed
 * @property {number} chosen
 * @property {(event: PointerEvent, pin: number) => void} grab
 * @property {(event: KeyboardEvent, pin: number) => void} key
 * @property {(pin: number) => void} focus
 */

/** @param {Pinned} pinned */
export function pinsView({ sheet, pins, side, half, chosen, grab, key, focus }) {
  const other = side === "first" ? "last" : "first";
  return svg`${pins.map((pin) => lineView(toStage(sheet, endOf(pin, other)), toStage(sheet, endOf(pin, side))))}
    ${pins.map((pin, index) => {
      const [across, down] = endOf(pin, side);
      const [x, y] = toStage(sheet, [across, down]);
      const name = t("Pin {number}", { number: index + 1 });
      const words = t("{x} % across, {y} % down", {
        x: (across * 100).toFixed(1),
        y: (down * 100).toFixed(1),
      });
      return svg`<g class=${index === chosen ? "mk-pin is-on" : "mk-pin"} tabindex="0" role="slider" aria-label=${name} aria-roledescription=${t("pin")}
        aria-valuemin="-100" aria-valuemax="200" aria-valuenow=${(down * 100).toFixed(1)} aria-valuetext=${words} data-pin=${index}
        transform=${`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
        @pointerdown=${(/** @type {PointerEvent} */ event) => grab(event, index)}
        @keydown=${(/** @type {KeyboardEvent} */ event) => key(event, index)} @focus=${() => focus(index)}>
        <circle class="mk-hit" r="13" />${head(index + 1)}</g>`;
    })}
    ${half ? halfView(toStage(sheet, half), pins.length + 1) : nothing}`;
}

/** An eye on the place itself, through which one sees it, and the number beside it. @param {number} number */
function head(number) {
  return svg`<circle class="mk-eye-case" r="5" /><circle class="mk-eye" r="5" />
    <g transform="translate(13 -13)"><circle class="mk-ring" r="10" /><circle class="mk-pin-dot" r="9" /><text class="mk-pin-n" y="4">${number}</text></g>`;
}

/** @param {Point} from @param {Point} to */
function lineView([ax, ay], [bx, by]) {
  const path = `M${ax.toFixed(1)} ${ay.toFixed(1)}L${bx.toFixed(1)} ${by.toFixed(1)}`;
  return svg`<g aria-hidden="true"><path class="mk-pin-case" d=${path} /><path class="mk-pin-line" d=${path} /><circle class="mk-pin-far" cx=${ax.toFixed(1)} cy=${ay.toFixed(1)} r="3" /></g>`;
}

/** @param {Point} place @param {number} number */
function halfView([x, y], number) {
  return svg`<g class="mk-pin mk-pin--half" transform=${`translate(${x.toFixed(1)} ${y.toFixed(1)})`} aria-hidden="true">${head(number)}</g>`;
}
