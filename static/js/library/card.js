/**
 * One picture of the library.
 *
 * @import {Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { pictureUrl } from "#kf/core/urls.js";
import { cutoutOf } from "#kf/library/cutouts.js";
import { closeUp } from "#kf/panels/figurebox.js";
import { usesOf } from "#kf/panels/poses.js";
import { icon } from "#kf/ui/icon.js";

/** What a card does when it is touched. @typedef {{press: (event: MouseEvent, pose: Pose) => void, held: (event: PointerEvent, pose: Pose, picture: string) => void,
 *   menu: (event: MouseEvent, pose: Pose) => void, rename: (pose: Pose) => void, renamed: (pose: Pose, name: string | null) => void, uses: (pose: Pose) => void}} Acts */
/** @typedef {{store: Store, chosen: ReadonlySet<string>, reachable: string | undefined, renaming: string | null, cutouts: boolean, acts: Acts}} Scene */

/** @param {Store} store @param {Pose} pose */
export function usesWords(store, pose) {
  const { keys, plates } = usesOf(store, pose.id);
  return pose.is_plate
    ? tn("{count} shot", "{count} shots", plates.length)
    : tn("{count} key", "{count} keys", keys.length);
}

/** @param {Scene} scene @param {Pose} pose */
export function card(scene, pose) {
  const { store, chosen, acts } = scene;
  const { keys, plates } = usesOf(store, pose.id);
  const uses = (pose.is_plate ? plates : keys).length > 0 ? usesWords(store, pose) : "";
  const isCard = store.characters.value.get(pose.character ?? "")?.card === pose.id;
  const said = [
    pose.name,
    uses,
    pose.joints ? t("joints marked") : "",
    isCard ? t("reference card") : "",
    ...pose.tags,
  ];
  const picture = pictureUrl(store.project.value.id, pose.sha256);
  const more = t("More for {name}", { name: pose.name });
  const several = chosen.size > 1 && chosen.has(pose.id);
  const renaming = scene.renaming === pose.id;
  return html`<div class="pose-cell" role="none">
    <div class="pose" role="option" tabindex=${pose.id === scene.reachable ? 0 : -1} aria-selected=${chosen.has(pose.id)} data-pose=${pose.id}
      aria-label=${said.filter(Boolean).join(", ")} aria-keyshortcuts="Enter F2 Delete"
      @click=${(/** @type {MouseEvent} */ event) => acts.press(event, pose)} @dblclick=${() => acts.rename(pose)}
      @pointerdown=${(/** @type {PointerEvent} */ event) => acts.held(event, pose, picture)}
      @contextmenu=${(/** @type {MouseEvent} */ event) => acts.menu(event, pose)}>
      ${image(scene, pose, picture)}
      ${several ? html`<span class="pose-chosen">${icon("check", "icon-12")}</span>` : nothing}
      <span class="nm ${renaming ? "is-away" : ""}"><span class="ell" dir="auto" title=${pose.name}>${pose.name}</span><span class="dim num">${uses}</span></span>
    </div>
    ${
      renaming || !uses
        ? nothing
        : html`<button type="button" class="pose-uses" tabindex="-1" aria-hidden="true" title=${t("Go to the next key of {name}", { name: pose.name })}
      @click=${() => acts.uses(pose)}>${uses}</button>`
    }
    <button type="button" class="ibtn pose-more" tabindex="-1" aria-hidden="true" title=${more}
      @click=${(/** @type {MouseEvent} */ event) => acts.menu(event, pose)}>${icon("more")}</button>
  </div>`;
}

/** @param {Scene} scene @param {Pose} pose @param {string} picture */
function image({ store, cutouts }, pose, picture) {
  const isCard = store.characters.value.get(pose.character ?? "")?.card === pose.id;
  const cut = cutouts && !pose.is_plate;
  const mask = cut ? cutoutOf(store, pose) : null;
  const style = [closeUp(picture, pose.has_alpha), mask ? `mask-image:url("${mask}")` : ""].join(";");
  return html`<span class="im ${cut ? "im--cut" : ""} ${mask ? "im--masked" : ""}"><img class="pic pic--whole" src=${picture} alt="" loading="lazy" decoding="async" draggable="false" .style=${style}>
    ${pose.joints ? html`<span class="pose-marked" title=${t("joints marked")}>${icon("joints", "icon-12")}</span>` : nothing}
    ${isCard ? html`<span class="pose-card" title=${t("reference card")}>${icon("star", "icon-12")}</span>` : nothing}
    ${cut && mask === undefined ? html`<span class="pose-wait">${t("Finding the figure…")}</span>` : nothing}
  </span>`;
}

/**
 * The field that a name is typed in. It lies over its card, not in it: a list of choices holds nothing but choices.
 * @param {Acts} acts @param {Pose} pose
 */
export function nameField(acts, pose) {
  const value = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).value;
  const keyed = (/** @type {KeyboardEvent} */ event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Enter") acts.renamed(pose, value(event));
    if (event.key === "Escape") acts.renamed(pose, null);
  };
  return html`<input class="input input--dense pose-name" aria-label=${t("Name of the pose")} maxlength="120" autocomplete="off" spellcheck="false" dir="auto"
    .value=${pose.name} @keydown=${keyed} @blur=${(/** @type {Event} */ event) => acts.renamed(pose, value(event))} @click=${stop} @dblclick=${stop} @pointerdown=${stop}>`;
}

/** @param {Event} event */
function stop(event) {
  event.stopPropagation();
}
