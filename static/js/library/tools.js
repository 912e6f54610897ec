/**
 * What stands above and below the library's pictures: the field to find one, the tags, the bar of several.
 *
 * @import {Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { library } from "#kf/later/parts.js";
import { chosenOf, chosenPoses } from "#kf/library/chosen.js";
import { tagsOf } from "#kf/library/order.js";
import { icon } from "#kf/ui/icon.js";

/** @param {string} sought @param {(text: string) => void} typed */
export function searchField(sought, typed) {
  return html`<label class="input input--quiet input--dense lib-find">${icon("search")}<span class="vh">${t("Find a pose")}</span>
    <input type="search" dir="auto" placeholder=${t("Name or tag")} .value=${sought}
      @input=${(/** @type {Event} */ event) => typed(/** @type {HTMLInputElement} */ (event.target).value)}></label>`;
}

/**
 * The tags of the library, to show only what has them.
 * @param {readonly Pose[]} poses
 * @param {ReadonlySet<string>} on
 * @param {(tags: ReadonlySet<string>) => void} changed
 */
export function tagRow(poses, on, changed) {
  const tags = tagsOf(poses);
  if (tags.length === 0) return nothing;
  const flip = (/** @type {string} */ tag) => {
    const next = new Set(on);
    if (!next.delete(tag)) next.add(tag);
    changed(next);
  };
  return html`<div class="lib-tags" role="group" aria-label=${t("Show only what has the tag")}>
    ${tags.map(
      ({
        name,
        count,
      }) => html`<button type="button" class="lib-chip" aria-pressed=${on.has(name)} @click=${() => flip(name)}>
      ${on.has(name) ? icon("check", "icon-12") : nothing}<span class="ell" dir="auto">${name}</span> <span class="num dim">${count}</span></button>`,
    )}</div>`;
}

/** What can be done with the chosen pictures. @param {Store} store */
export function severalBar(store) {
  const chosen = chosenOf(store);
  const poses = chosenPoses(store);
  const assign = async (/** @type {Event} */ event) => {
    const at = /** @type {Element} */ (event.currentTarget);
    const { openAssignMenu } = await library.load();
    openAssignMenu(
      store,
      poses.filter((pose) => !pose.is_plate),
      at,
    );
  };
  const act = (
    /** @type {string} */ sign,
    /** @type {string} */ label,
    /** @type {(event: Event) => void} */ run,
  ) =>
    html`<button type="button" class="ibtn" aria-label=${label} title=${label} @click=${run}>${icon(sign)}</button>`;
  return html`<div class="lib-bar" role="toolbar" aria-label=${t("The chosen pictures")}>
    <span class="grow num">${tn("{count} chosen", "{count} chosen", poses.length)}</span>
    ${act("tag", t("Tags…"), async () => void (await library.load()).openTagging(store, poses))}
    ${act("users", t("Shows…"), assign)}
    ${act("trash", t("Delete"), async () => void (await library.load()).removePoses(store, poses))}
    ${act("close", t("Choose one again"), () => chosen.none())}
  </div>`;
}
