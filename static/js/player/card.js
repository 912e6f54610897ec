/**
 * The reference card: the pose that a character is judged by, beside the picture.
 *
 * @import {Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */

import { signal } from "@preact/signals-core";
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { standing } from "#kf/core/time.js";
import { pictureUrl } from "#kf/core/urls.js";
import { closeUp } from "#kf/panels/figurebox.js";
import { icon } from "#kf/ui/icon.js";

/** @type {WeakMap<Store, import("@preact/signals-core").Signal<boolean>>} */
const known = new WeakMap();

/** Whether the card is shown: one signal per store. @param {Store} store */
export function cardOf(store) {
  let card = known.get(store);
  if (!card) {
    card = signal(false);
    known.set(store, card);
  }
  return card;
}

/**
 * The card of whom the playhead stands on: what its character names, else the first pose of that character.
 * @param {Store} store
 * @returns {Pose | null}
 */
export function cardHere(store) {
  const { left, right } = standing(store.lane.value, store.frame.value);
  const pose = store.poses.value.get((left ?? right)?.pose ?? "");
  const track = store.tracks.value.get(store.track.value ?? "");
  const id = pose?.character ?? track?.character ?? null;
  const character = store.characters.value.get(id ?? "");
  if (!character) return pose ?? null;
  const named = store.poses.value.get(character.card ?? "");
  return named ?? store.poseList.value.find((one) => one.character === id) ?? null;
}

/** @param {Store} store */
export function cardView(store) {
  const pose = cardOf(store).value ? cardHere(store) : null;
  if (!pose) return nothing;
  const { project } = store;
  const near = closeUp(pictureUrl(project.value.id, pose.sha256, "thumb.webp"), pose.has_alpha);
  const style = near && `${near};object-fit:cover`;
  const name = store.characters.value.get(pose.character ?? "")?.name ?? pose.name;
  return html`<figure class="ref-card">
    <img src=${pictureUrl(project.value.id, pose.sha256, "full.png")} .style=${style} alt=${t("Reference of {name}: {pose}", { name, pose: pose.name })}>
    <figcaption><span class="ell">${t("Reference: {name}", { name })}</span>
      <button type="button" class="ibtn" aria-label=${t("Close the reference card")} title=${t("Close the reference card")}
        @click=${() => (cardOf(store).value = false)}>${icon("close", "icon-12")}</button></figcaption>
  </figure>`;
}
