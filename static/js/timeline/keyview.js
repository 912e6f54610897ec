/**
 * How keys and holds look on a track. Templates only: places come from layout.js, words from words.js, and the
 * pointer's work is done in hand.js.
 *
 * @import {Pose} from "#kf/core/types.d.ts"
 * @import {KeyPlace} from "#kf/timeline/layout.js"
 * @import {Scene} from "#kf/timeline/scene.js"
 */
import { html, noChange, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { t, tn } from "#kf/core/i18n.js";
import { shownFrame } from "#kf/core/time.js";
import { pictureUrl } from "#kf/core/urls.js";
import { figureCentre } from "#kf/timeline/figure.js";
import { crop } from "#kf/timeline/filmstrip.js";
import { nameOf } from "#kf/timeline/scene.js";
import { keyLabel } from "#kf/timeline/words.js";

/** Widths from which the parts of a key are drawn. */
const NAME = 34;
const NAME_AND_FRAME = 62;
const HOLD = 10;

/** @param {readonly KeyPlace[]} places @param {Scene} scene */
export function keys(places, scene) {
  return repeat(
    places,
    ({ key }) => key.id,
    (place) => keyframe(place, scene),
  );
}

/**
 * A key is drawn again only when something that it shows has changed: while others are dragged it stands still.
 * @param {KeyPlace} place @param {Scene} scene
 */
function keyframe(place, scene) {
  const { key, index, x, room, thumb, held } = place;
  const pose = scene.poses.get(key.pose);
  const centre = pose ? figureCentre(pictureUrl(scene.project.id, pose.sha256), pose.has_alpha).value : 0.5;
  const selected = scene.selection.has(key.id);
  const focus = scene.focus === key.id;
  const drag = scene.dragged.has(key.id);
  const waits = scene.waiting.has(key.id);
  const same = [key, index, x, room, thumb, held, pose, centre, selected, focus, drag, waits, scene.look];
  return guard(same, () => {
    const name = nameOf(scene, key.pose);
    const state = `${selected ? " is-sel" : ""}${drag ? " is-drag" : ""}${thumb ? "" : " kf--spot"}`;
    return html`<div
    class="kf${state}" role="gridcell" data-key=${key.id} aria-colindex=${index * 2 + 2}
    tabindex=${focus ? 0 : -1} aria-selected=${selected ? "true" : "false"}
    aria-label=${keyLabel(key, name, selected, scene.project)} .style=${`left:${x}px;width:${Math.max(14, thumb + 2)}px`}
  ><i class="dia"></i>${waits ? noChange : keyParts(place, name, pose, centre, scene)}</div>`;
  });
}

/** @param {KeyPlace} place @param {string} name @param {Pose | undefined} pose @param {number} centre @param {Scene} scene */
function keyParts(place, name, pose, centre, scene) {
  const { key, room, thumb } = place;
  return html`${
    room >= NAME && !scene.thin
      ? html`<span class="nm" .style=${`max-width:${room - 20}px`}
          data-frame=${room >= NAME_AND_FRAME ? shownFrame(key.frame, scene.project) : nothing}>${name}</span>`
      : nothing
  }${thumb ? html`<span class="th" .style=${`width:${thumb}px;${pose ? posePicture(pose, thumb, centre, scene) : ""}`}></span>` : nothing}${holdBar(place)}`;
}

/**
 * Pictures are backgrounds: an element that clips a picture of its own costs the browser a layer's work in every
 * frame of a zoom, and there are hundreds.
 * @param {Pose} pose @param {number} width @param {number} centre of its figure @param {Scene} scene
 */
function posePicture(pose, width, centre, { project, ground, strip }) {
  const share = crop(centre, width, (strip * pose.width) / pose.height);
  return `background:${ground} url("${pictureUrl(project.id, pose.sha256)}") ${share}% 50%/cover no-repeat`;
}

/** The bar of a hold, and the edge that stretches it. @param {KeyPlace} place */
function holdBar({ key, held }) {
  if (held < HOLD) return nothing;
  const label = tn("Hold of {count} frame", "Hold of {count} frames", key.hold);
  return html`<span class="hold${key.hold > 1 ? "" : " hold--one"}" .style=${`width:${Math.max(4, held - 3)}px`}
    title=${label}><i class="hold-edge" data-hold=${key.id}></i></span>`;
}

/** @param {Scene} scene the lane without keys, as a word for who cannot see it */
export function emptyCell(scene) {
  return scene.empty
    ? html`<span class="vh" role="gridcell" tabindex="-1">${t("No keyframes on this track yet")}</span>`
    : nothing;
}
