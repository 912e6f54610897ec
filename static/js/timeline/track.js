/**
 * How keys, holds and segments look on the track. Templates only: places come from layout.js, words from
 * words.js, and the pointer's work is done in hand.js.
 *
 * @import {Pose, Project, Segment} from "#kf/core/types.d.ts"
 * @import {KeyPlace, SegmentPlace} from "#kf/timeline/layout.js"
 * @import {Cell} from "#kf/timeline/filmstrip.js"
 */
import { html, noChange, nothing, svg } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t, tn } from "#kf/core/i18n.js";
import { curvePath, NOTABLE } from "#kf/core/quality.js";
import { drawingTimes } from "#kf/core/time.js";
import { frameUrl, pictureUrl } from "#kf/core/urls.js";
import { nearest } from "#kf/marks/breakdown.js";
import { figureCentre } from "#kf/timeline/figure.js";
import { cells, crop, landed } from "#kf/timeline/filmstrip.js";
import { frameOfDrawing, inbetweenOf } from "#kf/timeline/weakest.js";
import { foot, keyLabel, segmentLabel } from "#kf/timeline/words.js";
import { icon } from "#kf/ui/icon.js";

/** Widths from which the parts of an item are drawn. */
const NAME = 34;
const NAME_AND_FRAME = 62;
const FOOT_ICON = 28;
const ICON = 16;
const FOOT_WORD = 78;
const FOOT_MORE = 104;
const PICTURES = 12;
/** Width from which a segment's quality is drawn, and the air above and below its curve. */
const LANE_FROM = 24;
const LANE_AIR = 5;
/** Half the width of the sign at the weakest drawing. */
const WEAK = 7;
/** Room that the sign of a failure has, also over the end of an earlier take. */
const SIGN = 28;

/** @typedef {{project: Project, ground: string, plate: string | null, poses: ReadonlyMap<string, Pose>, selection: ReadonlySet<string>, focus: string | null,
 *   dragged: ReadonlySet<string>, waiting: ReadonlySet<string>, px: number, strip: number, lane: number, from: number, to: number,
 *   seek: (frame: number) => void}} Scene
 *   lane: height of the quality's curves, 0 where there is no room for them
 *   waiting: items that stay as they were drawn, at their new places, for this picture */

/** @param {Scene} scene @param {string} id */
function nameOf(scene, id) {
  return scene.poses.get(id)?.name ?? t("Unknown pose");
}

// --- keys ---------------------------------------------------------------------------------------------

/** @param {readonly KeyPlace[]} places @param {Scene} scene */
export function keys(places, scene) {
  return repeat(
    places,
    ({ key }) => key.id,
    (place) => keyframe(place, scene),
  );
}

/** @param {KeyPlace} place @param {Scene} scene */
function keyframe(place, scene) {
  const { key, index, x, thumb } = place;
  const selected = scene.selection.has(key.id);
  const name = nameOf(scene, key.pose);
  const state = `${selected ? " is-sel" : ""}${scene.dragged.has(key.id) ? " is-drag" : ""}${thumb ? "" : " kf--spot"}`;
  return html`<div
    class="kf${state}" role="gridcell" data-key=${key.id} aria-colindex=${index * 2 + 1}
    tabindex=${scene.focus === key.id ? 0 : -1} aria-selected=${selected ? "true" : "false"}
    aria-label=${keyLabel(key, name, selected)} .style=${`translate:${x}px;width:${Math.max(14, thumb + 2)}px`}
  ><i class="dia"></i>${scene.waiting.has(key.id) ? noChange : keyParts(place, name, scene)}</div>`;
}

/** @param {KeyPlace} place @param {string} name @param {Scene} scene */
function keyParts(place, name, scene) {
  const { key, room, thumb } = place;
  return html`${
    room >= NAME
      ? html`<span class="nm" .style=${`max-width:${room - 20}px`}
          data-frame=${room >= NAME_AND_FRAME ? key.frame + 1 : nothing}>${name}</span>`
      : nothing
  }${thumb ? poseThumb(key.pose, thumb, scene) : nothing}${holdBar(place)}`;
}

