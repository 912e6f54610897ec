/**
 * How the drawings of a segment are spaced: by a name, by a curve, or each tick by hand.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 * @import {PresetName} from "#kf/core/easing.js"
 * @import {Store} from "#kf/core/store.js"
 * @import {Item} from "#kf/ui/menu.js"
 */
import { html } from "lit";
import { easingNamed, easingOf, presetOf, presets, reversed, spacingName } from "#kf/core/easing.js";
import { t, tn } from "#kf/core/i18n.js";
import { select } from "#kf/panels/parts.js";
import { setEasing } from "#kf/panels/segmentedits.js";
import { copyItems } from "#kf/panels/spacingcopy.js";
import { icon } from "#kf/ui/icon.js";
import { openMenu } from "#kf/ui/menu.js";
import "#kf/panels/spacing.js";

/** @param {Store} store @param {Keyframe} left @param {Segment} segment */
export function spacingPanel(store, left, { count }) {
  const curve = (/** @type {CustomEvent} */ event) =>
    setEasing(store, [left], () => ({ ease: "cubic", curve: event.detail.curve, chart: null, hold: false }), {
      join: `curve:${left.id}`,
    });
  const chart = (/** @type {CustomEvent} */ event) =>
    setEasing(store, [left], () => ({ ease: "chart", curve: null, chart: event.detail.chart, hold: false }), {
      join: `chart:${left.id}`,
    });
  return html`<div class="insp-s">
    <div class="prop prop--more">${spacingSelect(store, [left])}
      <button type="button" class="ibtn" aria-haspopup="menu" aria-label=${t("More about spacing")} title=${t("Copy, paste, turn round")}
        @click=${(/** @type {Event} */ event) => openMenu(spacingItems(store, [left]), /** @type {Element} */ (event.currentTarget), t("Spacing"))}>${icon("more")}</button></div>
    <kf-spacing .key=${left} .count=${count} ?disabled=${left.locked} @kf-curve=${curve} @kf-chart=${chart}></kf-spacing>
  </div>`;
}

/**
 * The list of spacings by name; where segments differ it says so.
 * @param {Store} store @param {readonly Keyframe[]} lefts
 */
export function spacingSelect(store, lefts) {
  const names = new Set(lefts.map(presetOf));
  const [name] = names;
  const options = presets()
    .filter((one) => one.name !== "both" || names.has("both"))
    .map((one) => ({ value: one.name, label: one.label, title: one.hint }));
  const value = names.size === 1 ? name : "";
  const shown = value ? options : [{ value: "", label: t("Different") }, ...options];
  const choose = (/** @type {string} */ chosen) =>
    chosen &&
    setEasing(store, lefts, (left, count) => easingNamed(/** @type {PresetName} */ (chosen), left, count));
  return select(t("Spacing"), shown, value, choose, value ? spacingName(lefts[0]).icon : "more");
}

/** What can be done with a spacing besides changing it. @param {Store} store @param {readonly Keyframe[]} lefts @returns {(Item | null)[]} */
export function spacingItems(store, lefts) {
  const [left] = lefts;
  const others = store.lane.value.filter(({ id }) => store.segments.value.has(id));
  return [
    ...copyItems(store, lefts),
    {
      label: tn(
        "Give it to the segment of this track",
        "Give it to all {count} segments of this track",
        others.length,
      ),
      icon: "ripple",
      disabled: others.length < 2,
      run: () =>
        void setEasing(
          store,
          others.filter(({ locked }) => !locked),
          () => easingOf(left),
        ),
    },
    null,
    {
      label: t("Turn it round"),
      icon: "flip",
      hint: t("what started slowly ends slowly"),
      disabled: lefts.some(({ locked }) => locked),
      run: () => void setEasing(store, lefts, (one) => reversed(easingOf(one))),
    },
    {
      label: t("Back to linear"),
      icon: "linear",
      disabled: lefts.every((one) => presetOf(one) === "linear") || lefts.some(({ locked }) => locked),
      run: () => void setEasing(store, lefts, (one, count) => easingNamed("linear", one, count)),
    },
  ];
}
