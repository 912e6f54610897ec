/**
 * What is written on the picture: the frame and how it came about, and the keys on both sides.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Lack} from "#kf/player/painter.js"
 * @import {Part} from "#kf/player/parts.js"
 */
import { html, nothing } from "lit";
import { poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { shownFrame } from "#kf/core/time.js";
import { onion } from "#kf/player/look.js";
import { neighbour } from "#kf/player/scene.js";

/**
 * @param {string} words
 * @param {Part | undefined} part what they speak of
 * @param {Lack} lack
 * @param {boolean} previewed
 * @param {() => void} retry
 */
export function frameLabel(words, part, lack, previewed, retry) {
  const kind = part?.scene.kind;
  const look = previewed || kind === "missing" ? "tag--preview" : kind === "drawing" ? "machine" : "";
  return html`<span class="tag tag--l ${look}"><span class="ell">${words}</span>${lackView(lack, retry)}</span>`;
}

/** @param {Lack} lack @param {() => void} retry */
function lackView(lack, retry) {
  if (!lack) return nothing;
  if (lack !== "broken")
    return html`<span class="tag-lack">${lack === "loading" ? t("loading") : t("approx")}</span>`;
  return html`<span class="tag-lack">${t("a picture could not be loaded")}</span>
    <button type="button" class="link" @click=${retry}>${t("Try again")}</button>`;
}

/**
 * The keys on both sides, by name and frame, with how far they are.
 * @param {Store} store
 * @param {Part | undefined} part
 * @param {boolean} lit whether they shine through
 */
export function keyChips(store, part, lit) {
  if (!part) return nothing;
  const lane = store.lanes.value.get(part.track) ?? [];
  const { frame, left } = part.scene;
  const here = left && frame < left.frame + left.hold ? left : null;
  const before = here ? neighbour(lane, here.frame, -1) : left;
  const after = neighbour(lane, frame, 1);
  if (!before && !after) return nothing;
  const { tintBefore, tintAfter } = onion.value;
  const tints = [
    ...(tintBefore ? [`--onion-before:${tintBefore}`] : []),
    ...(tintAfter ? [`--onion-after:${tintAfter}`] : []),
  ].join(";");
  const chip = (/** @type {typeof before} */ key, /** @type {string} */ side) =>
    key
      ? html`<span class="near near--${side}"><i></i><span class="ell">${poseName(store, key.pose)}</span> <span class="num">${shownFrame(key.frame, store.project.value)}</span><span
          class="near-far num" title=${t("Frames from here")}>${key.frame > frame ? "+" : "−"}${Math.abs(key.frame - frame)}</span></span>`
      : nothing;
  return html`<span class="tag tag--r ${lit ? "is-onion" : ""}" .style=${tints}>${chip(before, "before")}${chip(after, "after")}</span>`;
}