/** @param {string} pose @param {number} width @param {Scene} scene */
function poseThumb(pose, width, scene) {
  const row = scene.poses.get(pose);
  return html`<span class="th" .style=${`width:${width}px`}>${row ? posePicture(row, width, scene) : nothing}</span>`;
}

/** @param {Pose} pose @param {number} width @param {Scene} scene */
function posePicture(pose, width, { project, ground, strip }) {
  const url = pictureUrl(project.id, pose.sha256);
  const share = crop(figureCentre(url, pose.has_alpha).value, width, (strip * pose.width) / pose.height);
  return html`<img class="pic" src=${url} alt="" loading="lazy" decoding="async" draggable="false"
    .style=${`object-position:${share}% 50%;background:${ground}`}>`;
}

/** The bar of a hold, and the edge that stretches it. @param {KeyPlace} place */
function holdBar({ key, held }) {
  if (held < 10) return nothing;
  const label = tn("Hold of {count} frame", "Hold of {count} frames", key.hold);
  return html`<span class="hold${key.hold > 1 ? "" : " hold--one"}" .style=${`width:${Math.max(4, held - 3)}px`}
    title=${label}><i class="hold-edge" data-hold=${key.id}></i></span>`;
}

// --- segments -----------------------------------------------------------------------------------------

/** @param {readonly SegmentPlace[]} places @param {Scene} scene */
export function segments(places, scene) {
  return repeat(
    places,
    ({ left }) => left.id,
    (place) => segmentBox(place, scene),
  );
}

/** @param {SegmentPlace} place @param {Scene} scene */
function segmentBox(place, scene) {
  const { left, right, index, segment, x, width } = place;
  const id = `seg:${left.id}`;
  const selected = scene.selection.has(id);
  const label = segmentLabel(segment, nameOf(scene, left.pose), nameOf(scene, right.pose), left.ease);
  const start = Math.min(0, place.origin + 2);
  const waits = scene.waiting.has(id);
  const style = `translate:${x + start}px;width:${width - start}px`;
  return html`<div
    class="sg sg--${segment.state}${segment.shown !== segment.key ? " is-old" : ""}${selected ? " is-sel" : ""}" role="gridcell" data-seg=${left.id}
    aria-colindex=${index * 2 + 2} tabindex=${scene.focus === id ? 0 : -1} aria-selected=${selected ? "true" : "false"}
    aria-label=${label} .style=${style}
  ><div class="st" .style=${`left:${-start}px`}>${waits ? noChange : width >= PICTURES ? strip(place, scene) : nothing}</div>${
    waits ? noChange : width >= FOOT_ICON ? footLine(place.segment, width - start) : nothing
  }${waits ? noChange : html`${passedThrough(place, scene, start)}${scene.lane > 0 ? quality(place, scene, start) : nothing}`}</div>`;
}

/** The middle of an in-between's frame, in pixels of the element. @param {SegmentPlace} place @param {number} px @param {number} start @param {number} inbetween from 1 */
function middleOf({ origin }, px, start, inbetween) {
  return origin - start + (inbetween - 0.5) * px;
}

/** The breakdowns without a drawing, at their places. @param {SegmentPlace} place @param {Scene} scene @param {number} start */
function passedThrough(place, { px }, start) {
  const { left, segment } = place;
  const times = drawingTimes(segment.count, left.exposure, left.ease, left.curve, left.chart);
  if (times.length === 0) return nothing;
  return left.breakdowns.map(({ u }) => {
    const x = middleOf(place, px, start, (nearest(times, u) + 1) * left.exposure);
    return html`<i class="sg-brk" .style=${`translate:${x.toFixed(1)}px`}></i>`;
  });
}

/**
 * The quality of what is shown: the top is no trouble, a dip is trouble. Its weakest drawing can be gone to.
 * @param {SegmentPlace} place @param {Scene} scene @param {number} start
 */
