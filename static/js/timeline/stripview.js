/**
 * What a segment's strip shows: its drawings over their frames, what has landed and what is still to come.
 *
 * @import {Keyframe, Pose, Project} from "#kf/core/types.d.ts"
 * @import {Cell} from "#kf/timeline/filmstrip.js"
 * @import {SegmentPlace} from "#kf/timeline/layout.js"
 * @import {Scene} from "#kf/timeline/scene.js"
 */
import { html, nothing, svg } from "lit";
import { ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import { t, tn } from "#kf/core/i18n.js";
import { drawingOf, drawingTimes } from "#kf/core/time.js";
import { frameUrl, pictureUrl } from "#kf/core/urls.js";
import { figureCentre } from "#kf/timeline/figure.js";
import { cells, crop, landed } from "#kf/timeline/filmstrip.js";
import { icon } from "#kf/ui/icon.js";

const ICON = 16;
/** Room that the sign of a failure has, also over the end of an earlier take. */
const SIGN = 28;

/** @typedef {{image: CanvasImageSource, sx: number, sy: number, sw: number, sh: number}} Drawing a picture in a larger one */

/**
 * @param {SegmentPlace} place
 * @param {readonly number[]} centres of both keys' figures, as shares of the project's width
 * @param {Scene} scene
 */
export function strip(place, centres, scene) {
  const { segment, width } = place;
  const previews = previewsOf(place, scene);
  if (segment.state === "queued") return width >= ICON ? icon("clock") : nothing;
  if (segment.shown_done > 0 || segment.state === "running" || previews)
    return pictures(place, centres, scene, previews);
  if (segment.state === "failed") return html`<span class="lost" .style=${"left:0"}>${icon("alert")}</span>`;
  return countWords(segment.count, width);
}

/** @param {number} count @param {number} width */
function countWords(count, width) {
  if (width < 20) return nothing;
  if (width < 84) return html`<span class="num">${count}</span>`;
  return html`<span class="num">${tn("{count} in-between", "{count} in-betweens", count)}</span>`;
}

/**
 * The drawings that were made before any render, by in-between; null where there are none or they are not wanted.
 * @param {SegmentPlace} place @param {Scene} scene
 * @returns {((inbetween: number) => Drawing | null) | null}
 */
function previewsOf({ left, segment }, { preview }) {
  if (segment.draft || (segment.state !== "missing" && segment.state !== "stale")) return null;
  if (!preview(left.id, 0.5)) return null;
  const times = drawingTimes(segment.count, left.exposure, left.ease, left.curve, left.chart);
  return (inbetween) => preview(left.id, times[drawingOf(inbetween, left.exposure)] ?? 0);
}

/** @param {SegmentPlace} place @param {readonly number[]} centres @param {Scene} scene @param {ReturnType<typeof previewsOf>} previews */
function pictures(place, centres, scene, previews) {
  const { segment } = place;
  const lost = segment.state === "failed";
  const end = Math.min(landed(place, scene.px), lost ? Math.max(0, place.width - SIGN) : place.width);
  const shown = cells(place, scene.px, scene).flatMap((cell) => (previews ? [cell] : upTo(cell, end)));
  const kept = lost ? shown.filter(({ drawing }) => drawing !== null) : shown;
  const dots = segment.state === "fresh" || segment.state === "running" || segment.draft;
  return html`<div class=${previews ? "pics pics--early" : "pics"}>${repeat(kept, nameOfCell, (cell) => {
    const early = previews?.(cell.inbetween);
    return early ? previewBox(cell, early, centres, place, scene) : cellBox(cell, place, centres, scene);
  })}</div>${previews ? html`<i class="early-edge"></i>` : nothing}${dots ? html`<i class="dots" .style=${`width:${end}px`}></i>` : nothing}${
    segment.state === "running" ? runningMarks(place, end) : nothing
  }${lost ? lostMarks(end) : nothing}`;
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

/** @param {Cell} cell @param {SegmentPlace} place @param {readonly number[]} centres @param {Scene} scene */
function cellBox({ x, width, drawing }, place, centres, scene) {
  const style = `left:${x}px;width:${width}px`;
  if (drawing === null) return html`<span class="gap" .style=${style}></span>`;
  const { url, share, bare } = drawingPicture(drawing, width, place, centres, scene);
  return html`<img class="pic" src=${url} alt="" loading="lazy" decoding="async" draggable="false"
    .style=${`${style};object-position:${share}% 50%;background:${bare ? under(scene, share) : "var(--stage)"}`}>`;
}

/** @param {Cell} cell @param {Drawing} drawing @param {readonly number[]} centres @param {SegmentPlace} place @param {Scene} scene */
function previewBox({ inbetween, x, width }, drawing, centres, { segment }, scene) {
  const gone = inbetween / (segment.count + 1);
  const share = shareAt(gone, width, centres, scene);
  return html`<canvas class="pic" width=${Math.max(1, Math.round(width))} height=${scene.strip} .style=${`left:${x}px;width:${width}px`}
    ${ref((canvas) => canvas && paint(/** @type {HTMLCanvasElement} */ (canvas), drawing, share))}></canvas>`;
}

/** Fill a canvas with a drawing's middle, as object-fit: cover would. @param {HTMLCanvasElement} canvas @param {Drawing} drawing @param {number} share in per cent */
function paint(canvas, { image, sx, sy, sw, sh }, share) {
  const { width, height } = canvas;
  const scale = Math.max(width / sw, height / sh);
  const [seenWidth, seenHeight] = [width / scale, height / scale];
  const context = canvas.getContext("2d");
  context?.clearRect(0, 0, width, height);
  context?.drawImage(
    image,
    sx + ((sw - seenWidth) * share) / 100,
    sy + (sh - seenHeight) / 2,
    seenWidth,
    seenHeight,
    0,
    0,
    width,
    height,
  );
}

/** What a drawing has in it and a key's own picture has not: the background, over the ground. @param {Scene} scene @param {number} share */
function under({ project, poses, ground, plate, lowest }, share) {
  const picture = lowest ? poses.get(plate ?? "") : undefined;
  if (!picture) return ground;
  return `url("${pictureUrl(project.id, picture.sha256)}") ${share}% 50%/cover no-repeat,${ground}`;
}

/** @param {number} drawing @param {number} width @param {SegmentPlace} place @param {readonly number[]} centres @param {Scene} scene */
function drawingPicture(drawing, width, { left, segment }, centres, scene) {
  const { project, poses, lowest } = scene;
  const first = poses.get(left.pose);
  const own = drawing < 0 && first;
  return {
    share: shareAt((drawing + 1) / (segment.shown_drawings + 1), width, centres, scene),
    bare: Boolean(own) || !lowest,
    url: own ? pictureUrl(project.id, first.sha256) : frameUrl(project.id, segment.shown ?? "", drawing),
  };
}

/** How far along the picture a narrower cell looks, when so much of the way is gone. @param {number} gone @param {number} width @param {readonly number[]} centres @param {Scene} scene */
function shareAt(gone, width, [from, to], { project, strip: height }) {
  return crop(from + (to - from) * gone, width, (height * project.width) / project.height);
}

/**
 * Where a pose's figure is in the project's frame, in which the pose lies whole and centred.
 * @param {Pose | undefined} pose @param {Project} project
 */
export function centreOf(pose, project) {
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
