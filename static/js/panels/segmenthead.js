/**
 * The head of a segment's panel: which two poses, how far it is, what went wrong, and who has locked it.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { poseName } from "#kf/core/edits.js";
import { t, tn } from "#kf/core/i18n.js";
import { lockedSentence } from "#kf/core/locker.js";
import { troubleWords } from "#kf/core/troubles.js";
import { panels } from "#kf/later/parts.js";
import { thumb } from "#kf/panels/parts.js";
import { going, kept, placeWords, timeWords } from "#kf/panels/work.js";
import { icon } from "#kf/ui/icon.js";

/** @param {Store} store @param {Keyframe} left @param {Keyframe} right @param {Segment} segment */
export function segmentHead(store, left, right, segment) {
  const { state, total, done } = going(segment);
  return html`<div class="pair">
      ${thumb(store, store.poses.value.get(left.pose))}${icon("arrow-right")}${thumb(store, store.poses.value.get(right.pose))}
      <span class="grow"><span class="strong ell">${t("{from} to {to}", { from: poseName(store, left.pose), to: poseName(store, right.pose) })}</span>
        <span class="t12 num ell state--${segment.state}" title=${segmentWords(segment)}>${segmentWords(segment)}</span></span>
      ${state === "running" || state === "queued" ? html`<button type="button" class="btn btn--line btn--dense" @click=${() => store.cancelSegment(left.id)}>${t("Cancel")}</button>` : nothing}
    </div>
    ${state === "running" ? html`<progress class="wide-bar" max=${total || 1} .value=${done} aria-label=${t("Rendering")}></progress>` : nothing}
    ${segment.error && segment.state === "failed" ? failure(store, left, segment) : nothing}
    ${left.locked ? lockNote(store, left) : nothing}`;
}

/** How far a segment is. @param {Segment} segment @returns {string} */
export function segmentWords(segment) {
  if (going(segment) !== segment) return t("Draft: {words}", { words: segmentWords(going(segment)) });
  const { state, done, total, eta, place } = segment;
  const left = eta === null ? [] : [t("{time} left", { time: timeWords(eta) })];
  if (state === "running") return [`${done}/${total}`, ...left].join(" · ");
  if (state === "queued")
    return [t("Queued"), ...(place === null ? [] : [placeWords(place)]), ...left].join(" · ");
  if (state === "fresh") return tn("Fresh, {count} drawing", "Fresh, {count} drawings", segment.drawings);
  if (segment.draft) return t("Draft, the final is not rendered");
  if (state === "stale") return t("Stale, earlier take shown");
  if (state === "failed")
    return t("Failed, {kept} of {count} kept", { kept: kept(segment), count: segment.drawings });
  return kept(segment) > 0
    ? t("{kept} of {count} drawn", { kept: kept(segment), count: segment.drawings })
    : t("Not rendered");
}

/** @param {Store} store @param {Keyframe} left @param {Segment} segment */
function failure(store, left, segment) {
  const rest = segment.drawings - kept(segment);
  return html`<div class="note note--fail" role="alert">${icon("alert")}<span>${segment.error ? troubleWords(segment.error, segment) : nothing}
    <button type="button" class="btn btn--line btn--dense note-do" @click=${() => store.render({ keyframes: [left.id] })}>
      ${kept(segment) > 0 ? tn("Render the other {count}", "Render the other {count}", rest) : t("Render again")}</button></span></div>`;
}

/** @param {Store} store @param {Keyframe} left */
function lockNote(store, left) {
  const unlock = async () => void (await panels.load()).setLocked(store, [left], false);
  return html`<div class="note note--lock">${icon("lock")}<span><b class="strong">${lockedSentence(left, store.you.value.id)}</b>
    ${t("Its settings and drawings stay as they are.")}
    <button type="button" class="btn btn--line btn--dense note-do" @click=${unlock}>${t("Unlock")}</button></span></div>`;
}
