/**
 * The island at the foot of the stage: what shines through, how the picture is seen, how large.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Stage} from "#kf/player/stage.js"
 */
import { html } from "lit";
import { t } from "#kf/core/i18n.js";
import { withKey } from "#kf/core/keymap.js";
import { flipTo } from "#kf/player/flip.js";
import { watching } from "#kf/player/full.js";
import { mirrored } from "#kf/player/look.js";
import { playbackOf } from "#kf/player/playback.js";
import { icon } from "#kf/ui/icon.js";

/** @param {Stage} stage @param {Store} store */
export function island(stage, store) {
  const playback = playbackOf(store);
  const onion = playback.onion.value;
  const full = watching.value;
  return html`<div class="island island--br" role="toolbar" aria-label=${t("Picture")}>
    <button type="button" class="ibtn" aria-pressed=${onion} aria-label=${t("Onion skin")} title=${withKey(t("Onion skin"), "onion")}
      @click=${() => (playback.onion.value = !onion)}>${icon("onion")}</button>
    <button type="button" class="ibtn ibtn--slim spare" data-onion aria-haspopup="dialog" aria-label=${t("Onion skin settings")} title=${withKey(t("Onion skin settings"), "onion-settings")}
      @click=${() => void stage.onionSettings()}>${icon("down", "icon-12")}</button>
    <span class="sep"></span>
    ${flipButton(store)}
    <button type="button" class="ibtn extra" aria-pressed=${mirrored.value} aria-label=${t("Mirror")} title=${withKey(t("Mirror"), "mirror")}
      @click=${() => (mirrored.value = !mirrored.value)}>${icon("mirror")}</button>
    <button type="button" class="ibtn" data-view aria-haspopup="dialog" aria-label=${t("View settings")} title=${t("Ground, lines, size")}
      @click=${() => void stage.viewSettings()}>${icon("ground")}</button>
    <span class="sep"></span>
    <button type="button" class="ibtn extra" aria-label=${t("Smaller")} title=${t("Smaller")} @click=${stage.smaller}>${icon("minus")}</button>
    <button type="button" class="ibtn ibtn--word extra num" aria-label=${t("Zoom {percent} %. Show at full size", { percent: stage.percent })}
      title=${withKey(t("Full size"), "stage-full")} @click=${() => stage.fullSize()}>${stage.percent} %</button>
    <button type="button" class="ibtn extra" aria-label=${t("Larger")} title=${t("Larger")} @click=${stage.larger}>${icon("plus")}</button>
    <button type="button" class="ibtn spare" aria-label=${t("Fit the picture")} title=${withKey(t("Fit the picture"), "stage-fit")} @click=${() => stage.fit()}>${icon("fit")}</button>
    <button type="button" class="ibtn" aria-pressed=${full} aria-label=${full ? t("Leave full screen") : t("Full screen")} title=${withKey(full ? t("Leave full screen") : t("Full screen"), "full-screen")}
      @click=${() => stage.fullScreen()}>${icon("full")}</button>
  </div>`;
}

/** Shows the other picture as long as it is held down, by pointer or by key. @param {Store} store */
function flipButton(store) {
  const { flipped } = playbackOf(store);
  const nowhere = flipTo(store.lane.value, store.frame.value) === null;
  const flip = (/** @type {boolean} */ on) => () => {
    flipped.value = on && !store.playing.value;
  };
  const keyed = (/** @type {boolean} */ on) => (/** @type {KeyboardEvent} */ event) => {
    if ((event.key === " " || event.key === "Enter") && !event.repeat) flip(on)();
  };
  const down = (/** @type {PointerEvent} */ event) => {
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    flip(true)();
  };
  return html`<button type="button" class="ibtn spare" aria-pressed=${flipped.value} aria-label=${t("Flip while held")} title=${withKey(t("Hold to see the other pose"), "flip")} ?disabled=${nowhere}
    @pointerdown=${down} @pointerup=${flip(false)} @pointercancel=${flip(false)} @keydown=${keyed(true)} @keyup=${keyed(false)} @blur=${flip(false)}
    @contextmenu=${(/** @type {Event} */ event) => event.preventDefault()}>${icon("flip")}</button>`;
}
