/**
 * The button that renders, with the menu of all other ways beside it: for the transport and for the foot of the panel.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { panels } from "#kf/later/parts.js";
import { workFor } from "#kf/panels/rendering.js";
import { subjectOf } from "#kf/panels/subject.js";
import { timeWords } from "#kf/panels/work.js";
import { icon } from "#kf/ui/icon.js";
import { openMenu } from "#kf/ui/menu.js";

/**
 * A button with its menu.
 * @param {Store} store
 * @param {unknown} button the main button, with the class "split-main"
 * @param {string} look the menu button's class
 */
export function renderSplit(store, button, look = "btn--primary") {
  const open = async (/** @type {Event} */ event) => {
    const at = /** @type {Element} */ (event.currentTarget);
    const { renderItems } = await panels.load();
    openMenu(renderItems(store, subjectOf(store).lefts), at, t("Render"));
  };
  return html`<span class="split">${button}<button type="button" class="btn ${look} split-more" aria-haspopup="menu" aria-label=${t("More ways to render")} title=${t("More ways to render")} @click=${open}>${icon("down", "icon-12")}</button></span>`;
}

/** The foot of the panel: render what it is about, or go on where that is done. @param {Store} store @param {readonly Keyframe[]} lefts */
export function renderFoot(store, lefts) {
  const work = workFor(store, lefts);
  if (work.segments === 0) return nothing;
  if (work.open.length > 0) {
    const words = tn("Render {count} in-between", "Render {count} in-betweens", work.inbetweens);
    return html`<div class="insp-f">${renderSplit(
      store,
      html`<button type="button" class="btn btn--primary split-main" @click=${() => store.render({ keyframes: work.open })}>${words}
        <span class="sub num">${t("about {time}", { time: timeWords(work.seconds) })}</span></button>`,
    )}</div>`;
  }
  if (work.going.length === 1 && lefts.length === 1) return nothing; // its head has the button
  if (work.going.length > 0)
    return html`<div class="insp-f"><button type="button" class="btn btn--line btn--wide" @click=${() => Promise.all(work.going.map((id) => store.cancelSegment(id)))}>
      ${tn("Cancel the render", "Cancel {count} renders", work.going.length)}</button></div>`;
  return html`<div class="insp-f">${renderSplit(
    store,
    html`<button type="button" class="btn btn--line split-main" @click=${judge}>${icon("check")}${t("Rendered. Judge it")}</button>`,
    "btn--line",
  )}</div>`;
}

/** @param {Event} event */
function judge(event) {
  event.target?.dispatchEvent(new CustomEvent("kf-inspect", { bubbles: true, detail: { tab: "review" } }));
}