function quality(place, { lane, px, seek }, start) {
  const { left, segment, width } = place;
  const { quality: found } = segment;
  if (!found || found.curve.length === 0 || width < LANE_FROM) return nothing;
  const across = (/** @type {number} */ drawing) =>
    middleOf(place, px, start, inbetweenOf(segment, left.exposure, drawing));
  const high = lane - 2 * LANE_AIR;
  const [first, last] = [across(0) - px / 2, across(found.curve.length - 1) + px / 2];
  return html`<svg class=${segment.shown === segment.key ? "sg-q" : "sg-q is-old"} aria-hidden="true">
      <path class="sg-q-none" d=${`M${first.toFixed(1)} ${LANE_AIR}H${last.toFixed(1)}M${first.toFixed(1)} ${lane - LANE_AIR}H${last.toFixed(1)}`} />
      <path class="sg-q-line" transform=${`translate(0 ${LANE_AIR})`} d=${curvePath(found.curve, across, high)} /></svg>
    ${found.weakest === null ? nothing : weakest(place, found.curve[found.weakest], across(found.weakest), high, () => seek(frameOfDrawing(left, segment, found.weakest ?? 0)))}`;
}

/** @param {SegmentPlace} place @param {number} trouble @param {number} x @param {number} high @param {() => void} go */
function weakest({ left, segment }, trouble, x, high, go) {
  const frame = frameOfDrawing(left, segment, segment.quality?.weakest ?? 0) + 1;
  const words = t("Weakest drawing, frame {frame}, quality {quality} of 100. Go there", {
    frame,
    quality: Math.round((1 - trouble) * 100),
  });
  const y = LANE_AIR + Math.min(1, trouble) * high;
  return html`<button type="button" class=${trouble >= NOTABLE ? "sg-weak sg-weak--much" : "sg-weak"} tabindex="-1" aria-label=${words} title=${words}
    .style=${`translate:${Math.max(WEAK, x).toFixed(1)}px ${y.toFixed(1)}px`} @click=${go}></button>`;
}

/**
 * The cell's label says these words in its own order, so the style sheet draws them. They stand under the strip
 * and, where its key holds no longer than its frame, under the key's picture.
 * @param {Segment} segment @param {number} width
 */
function footLine(segment, width) {
  const line = foot(segment);
  return html`<div class="ft" aria-hidden="true">${icon(line.icon, "icon-12")}${width >= FOOT_WORD ? html`<span data-word=${line.word}></span>` : nothing}${
    width >= FOOT_MORE && line.more ? html`<span class="dim" data-word=${line.more}></span>` : nothing
  }</div>`;
}

/** @param {SegmentPlace} place @param {Scene} scene */
function strip(place, scene) {
  const { segment, width } = place;
  if (segment.state === "queued") return width >= ICON ? icon("clock") : nothing;
  if (segment.shown_done > 0 || segment.state === "running") return pictures(place, scene);
  if (segment.state === "failed") return html`<span class="lost" .style=${"left:0"}>${icon("alert")}</span>`;
  return countWords(segment.count, width);
}

/** @param {number} count @param {number} width */
function countWords(count, width) {
  if (width < 20) return nothing;
  if (width < 84) return html`<span class="num">${count}</span>`;
  return html`<span class="num">${tn("{count} in-between", "{count} in-betweens", count)}</span>`;
}

/** @param {SegmentPlace} place @param {Scene} scene */
function pictures(place, scene) {
  const { segment } = place;
  const lost = segment.state === "failed";
  const end = Math.min(landed(place, scene.px), lost ? Math.max(0, place.width - SIGN) : place.width);
  const shown = cells(place, scene.px, scene).flatMap((cell) => upTo(cell, end));
  return html`${repeat(lost ? shown.filter(({ drawing }) => drawing !== null) : shown, nameOfCell, (cell) => cellBox(cell, place, scene))}${
    segment.state === "fresh" || segment.state === "running"
      ? html`<i class="dots" .style=${`width:${end}px`}></i>`
      : nothing
  }${segment.state === "running" ? runningMarks(place, end) : nothing}${lost ? lostMarks(end) : nothing}`;
}

