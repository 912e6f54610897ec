/**
 * How segments look on a track: strip, line at the foot, breakdowns, quality. Templates only: places come from
 * layout.js, words from words.js, and the pointer's work is done in hand.js.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {SegmentPlace} from "#kf/timeline/layout.js"
 * @import {Scene} from "#kf/timeline/scene.js"
 */
import { html, noChange, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { t } from "#kf/core/i18n.js";
import { drawingTimes, shownFrame } from "#kf/core/time.js";
import { nearest } from "#kf/marks/breakdown.js";
import { quality } from "#kf/timeline/qualityview.js";
import { nameOf } from "#kf/timeline/scene.js";
import { centreOf, strip } from "#kf/timeline/stripview.js";
import { exposureWord, foot, kindOf, kindWord, segmentLabel, verdictWord } from "#kf/timeline/words.js";
import { icon } from "#kf/ui/icon.js";

/** Widths from which the parts of a segment are drawn. */
const FOOT_ICON = 28;
const FOOT_KIND = 46;
const FOOT_WORD = 78;
const FOOT_MORE = 104;
const FOOT_EXPOSURE = 132;
const PICTURES = 12;

/** @param {readonly SegmentPlace[]} places @param {Scene} scene */
export function segments(places, scene) {
  return repeat(
    places,
    ({ left }) => left.id,
    (place) => segmentBox(place, scene),
  );
}

/**
 * A segment is drawn again only when something that it shows has changed.
 * @param {SegmentPlace} place @param {Scene} scene
 */
function segmentBox(place, scene) {
  const { left, right, index, segment, x, width, origin } = place;
  const id = `seg:${left.id}`;
  const [from, to] = [scene.poses.get(left.pose), scene.poses.get(right.pose)];
  const centres = [centreOf(from, scene.project), centreOf(to, scene.project)];
  const selected = scene.selection.has(id);
  const focus = scene.focus === id;
  const waits = scene.waiting.has(id);
  const long = width > 2 * (scene.to - scene.from); // only some of its cells are drawn
  const same = [left, from, to, ...centres, index, segment, x, width, origin, selected, focus, waits];
  const sight = long ? `${scene.from} ${scene.to}` : "";
  const previews = segment.state === "missing" || segment.state === "stale" ? scene.previews : 0;
  const slips = slipsOf(left.id, scene);
  const verdict = scene.verdicts.get(left.id);
  return guard([...same, sight, previews, scene.look, slips.join(" "), verdict], () => {
    const names = { from: nameOf(scene, left.pose), to: nameOf(scene, right.pose) };
    const label = segmentLabel(segment, left, names, scene.you, verdict);
    const start = Math.min(0, origin + 2);
    const style = `left:${x + start}px;width:${width - start}px`;
    const parts = waits
      ? noChange
      : html`${width >= FOOT_ICON && !scene.thin ? footLine(place, width - start, scene.you, verdict) : nothing}${passedThrough(place, scene, start)}${slips.map((frame) => slip(place, scene, start, frame))}${
          scene.lane > 0 ? quality(place, scene, start) : nothing
        }`;
    return html`<div
    class="sg sg--${segment.state}${looks(place)}${selected ? " is-sel" : ""}" role="gridcell" data-seg=${left.id}
    aria-colindex=${index * 2 + 3} tabindex=${focus ? 0 : -1} aria-selected=${selected ? "true" : "false"}
    aria-label=${label} .style=${style}
  ><div class="st" .style=${`left:${-start}px`}>${waits ? noChange : width >= PICTURES ? strip(place, centres, scene) : nothing}</div>${parts}</div>`;
  });
}

/** @param {SegmentPlace} place */
function looks({ left, segment }) {
  const old = segment.shown !== segment.key ? " is-old" : "";
  return `${old}${left.locked ? " is-locked" : ""}${segment.draft ? " is-draft" : ""}`;
}

/** The middle of an in-between's frame, in pixels of the element. @param {SegmentPlace} place @param {number} px @param {number} start @param {number} inbetween from 1 */
function middleOf({ origin }, px, start, inbetween) {
  return origin - start + (inbetween - 0.5) * px;
}

/** The poses that the motion passes through, as diamonds at their places. @param {SegmentPlace} place @param {Scene} scene @param {number} start */
function passedThrough(place, { px }, start) {
  const { left, segment } = place;
  if (left.breakdowns.length === 0) return nothing;
  const times = drawingTimes(segment.count, left.exposure, left.ease, left.curve, left.chart);
  if (times.length === 0) return nothing;
  return left.breakdowns.map(({ u }) => {
    const x = middleOf(place, px, start, (nearest(times, u) + 1) * left.exposure);
    return html`<i class="sg-brk" .style=${`left:${x.toFixed(1)}px`}></i>`;
  });
}

/** The frames of a segment in which somebody says that the character slips. @param {string} left @param {Scene} scene */
function slipsOf(left, { marked }) {
  return [...new Set(marked.filter((one) => one.left === left).map(({ frame }) => frame))];
}

/** Such a frame, as a cross over the pictures. @param {SegmentPlace} place @param {Scene} scene @param {number} start @param {number} frame */
function slip(place, { px, project }, start, frame) {
  const x = middleOf(place, px, start, frame - place.left.frame - place.left.hold + 1);
  return html`<i class="sg-slip" title=${t("Marked: the character slips at frame {frame}", { frame: shownFrame(frame, project) })} .style=${`left:${x.toFixed(1)}px`}></i>`;
}

/**
 * The cell's label says these words in its own order, so the style sheet draws them. They stand under the strip
 * and, where its key holds no longer than its frame, under the key's picture.
 * @param {SegmentPlace} place @param {number} width @param {string} you
 * @param {"accepted" | "rejected"} [verdict]
 */
function footLine({ left, segment }, width, you, verdict) {
  const line = foot(segment, left, you);
  const judged = verdict && width >= FOOT_KIND && !(left.locked && verdict === "accepted");
  const more = width >= FOOT_MORE && !judged && line.more;
  return html`<div class="ft" aria-hidden="true">${icon(line.icon, "icon-12")}${width >= FOOT_WORD ? html`<span data-word=${line.word}></span>` : nothing}${
    more ? html`<span class="dim" data-word=${line.more}></span>` : nothing
  }${judged ? verdictMark(verdict, width) : nothing}${width >= FOOT_KIND ? kindMarks(left, width) : nothing}</div>`;
}

/** That its take is taken or not. @param {"accepted" | "rejected"} verdict @param {number} width */
function verdictMark(verdict, width) {
  const word = verdictWord(verdict);
  return html`<span class="sg-verdict sg-verdict--${verdict}" title=${word}>${icon(verdict === "accepted" ? "check" : "close", "icon-12")}${width >= FOOT_MORE ? html`<span data-word=${word}></span>` : nothing}</span>`;
}

/** How the segment is spaced and exposed, at the end of its foot. @param {Keyframe} left @param {number} width */
function kindMarks(left, width) {
  const exposed = left.exposure > 1 && width >= FOOT_EXPOSURE;
  return html`<span class="sg-kind" title=${kindWord(left)}>${exposed ? html`<span data-word=${exposureWord(left.exposure)}></span>` : nothing}${
    left.exposure > 1 && !exposed ? html`<span data-word=${`×${left.exposure}`}></span>` : nothing
  }${icon(kindOf(left), "icon-12")}</span>`;
}
