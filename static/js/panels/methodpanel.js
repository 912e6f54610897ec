/**
 * How a segment is drawn, with a plain word on whether that suits its two poses.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { preflightBlock } from "#kf/match/preflight.js";
import { select } from "#kf/panels/parts.js";
import { changeAll } from "#kf/panels/segmentedits.js";
import { methodLabel } from "#kf/player/words.js";
import { icon } from "#kf/ui/icon.js";

/** @type {Record<string, string>} */
const METHOD_ICONS = { auto: "spark", rig: "joints", flow: "flow", crossfade: "crossfade", hold: "hold" };

/** @param {Store} store @param {Keyframe} left @param {Segment} segment */
export function methodPanel(store, left, segment) {
  return html`<div class="insp-s">${methodSelect(store, [left])}${advice(store, left, segment)}</div>
    ${segment.state === "fresh" || left.locked ? nothing : preflightBlock(store, left.id)}`;
}

/**
 * The list of methods; where segments differ it says so.
 * @param {Store} store @param {readonly Keyframe[]} lefts
 */
export function methodSelect(store, lefts) {
  const methods = new Set(lefts.map(({ method }) => method));
  const value = methods.size === 1 ? lefts[0].method : "";
  const options = [
    ...(value ? [] : [{ value: "", label: t("Different") }]),
    { value: "auto", label: t("Auto") },
    ...store.engine.value.methods
      .filter(({ name }) => name !== "auto")
      .map(({ name, label }) => ({ value: name, label: t(label) })),
  ];
  const choose = (/** @type {string} */ method) =>
    method && void changeAll(store, t("Change the method"), lefts, () => ({ method }));
  return select(t("Method"), options, value, choose, METHOD_ICONS[value] ?? "more");
}

/** Why this method; for Auto also which one it is. @param {Store} store @param {Keyframe} left @param {Segment} segment */
function advice(store, left, segment) {
  if (!segment.reason)
    return left.method === "auto"
      ? html`<p class="hint">${t("Auto looks at the two poses when it renders, and says what it chose and why.")}</p>`
      : nothing;
  const chosen =
    left.method === "auto"
      ? html`<b class="strong">${t("{method}.", { method: methodLabel(store, segment.method) })}</b> `
      : nothing;
  return html`<div class="note">${icon(METHOD_ICONS[segment.method ?? ""] ?? "spark")}<span>${chosen}${t(segment.reason)}</span></div>`;
}
