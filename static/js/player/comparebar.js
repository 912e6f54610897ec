/**
 * What one compares takes with: the way, the wipe's line, the names of both.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Compare, Side, Way} from "#kf/player/compare.js"
 * @import {Picture} from "#kf/player/painter.js"
 * @import {Size, View} from "#kf/player/view.js"
 */
import { html, nothing } from "lit";
import { poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { compareOf, sideOf, split, withTake } from "#kf/player/compare.js";
import { icon } from "#kf/ui/icon.js";
import "#kf/ui/number.js";

const FINE = 0.01;
const COARSE = 0.1;

export class CompareBar {
  #lies = { left: 0, top: 0, width: 0, height: 0 };

  /** Say where the picture lies; the line is put there. @param {View} view @param {Size} size */
  place({ x, y, scale }, { width, height }) {
    this.#lies = { left: x, top: y, width: width * scale, height: height * scale };
    const line = /** @type {HTMLElement | null} */ (document.querySelector(".wipe"));
    if (line) line.style.cssText = this.#lineStyle;
  }

  get #lineStyle() {
    const { left, top, width, height } = this.#lies;
    return `left:${left + width * split.peek()}px;top:${Math.max(0, top)}px;height:${height + Math.min(0, top)}px`;
  }

  /** @param {Store} store @param {Picture} picture @param {boolean} same whether there is no difference to be seen */
  view(store, { comparing, parts }, same) {
    if (!comparing) return nothing;
    const { compare } = comparing;
    const here = withTake(compare, 0, parts) !== null;
    const percent = Math.round(split.value * 100);
    return html`${here && compare.way === "wipe" ? this.#line(percent) : nothing}
      ${here ? names(compare, same) : nothing}
      <div class="island cmp-bar" role="toolbar" aria-label=${t("Compare takes")}>
        ${here ? ways(store, compare) : html`<span class="cmp-where">${whereWords(store, compare)}</span>`}
        ${
          here && compare.way === "wipe"
            ? html`<kf-number plain label=${t("Wipe, in percent from the left")} .value=${percent} min="0" max="100"
            @change=${(/** @type {CustomEvent} */ { detail }) => (split.value = detail.value / 100)}></kf-number>`
            : nothing
        }
        <button type="button" class="ibtn" aria-label=${t("Swap the takes")} title=${t("Swap the takes")} @click=${() => swap(store, compare)}>${icon("flip")}</button>
        <button type="button" class="ibtn" aria-label=${t("Stop comparing")} title=${`${t("Stop comparing")} (Esc)`} @click=${() => (compareOf(store).value = null)}>${icon("close")}</button>
      </div>`;
  }

  /** @param {number} percent */
  #line(percent) {
    return html`<button type="button" class="wipe" role="slider" aria-orientation="horizontal" aria-label=${t("Wipe")} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${percent}
      aria-valuetext=${t("{percent} % of the first take", { percent })} .style=${this.#lineStyle}
      @pointerdown=${this.#down} @keydown=${this.#keyed}><i>${icon("grip", "icon-12")}</i></button>`;
  }

  /** @param {PointerEvent} event */
  #down = (event) => {
    const line = /** @type {HTMLElement} */ (event.currentTarget);
    const stage = line.closest(".stage")?.getBoundingClientRect();
    if (!stage || event.button !== 0) return;
    event.stopPropagation();
    line.setPointerCapture(event.pointerId);
    const move = (/** @type {PointerEvent} */ { clientX }) => {
      split.value = bounded((clientX - stage.left - this.#lies.left) / this.#lies.width);
    };
    const up = () => line.removeEventListener("pointermove", move);
    line.addEventListener("pointermove", move);
    line.addEventListener("pointerup", up, { once: true });
    line.addEventListener("pointercancel", up, { once: true });
  };

  /** @param {KeyboardEvent} event */
  #keyed = (event) => {
    const { key, shiftKey } = event;
    const step = shiftKey ? COARSE : FINE;
    const to = { ArrowLeft: split.value - step, ArrowRight: split.value + step, Home: 0, End: 1 }[key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    split.value = bounded(to);
  };
}

/** @param {number} share */
function bounded(share) {
  return Math.min(1, Math.max(0, Math.round(share * 1000) / 1000));
}

/** @param {Store} store @param {Compare} compare */
function swap(store, compare) {
  compareOf(store).value = { ...compare, takes: [compare.takes[1], compare.takes[0]] };
}

/** @param {Store} store @param {Compare} compare */
function ways(store, compare) {
  const names = /** @type {[Way, string][]} */ ([
    ["wipe", t("Wipe")],
    ["side", t("Side by side")],
    ["difference", t("Difference")],
  ]);
  return html`<span class="segd" role="group" aria-label=${t("How to compare")}>${names.map(
    ([way, label]) =>
      html`<button type="button" aria-pressed=${compare.way === way} @click=${() => (compareOf(store).value = { ...compare, way })}>${label}</button>`,
  )}</span>`;
}

/** @param {Compare} compare @param {boolean} same */
function names({ takes, way }, same) {
  if (way === "difference")
    return html`<span class="tag cmp-a" role="status">${same ? t("These takes are the same picture here.") : t("Bright where the takes differ")}</span>`;
  const [a, b] = takes.map(sideOf).map((take, index) => nameOf(take, index));
  return html`<span class="tag cmp-a">${a}</span><span class="tag cmp-b">${b}</span>`;
}

/** @param {Side} take @param {number} index */
function nameOf({ name }, index) {
  return name ?? (index === 0 ? t("First take") : t("Second take"));
}

/** @param {Store} store @param {Compare} compare */
function whereWords(store, { keyframe }) {
  const left = store.keyframes.value.get(keyframe);
  if (!left) return t("The segment of these takes is gone.");
  return t("Put the playhead after {pose} to compare.", { pose: poseName(store, left.pose) });
}
