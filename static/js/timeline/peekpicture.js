/**
 * Which picture stands for a frame of one track, as far as the page has it.
 *
 * @import {Desk} from "#kf/timeline/desk.js"
 * @import {Drawing} from "#kf/timeline/stripview.js"
 */
import { html } from "lit";
import { ref } from "lit/directives/ref.js";
import { poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { drawingOf, drawingTimes, standing } from "#kf/core/time.js";
import { frameUrl, pictureUrl } from "#kf/core/urls.js";
import { drawingAt } from "#kf/timeline/filmstrip.js";
import { stateWords } from "#kf/timeline/words.js";

/** @typedef {{project: string, url: string, plate: string, ground: string, word: string, early?: (width: number, height: number) => unknown}} Picture */

/**
 * @param {Desk} desk @param {string} id of a key on the track @param {number} frame
 * @returns {Picture | null} null where nothing is known of it
 */
export function pictureAt({ store, previews }, id, frame) {
  const lane = store.lanes.value.get(store.keyframes.value.get(id)?.track ?? "") ?? [];
  const { left, right, inbetween } = standing(lane, frame);
  const pose = store.poses.value.get(left?.pose ?? "");
  if (!left || !pose) return null;
  const shot = store.currentShot.value;
  const project = store.project.value.id;
  const plate = store.poses.value.get(shot?.plate ?? "")?.sha256 ?? "";
  const own = {
    project,
    plate,
    ground: shot?.ground ?? "transparent",
    url: pictureUrl(project, pose.sha256),
    word: pose.name,
  };
  const segment = store.segments.value.get(left.id);
  if (inbetween === 0 || !right || !segment) return own;
  const drawing = drawingAt(segment, inbetween);
  const word = stateWords(segment);
  if (drawing !== null && drawing >= 0 && segment.shown)
    return { ...own, url: frameUrl(project, segment.shown, drawing), word };
  if (drawing !== null) return own;
  const times = drawingTimes(segment.count, left.exposure, left.ease, left.curve, left.chart);
  const early = previews.drawing(left.id, times[drawingOf(inbetween, left.exposure)] ?? 0);
  if (early) return { ...own, url: "", word: t("Preview, not rendered"), early: painted(early) };
  return { ...own, word: t("{name}, not rendered from here on", { name: poseName(store, left.pose) }) };
}

/** @param {Drawing} drawing @returns {(width: number, height: number) => unknown} */
function painted({ image, sx, sy, sw, sh }) {
  return (width, height) =>
    html`<canvas width=${width} height=${height} ${ref((canvas) => {
      const context = /** @type {HTMLCanvasElement | undefined} */ (canvas)?.getContext("2d");
      context?.clearRect(0, 0, width, height);
      context?.drawImage(image, sx, sy, sw, sh, 0, 0, width, height);
    })}></canvas>`;
}
