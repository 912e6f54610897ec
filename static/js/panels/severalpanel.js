/**
 * Several keys or several segments at once: what is changed here is changed for all of them in one step.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { exposures } from "#kf/core/choices.js";
import { removeKeys } from "#kf/core/edits.js";
import { t, tn } from "#kf/core/i18n.js";
import { methodSelect } from "#kf/panels/methodpanel.js";
import { segmented, thumb } from "#kf/panels/parts.js";
import { changeAll, setLocked } from "#kf/panels/segmentedits.js";
import { spacingItems, spacingSelect } from "#kf/panels/spacingpanel.js";
import { icon } from "#kf/ui/icon.js";
import { openMenu } from "#kf/ui/menu.js";

const SHOWN = 5;

/** @param {Store} store @param {Keyframe[]} keys @param {Keyframe[]} lefts segments from one of them to the next */
export function severalKeys(store, keys, lefts) {
  return html`${heap(store, keys, tn("{count} key selected", "{count} keys selected", keys.length))}
    <p class="hint">${t("Drag one of them on the timeline to move them all, or press Alt and an arrow key.")}</p>
    ${lefts.length > 0 ? html`<div class="insp-s insp-next"><h2 class="insp-h">${tn("The segment between them", "The {count} segments between them", lefts.length)}</h2>${common(store, lefts)}</div>` : nothing}
    <div class="insp-next"><button type="button" class="btn btn--danger" @click=${() => removeKeys(store, keys)}>${icon("trash")}${tn("Delete {count} key", "Delete {count} keys", keys.length)}</button></div>`;
}

/** @param {Store} store @param {Keyframe[]} lefts */
export function severalSegments(store, lefts) {
  const frames = lefts.reduce((sum, { id }) => sum + (store.segments.value.get(id)?.count ?? 0), 0);
  return html`${heap(store, lefts, tn("{count} segment selected", "{count} segments selected", lefts.length), tn("{count} in-between", "{count} in-betweens", frames))}
    <div class="insp-s">${common(store, lefts)}</div>`;
}

/** @param {Store} store @param {Keyframe[]} keys @param {string} title @param {string} [more] */
function heap(store, keys, title, more) {
  return html`<div class="pair pair--heap"><span class="heap">${keys.slice(0, SHOWN).map(({ pose }) => thumb(store, store.poses.value.get(pose)))}</span>
    <span class="grow"><span class="strong">${title}</span>${more ? html`<span class="t12 dim num">${more}</span>` : nothing}</span></div>`;
}

/** @param {Store} store @param {Keyframe[]} lefts */
function common(store, lefts) {
  const [open, locked] = [lefts.filter((left) => !left.locked), lefts.filter((left) => left.locked)];
  const exposure = new Set(lefts.map((left) => left.exposure));
  const drawnOn = /** @type {1 | 2 | 3} */ (exposure.size === 1 ? lefts[0].exposure : 0);
  const more = (/** @type {Event} */ event) =>
    openMenu(spacingItems(store, lefts), /** @type {Element} */ (event.currentTarget), t("Spacing"));
  return html`${
    locked.length > 0
      ? html`<div class="note note--lock">${icon("lock")}<span>${tn("{count} of them is locked and stays as it is.", "{count} of them are locked and stay as they are.", locked.length)}</span></div>`
      : nothing
  }
    ${
      open.length > 0
        ? html`<div class="prop"><span>${t("Drawn on")}</span>${segmented(t("Exposure"), exposures(), drawnOn, (to) => void changeAll(store, t("Change the exposure"), open, () => ({ exposure: to })))}</div>
        <div class="prop prop--more">${spacingSelect(store, open)}<button type="button" class="ibtn" aria-haspopup="menu" aria-label=${t("More about spacing")} title=${t("Copy, paste, turn round")} @click=${more}>${icon("more")}</button></div>
        ${methodSelect(store, open)}`
        : nothing
    }
    <div class="row row--wrap">
      ${open.length > 0 ? html`<button type="button" class="btn btn--line btn--dense" @click=${() => setLocked(store, open, true)}>${icon("lock")}${tn("Lock {count} segment", "Lock {count} segments", open.length)}</button>` : nothing}
      ${locked.length > 0 ? html`<button type="button" class="btn btn--line btn--dense" @click=${() => setLocked(store, locked, false)}>${tn("Unlock {count} segment", "Unlock {count} segments", locked.length)}</button>` : nothing}
    </div>`;
}
