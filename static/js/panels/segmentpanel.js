/**
 * The settings and the state of one segment. They hang on its left key.
 *
 * @import {Ease, Keyframe, Operation, Segment} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { eases, exposures } from "#kf/core/choices.js";
import { poseName, setKey } from "#kf/core/edits.js";
import { t, tn } from "#kf/core/i18n.js";
import { spacingOf } from "#kf/core/time.js";
import { motionPanel } from "#kf/panels/motionpanel.js";
import { segmented, select, thumb } from "#kf/panels/parts.js";
import { qualityPanel } from "#kf/panels/qualitypanel.js";
import { kept, placeWords, timeWords, workOf } from "#kf/panels/work.js";
import { methodLabel } from "#kf/player/words.js";
import { icon } from "#kf/ui/icon.js";

/** @type {Record<string, string>} */
const METHOD_ICONS = { rig: "joints", flow: "flow", crossfade: "crossfade", hold: "hold" };

/** @param {Store} store @param {Keyframe} left */
function rightOf(store, left) {
  const track = store.shotKeys.value;
  return track[track.findIndex(({ id }) => id === left.id) + 1];
}

/** @param {Store} store @param {Keyframe} left */
export function segmentPanel(store, left) {
  const right = rightOf(store, left);
  const segment = store.segments.value.get(left.id);
  if (!right || !segment)
    return html`<p class="dim">${t("These two keys touch: there is nothing between them.")}</p>`;
  const options = [
    { value: "auto", label: t("Auto") },
    ...store.engine.value.methods
      .filter(({ name }) => name !== "auto")
      .map(({ name, label }) => ({ value: name, label: t(label) })),
  ];
  return html`<div class="pair">
      ${thumb(store, store.poses.value.get(left.pose))}${icon("arrow-right")}${thumb(store, store.poses.value.get(right.pose))}
      <span class="grow"><span class="strong ell">${t("{from} to {to}", { from: poseName(store, left.pose), to: poseName(store, right.pose) })}</span>
        <span class="t12 num state--${segment.state}">${stateWords(segment)}</span></span>
      ${segment.state === "running" || segment.state === "queued" ? html`<button type="button" class="btn btn--line btn--dense" @click=${() => store.cancelSegment(left.id)}>${t("Cancel")}</button>` : nothing}
    </div>
    ${segment.state === "running" ? html`<progress class="wide-bar" max=${segment.total || 1} .value=${segment.done} aria-label=${t("Rendering")}></progress>` : nothing}
    ${segment.error && segment.state === "failed" ? failure(store, left, segment) : nothing}
    <div class="insp-s">
      <div class="prop prop--two"><span>${t("In-betweens")}</span><span class="row">
        <kf-number label=${t("In-betweens")} .value=${segment.count} min="1" .rate=${store.project.value.rate}
          @change=${(/** @type {CustomEvent} */ event) => setCount(store, left, right, event.detail.value)}></kf-number>
      </span></div>
      <div class="prop"><span>${t("Drawn on")}</span>${segmented(t("Exposure"), exposures(), left.exposure, (exposure) => void setKey(store, left.id, { exposure }))}</div>
      ${select(t("Spacing"), eases(), left.ease, (ease) => setEase(store, left, segment.count, /** @type {Ease} */ (ease)))}
    </div>
    <kf-spacing .key=${left} .count=${segment.count} @kf-chart=${(/** @type {CustomEvent} */ event) => void setKey(store, left.id, { ease: "chart", chart: event.detail.chart, ...(left.curve ? { curve: null } : {}) }, { join: `chart:${left.id}` })}
      @kf-curve=${(/** @type {CustomEvent} */ event) => void setKey(store, left.id, { ease: "cubic", curve: event.detail.curve, ...(left.chart ? { chart: null } : {}) }, { join: `curve:${left.id}` })}></kf-spacing>
    <div class="insp-s">
      ${select(t("Method"), options, left.method, (method) => void setKey(store, left.id, { method }))}
      ${advice(store, left, segment)}
    </div>
    ${qualityPanel(store, left, segment)}
    ${motionPanel(store, left)}`;
}

/** The one button at the foot: render this segment, or nothing where there is nothing to do. @param {Store} store @param {Keyframe} left */
export function segmentFoot(store, left) {
  const work = workOf([left], store.segments.value, store.engine.value.seconds_per_drawing);
  if (work.open.length === 0) return nothing;
  return html`<div class="insp-f"><button type="button" class="btn btn--line btn--wide" @click=${() => store.render({ keyframes: [left.id] })}>
    ${work.stale ? t("Render this again") : t("Render this")} <span class="sub num dim">${t("about {time}", { time: timeWords(work.seconds) })}</span></button></div>`;
}

/** @param {Segment} segment */
function stateWords(segment) {
  const { state, done, total, eta, place } = segment;
  const left = eta === null ? [] : [t("{time} left", { time: timeWords(eta) })];
  if (state === "running") return [`${done}/${total}`, ...left].join(" · ");
  if (state === "queued")
    return [t("Queued"), ...(place === null ? [] : [placeWords(place)]), ...left].join(" · ");
  if (state === "fresh") return freshWords(segment);
  if (state === "stale") return t("Stale, earlier take shown");
  if (state === "failed")
    return t("Failed, {kept} of {count} kept", { kept: kept(segment), count: segment.drawings });
  return kept(segment) > 0
    ? t("{kept} of {count} drawn", { kept: kept(segment), count: segment.drawings })
    : t("Not rendered");
}

/** @param {Segment} segment */
function freshWords({ drawings, quality }) {
  const words = tn("Fresh, {count} drawing", "Fresh, {count} drawings", drawings);
  return quality ? `${words} · ${t("quality {score}", { score: Math.round(quality.score) })}` : words;
}

/** @param {Store} store @param {Keyframe} left @param {Segment} segment */
function failure(store, left, segment) {
  const rest = segment.drawings - kept(segment);
  return html`<div class="note note--fail" role="alert">${icon("alert")}<span>${segment.error?.sentence}
    <button type="button" class="btn btn--line btn--dense note-do" @click=${() => store.render({ keyframes: [left.id] })}>
      ${kept(segment) > 0 ? tn("Render the other {count}", "Render the other {count}", rest) : t("Render again")}</button></span></div>`;
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

/**
 * Another number of in-betweens moves the right key and all that follow, so that nothing else changes.
 * @param {Store} store @param {Keyframe} left @param {Keyframe} right @param {number} count
 */
function setCount(store, left, right, count) {
  const by = left.frame + left.hold + count - right.frame;
  if (by === 0) return;
  const later = store.shotKeys.value.filter(({ frame }) => frame >= right.frame);
  const order = by > 0 ? later.toReversed() : later;
  /** @type {Operation[]} */
  const operations = order.map(({ id, frame }) => ({
    do: "set",
    on: "keyframe",
    id,
    to: { frame: frame + by },
  }));
  const label = tn("{count} in-between to {pose}", "{count} in-betweens to {pose}", count, {
    pose: poseName(store, right.pose),
  });
  void store.edit(label, operations, { join: `count:${left.id}` });
}

/**
 * A curve of one's own begins as what was chosen before, and so does a chart.
 * @param {Store} store @param {Keyframe} left @param {number} count of in-betweens @param {Ease} ease
 */
function setEase(store, left, count, ease) {
  void setKey(store, left.id, spacingOf(left, count, ease));
}
