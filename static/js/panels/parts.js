/** Small templates that several panels show. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { t } from "#kf/core/i18n.js";
import { pictureUrl } from "#kf/core/urls.js";
import { closeUp } from "#kf/panels/figurebox.js";
import { icon } from "#kf/ui/icon.js";

/**
 * @import {Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */

/** @param {Store} store @param {Pose | undefined} pose */
export function thumb(store, pose) {
  const picture = pose ? pictureUrl(store.project.value.id, pose.sha256) : null;
  return html`<span class="im">${pose && picture ? html`<img class="pic pic--whole" src=${picture} alt="" draggable="false" .style=${closeUp(picture, pose.has_alpha)}>` : nothing}</span>`;
}

/**
 * A named list of choices.
 * @param {string} label
 * @param {{value: string, label: string, title?: string}[]} options
 * @param {string} value
 * @param {(value: string) => void} chosen
 * @param {string} [sign] an icon before the choice
 */
export function select(label, options, value, chosen, sign) {
  const changed = (/** @type {Event} */ event) =>
    chosen(/** @type {HTMLSelectElement} */ (event.target).value);
  return html`<label class="prop"><span>${label}</span><span class=${sign ? "select select--sign" : "select"}>${sign ? icon(sign) : nothing}<select @change=${changed}>
    ${options.map((option) => html`<option value=${option.value} title=${option.title ?? nothing} .selected=${live(option.value === value)}>${option.label}</option>`)}
  </select>${icon("down")}</span></label>`;
}

/**
 * One of a few, side by side.
 * @template T
 * @param {string} label
 * @param {{value: T, label: string, hint?: string, short?: string}[]} options short: what is seen where room is scarce
 * @param {T} value
 * @param {(value: T) => void} chosen
 */
export function segmented(label, options, value, chosen) {
  return html`<div class="segd segd--wide" role="group" aria-label=${label}>
    ${options.map((option) => html`<button type="button" aria-pressed=${option.value === value} title=${option.hint ?? nothing} aria-label=${option.short ? `${option.short}, ${option.label}` : nothing} @click=${() => chosen(option.value)}>${option.short ?? option.label}</button>`)}
  </div>`;
}

/**
 * Pictures to choose one from, in a pop-over under the button that names it.
 * @param {Store} store
 * @param {string} id of the pop-over
 * @param {Pose[]} poses
 * @param {string | null} chosen
 * @param {(pose: Pose) => void} choose
 */
export function picker(store, id, poses, chosen, choose) {
  const pick = (/** @type {Event} */ event, /** @type {Pose} */ pose) => {
    /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (event.target).closest("[popover]")
    )?.hidePopover();
    choose(pose);
  };
  return html`<div id=${id} class="menu picker" role="menu" popover aria-label=${t("Choose a picture")}>
    ${poses.map(
      (
        pose,
      ) => html`<button type="button" role="menuitemradio" tabindex="-1" aria-checked=${pose.id === chosen} @click=${(/** @type {Event} */ event) => pick(event, pose)}>
        ${thumb(store, pose)}<span class="ell">${pose.name}</span></button>`,
    )}
  </div>`;
}
