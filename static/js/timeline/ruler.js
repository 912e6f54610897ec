/**
 * The ruler: numbers in frames or time, ticks, the range between in and out, which frames are at hand. The playhead
 * is a slider over its whole height.
 *
 * @import {Project} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {View} from "#kf/timeline/view.js"
 */
import { html, nothing, svg } from "lit";
import { t } from "#kf/core/i18n.js";
import { kept } from "#kf/core/local.js";
import { rateLabel, shownFrame, timecode } from "#kf/core/time.js";
import { playbackOf } from "#kf/player/playback.js";
import { LABEL, LONG_LABEL, numbered, steps } from "#kf/timeline/numbers.js";
import { MOST } from "#kf/timeline/trackedits.js";
import { icon } from "#kf/ui/icon.js";

/** Half a timecode's width: the first one stands so far in that the heads hide none of it. */
const TIMECODE = 28;

/** Whether the ruler says times instead of frames. */
export const inTime = kept("ruler-time", false);

/**
 * Draw the numbers and ticks.
 * @param {View} view
 * @param {Project} project
 */
export function scale(view, project) {
  const { rate, first_frame: base } = project;
  const timed = inTime.value;
  const first = timed ? 0 : base;
  const { label, tick } = steps(view.px.value, rate, timed || base > 999 ? LONG_LABEL : LABEL);
  const names = numbered(view, label, first).map((frame) => {
    const words = timed ? timecode(frame, rate) : shownFrame(frame, project);
    return html`<span class="rul-n ${timed ? "mono" : "num"}" .style=${`left:${Math.max(timed ? TIMECODE : 0, view.mark(frame))}px`}>${words}</span>`;
  });
  return html`${names}${ticks(view, tick, label, first)}`;
}

/** @param {View} view @param {number} tick @param {number} label @param {number} first */
function ticks(view, tick, label, first) {
  const origin = Math.max(0, view.from.value);
  const end = Math.min(view.to.value, view.whole.value);
  const last = view.frameAt(end);
  let path = "";
  for (
    let shown = Math.floor((Math.max(0, view.frameAt(origin)) + first) / tick) * tick;
    shown - first <= last;
    shown += tick
  ) {
    const frame = Math.max(0, shown - first);
    const x = Math.round(view.mark(frame) - origin) + 0.5;
    path += `M${x} ${shown % label === 0 || frame === 0 ? 0 : 3}V6`;
  }
  const width = Math.max(0, end - origin);
  return html`<svg class="rul-t" width=${width} height="6" .style=${`translate:${origin}px`} aria-hidden="true">
    ${svg`<path d=${path} />`}
  </svg>`;
}

/**
 * The range that is played, with its two ends to take hold of; nothing where neither is set.
 * @param {View} view @param {Store} store
 */
export function rangeShade(view, store) {
  const { in: from, out: to } = store.inOut.value;
  if (from === null && to === null) return nothing;
  const start = view.x(from ?? 0);
  const end = view.x(to ?? Math.max(store.shotLength.value, (from ?? 0) + 1));
  const words = t("Range from frame {from} to {to}", {
    from: shownFrame(from ?? 0, store.project.value),
    to: shownFrame((to ?? store.shotLength.value) - 1, store.project.value),
  });
  return html`<div class="rul-io" title=${words} .style=${`translate:${start}px;width:${Math.max(2, end - start)}px`}>
    ${from === null ? nothing : html`<i class="rul-io-end" data-range="in"></i>`}${to === null ? nothing : html`<i class="rul-io-end rul-io-end--out" data-range="out"></i>`}
  </div>`;
}

/** Which frames are decoded and play at once, as a line. @param {View} view @param {Store} store */
export function cachedLine(view, store) {
  const ranges = playbackOf(store).cachedRanges.value;
  const [from, to] = [view.from.value, view.to.value];
  const seen = ranges.filter(([first, end]) => view.x(end) >= from && view.x(first) <= to);
  if (seen.length === 0) return nothing;
  const origin = Math.max(0, from);
  const width = Math.max(0, Math.min(to, view.whole.value) - origin);
  const x = (/** @type {number} */ frame) => Math.min(width, Math.max(0, view.x(frame) - origin)).toFixed(1);
  const path = seen.map(([first, end]) => `M${x(first)} 1H${x(end)}`).join("");
  return html`<svg class="rul-cached" width=${width} height="2" .style=${`translate:${origin}px`} aria-hidden="true">
    ${svg`<path d=${path} />`}
  </svg>`;
}

/**
 * What stands left of the ruler: the rate and the length, which a press turns into time, and a way to another track.
 * @param {Store} store
 * @param {() => void} add
 */
export function corner(store, add) {
  const { rate } = store.project.value;
  const length = store.shotLength.value;
  const frames = t("{rate} fps · {length} f", { rate: rateLabel(rate), length });
  const timed = inTime.value;
  const words = timed ? timecode(length, rate) : frames;
  const full = store.trackList.value.length >= MOST;
  const flip = () => {
    inTime.value = !timed;
  };
  return html`<button type="button" class="tl-rate ${timed ? "mono" : "num"}" aria-pressed=${timed ? "true" : "false"} aria-label=${t("Ruler in time: {words}", { words: frames })}
      title=${timed ? t("Show frames on the ruler") : t("Show time on the ruler")} @click=${flip}>${words}</button>
    ${
      store.shot.value
        ? html`<button type="button" class="ibtn tl-add" ?disabled=${full} aria-label=${t("Add a track")} title=${full ? t("A shot has at most {most} tracks", { most: MOST }) : t("Add a track")}
          @click=${add}>${icon("plus", "icon-12")}</button>`
        : nothing
    }`;
}
