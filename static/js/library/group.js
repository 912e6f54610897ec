/**
 * The pictures of one character, or of nobody, under their heading.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Scene} from "#kf/library/card.js"
 * @import {Group} from "#kf/library/order.js"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t, tn } from "#kf/core/i18n.js";
import { library } from "#kf/later/parts.js";
import { card } from "#kf/library/card.js";
import { chosenOf } from "#kf/library/chosen.js";
import { colourOf } from "#kf/library/colours.js";
import { SIZE } from "#kf/library/look.js";
import { icon } from "#kf/ui/icon.js";

/**
 * @param {Scene} scene @param {Group} group @param {readonly Group[]} groups all of them: a library without characters has no headings
 * @param {{open: boolean, flip: () => void}} fold
 */
export function groupOf(scene, group, groups, fold) {
  const { id, character, plates, poses } = group;
  const name = nameOf(group, groups);
  const headed = character || plates || groups.length > 1;
  const list = html`<div class="poses poses--${SIZE.value} ${plates ? "poses--plates" : ""}" role="listbox" aria-multiselectable="true" aria-label=${name} data-character=${id}>
    ${repeat(
      poses,
      (pose) => pose.id,
      (pose) => card(scene, pose),
    )}</div>`;
  const bare = html`<p class="hint lib-hint" data-character=${id}>${t("No pose shows {name} yet. Drag one here, or choose Shows… in its menu.", { name })}</p>`;
  return html`${headed ? head(scene.store, group, name, fold) : nothing}${fold.open ? (poses.length > 0 ? list : bare) : nothing}`;
}

/** @param {Group} group @param {readonly Group[]} groups */
function nameOf({ character, plates }, groups) {
  if (character) return character.name;
  if (plates) return t("Backgrounds");
  return groups[0].character ? t("No character") : t("Poses");
}

/** @param {Store} store @param {Group} group @param {string} name @param {{open: boolean, flip: () => void}} fold */
function head(store, { id, character, plates, poses }, name, { open, flip }) {
  const count = plates
    ? tn("{count} picture", "{count} pictures", poses.length)
    : tn("{count} pose", "{count} poses", poses.length);
  const more = t("More for {name}", { name });
  const menu = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const at = /** @type {Element} */ (event.currentTarget);
    const all = () => chosenOf(store).all(poses.map((pose) => pose.id));
    if (character) (await library.load()).openCharacterMenu(store, character, at, all);
  };
  const sign = character
    ? html`<i class="dot" .style=${`background:${colourOf(character)}`}></i>`
    : plates
      ? icon("image", "icon-12")
      : html`<i class="dot dot--none"></i>`;
  return html`<div class="who" data-character=${id} @contextmenu=${menu}>
    <button type="button" class="who-name" aria-expanded=${open} title=${name} @click=${flip}>${sign}<span class="ell" dir="auto">${name}</span></button>
    <span class="dim num">${count}</span>
    ${character ? html`<button type="button" class="ibtn who-more" aria-haspopup="menu" aria-label=${more} title=${more} @click=${menu}>${icon("more")}</button>` : nothing}
  </div>`;
}