/** A cell over the end of what has landed is a picture up to there, and free from there. @param {Cell} cell @param {number} end @returns {Cell[]} */
function upTo(cell, end) {
  if (cell.drawing === null || cell.x + cell.width <= end + 1) return [cell];
  const width = Math.max(0, end - cell.x);
  const free = { ...cell, x: cell.x + width, width: cell.width - width, drawing: null };
  return width < 2 ? [free] : [{ ...cell, width }, free];
}

/** @param {Cell} cell */
function nameOfCell({ inbetween, drawing }) {
  return drawing === null ? -inbetween : inbetween;
}

/** @param {Cell} cell @param {SegmentPlace} place @param {Scene} scene */
function cellBox({ x, width, drawing }, place, scene) {
  const style = `left:${x}px;width:${width}px`;
  if (drawing === null) return html`<span class="gap" .style=${style}></span>`;
  const { url, share, bare } = drawingPicture(drawing, width, place, scene);
  return html`<img class="pic" src=${url} alt="" loading="lazy" decoding="async" draggable="false"
    .style=${`${style};object-position:${share}% 50%${bare ? `;background:${behind(scene, share)}` : ""}`}>`;
}

/** What a drawing has in it and a key's own picture has not: the background, over the ground. @param {Scene} scene @param {number} share */
function behind({ project, poses, ground, plate }, share) {
  const picture = poses.get(plate ?? "");
  return picture
    ? `${ground} url("${pictureUrl(project.id, picture.sha256)}") ${share}% 50%/cover no-repeat`
    : ground;
}

/** @param {number} drawing @param {number} width @param {SegmentPlace} place @param {Scene} scene */
function drawingPicture(drawing, width, { left, right, segment }, { project, poses, strip }) {
  const from = centreOf(poses.get(left.pose), project);
  const to = centreOf(poses.get(right.pose), project);
  const gone = (drawing + 1) / (segment.shown_drawings + 1);
  const share = crop(from + (to - from) * gone, width, (strip * project.width) / project.height);
  const first = poses.get(left.pose);
  const own = drawing < 0 && first;
  return {
    share,
    bare: Boolean(own),
    url: own ? pictureUrl(project.id, first.sha256) : frameUrl(project.id, segment.shown ?? "", drawing),
  };
}

/**
 * Where a pose's figure is in the project's frame, in which the pose lies whole and centred.
 * @param {Pose | undefined} pose @param {Project} project
 */
function centreOf(pose, project) {
  if (!pose) return 0.5;
  const own = figureCentre(pictureUrl(project.id, pose.sha256), pose.has_alpha).value;
  const fit = Math.min(project.width / pose.width, project.height / pose.height);
  return 0.5 + ((own - 0.5) * pose.width * fit) / project.width;
}

/** @param {SegmentPlace} place @param {number} end */
function runningMarks({ segment }, end) {
  return html`<i class="pr" role="progressbar" aria-label=${t("Rendering")} aria-valuemin="0" aria-valuemax=${segment.total}
      aria-valuenow=${segment.done} .style=${`width:${end}px`}></i>
    ${end > 0 ? html`<i class="land" .style=${`left:${end - 2}px`}></i>` : nothing}`;
}

/** @param {number} end */
function lostMarks(end) {
  return html`<span class="lost" .style=${`left:${end}px`}>${icon("alert")}</span>
    ${end > 0 ? html`<svg class="jag" .style=${`left:${end - 7}px`} viewBox="0 0 9 52" preserveAspectRatio="none" aria-hidden="true">${JAG}</svg>` : nothing}`;
}

const JAG = svg`<path d="M9 0L3 6.5 8 13 2 19.5 7 26 2 32.5 8 39 3 45.5 9 52" />`;
