/**
 * Taking a take or not: for one segment, or for all of a range at once.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Item} from "#kf/ui/menu.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { lockedSentence } from "#kf/core/locker.js";
import { mine } from "#kf/panels/judged.js";
import { judge } from "#kf/panels/judgements.js";
import { lefts, mend, ranged } from "#kf/panels/rendermenu.js";
import { setLocked } from "#kf/panels/segmentedits.js";
import { icon } from "#kf/ui/icon.js";
import { openMenu } from "#kf/ui/menu.js";

/** @param {Store} store @param {Keyframe} left @param {Segment} segment */
export function verdictFoot(store, left, segment) {
  const { verdict } = mine(store, left.id, segment.shown);
  const say = (/** @type {"accepted" | "rejected"} */ to) => () =>
    judge(store, left, segment, { verdict: verdict === to ? null : to });
  const more = (/** @type {Event} */ event) =>
    openMenu(rangeItems(store), /** @type {Element} */ (event.currentTarget), t("For several at once"));
  return html`<div class="insp-f verdict">
    <button type="button" class="btn btn--line" aria-pressed=${verdict === "rejected"} @click=${say("rejected")}>${icon("close")}${verdict === "rejected" ? t("Rejected") : t("Reject")}</button>
    <span class="split grow"><button type="button" class="btn btn--primary split-main" aria-pressed=${verdict === "accepted"} @click=${say("accepted")}>${icon("check")}${verdict === "accepted" ? t("Accepted") : t("Accept")}</button><button type="button" class="btn btn--primary split-more" aria-haspopup="menu" aria-label=${t("For several at once")} title=${t("For several at once")} @click=${more}>${icon("down", "icon-12")}</button></span></div>`;
}

/** What follows from a verdict. @param {Store} store @param {Keyframe} left @param {Segment} segment */
export function verdictNote(store, left, segment) {
  const { verdict } = mine(store, left.id, segment.shown);
  if (verdict === "rejected")
    return html`<div class="note note--fail">${icon("close")}<span>${t("Rejected. Change its settings or set a breakdown, then render again.")}
      <button type="button" class="btn btn--line btn--dense note-do" @click=${toSettings}>${t("To its settings")}</button></span></div>`;
  return verdict === "accepted" || left.locked ? lockNote(store, left) : nothing;
}

/** Locked or to be locked: one button in one place, so that it stays under the press. @param {Store} store @param {Keyframe} left */
function lockNote(store, left) {
  const { locked } = left;
  const words = locked
    ? lockedSentence(left, store.you.value.id)
    : t("Accepted. Lock it, and nobody changes it by accident.");
  return html`<div class="note ${locked ? "note--lock" : ""}">${icon(locked ? "lock" : "check")}<span>${words}
      <button type="button" class="btn btn--line btn--dense note-do" @click=${() => setLocked(store, [left], !locked)}>${icon("lock")}${locked ? t("Unlock") : t("Lock it")}</button></span></div>`;
}

/** @param {Event} event */
function toSettings(event) {
  event.target?.dispatchEvent(new CustomEvent("kf-inspect", { bubbles: true }));
}

/** @param {Store} store @returns {(Item | null)[]} */
function rangeItems(store) {
  const drawn = (/** @type {Keyframe} */ { id }) => store.segments.value.get(id)?.shown != null;
  const shot = store.shotKeys.value.filter(drawn);
  const range = ranged(store) ? lefts(store).filter(drawn) : [];
  const [some, where] = range.length > 0 ? [range, t("from in to out")] : [shot, t("of this shot")];
  const open = some.filter(({ locked }) => !locked);
  const all = (/** @type {"accepted" | "rejected"} */ verdict) => () => {
    for (const one of some) {
      const segment = store.segments.value.get(one.id);
      if (segment) void judge(store, one, segment, { verdict });
    }
  };
  const hint = tn("{count} drawn segment {where}", "{count} drawn segments {where}", some.length, { where });
  const none = some.length === 0;
  return [
    { label: t("Accept all"), icon: "check", hint, disabled: none, run: all("accepted") },
    {
      label: t("Accept all and lock"),
      icon: "lock",
      hint,
      disabled: open.length === 0,
      run: () => {
        all("accepted")();
        void setLocked(store, open, true);
      },
    },
    null,
    { label: t("Reject all"), icon: "close", hint, disabled: none, run: all("rejected") },
    {
      label: t("Check and mend all"),
      icon: "stale",
      hint: t("Looks at the drawings, and draws what is broken or missing."),
      disabled: open.length === 0,
      run: () => void mend(store, open),
    },
  ];
}
