/**
 * What people think of the takes that a shot shows, counted beside what is left to render. A count leads to the next
 * segment that it counts.
 *
 * @import {Id} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { tn } from "#kf/core/i18n.js";
import { verdicts } from "#kf/panels/judged.js";
import { showSegment } from "#kf/panels/segmentname.js";
import { icon } from "#kf/ui/icon.js";

/** @param {Store} store */
export function verdictBadges(store) {
  const known = verdicts(store).value;
  const judged = (/** @type {"accepted" | "rejected"} */ verdict) =>
    store.shotKeys.value.flatMap(({ id }) => (known.get(id) === verdict ? id : []));
  const [bad, good] = [judged("rejected"), judged("accepted")];
  return [
    badge(store, bad, "badge--fail", "close", tn("{count} rejected", "{count} rejected", bad.length)),
    badge(store, good, "badge--ok", "check", tn("{count} accepted", "{count} accepted", good.length)),
  ];
}

/** @param {Store} store @param {readonly Id[]} lefts @param {string} look @param {string} sign @param {string} words */
function badge(store, lefts, look, sign, words) {
  if (lefts.length === 0) return nothing;
  const show = (/** @type {Event} */ event) => {
    showSegment(store, next(store, lefts));
    event.target?.dispatchEvent(new CustomEvent("kf-inspect", { bubbles: true, detail: { tab: "review" } }));
  };
  return html`<button type="button" class="badge ${look} roomy" @click=${show}>${icon(sign, "icon-12")}${words}</button>`;
}

/** The one after that which is selected, and from the last to the first. @param {Store} store @param {readonly Id[]} lefts */
function next({ selection }, lefts) {
  return lefts[(lefts.findIndex((id) => selection.value.has(`seg:${id}`)) + 1) % lefts.length];
}
