/**
 * The typed equal of stretching a selection: to a length, or by a share of what it is.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Span} from "#kf/timeline/retime.js"
 */
import { signal } from "@preact/signals-core";
import { html, nothing, render } from "lit";
import { live } from "lit/directives/live.js";
import { t, tn } from "#kf/core/i18n.js";
import { perSecond, shownFrame } from "#kf/core/time.js";
import { commit, refusalOf } from "#kf/timeline/commit.js";
import { operationsOf } from "#kf/timeline/plan.js";
import { spanOf, stretched } from "#kf/timeline/retime.js";
import "#kf/ui/number.js";

/** Shares that are asked for most. */
const USUAL = [50, 75, 125, 150, 200];
const LEAST = 2;
const MOST = 12_000;

/** Whether what follows goes along; kept while the page is open. */
const along = signal(true);

/**
 * @param {Store} store
 * @param {readonly Keyframe[]} keys
 */
export function openRetime(store, keys) {
  const span = spanOf(keys);
  if (!span) return void store.toast(t("Select two keys or more to retime them."));
  const ids = new Set(keys.map(({ id }) => id));
  const dialog = document.createElement("dialog");
  dialog.className = "dialog retime";
  dialog.setAttribute("aria-label", t("Retime"));
  const before = lengthOf(span);
  let length = before;

  const plan = () =>
    stretched(store.shotKeys.value, ids, "end", span.from + length - 1, { ripple: along.value });
  const apply = () => {
    const label = tn(
      "Retime {count} key to {length} frames",
      "Retime {count} keys to {length} frames",
      ids.size,
      { length },
    );
    dialog.close();
    void commit(store, label, operationsOf(store.shotKeys.value, plan()));
  };
  const to = (/** @type {number} */ frames) => {
    length = Math.min(MOST, Math.max(LEAST, Math.round(frames)));
    draw();
  };
  // A share is one of the way from the first key to the last, as at the handle.
  const share = () => Math.round(((length - 1) / (before - 1)) * 100);
  const toShare = (/** @type {number} */ percent) => to(1 + ((before - 1) * percent) / 100);

  const draw = () => {
    const change = plan();
    const after = spanOf(
      store.shotKeys.value.filter(({ id }) => ids.has(id)).map((key) => ({ ...key, ...change.get(key.id) })),
    );
    const reached = after ? lengthOf(after) : before;
    const why = refusalOf(store, { plan: change })?.sentence ?? null;
    render(
      html`<h2>${tn("Retime {count} key", "Retime {count} keys", ids.size)}</h2>
        <div class="col">
          <p class="dim">${t("Now frames {from} to {to}: {length} frames, {seconds} s.", { ...shownSpan(store, span), length: before, seconds: seconds(store, before) })}</p>
          <div class="row marker-times">
            <div class="field"><span class="label">${t("Length")}</span><kf-number label=${t("Length in frames")} .value=${live(length)} .rate=${store.project.value.rate} min=${LEAST} max=${MOST} .of=${[1, before]}
              @change=${(/** @type {CustomEvent} */ event) => to(event.detail.value)}></kf-number></div>
            <div class="field"><span class="label">${t("Share in percent")}</span><kf-number label=${t("Share in percent")} .value=${live(share())} min="1" max="1000" step="5"
              @change=${(/** @type {CustomEvent} */ event) => toShare(event.detail.value)}></kf-number></div>
          </div>
          <div class="row row--wrap" role="group" aria-label=${t("Usual shares")}>${USUAL.map(
            (usual) =>
              html`<button type="button" class="btn btn--line btn--dense" @click=${() => toShare(usual)}>${t("{share} %", { share: usual })}</button>`,
          )}</div>
          <label class="check"><input class="switch" type="checkbox" .checked=${along.value} @change=${() => {
            along.value = !along.value;
            draw();
          }}>${t("What follows on the same tracks moves along")}</label>
          <p aria-live="polite">${
            reached === before
              ? t("Nothing changes.")
              : t("Then frames {from} to {to}: {length} frames, {seconds} s.", {
                  ...shownSpan(store, after ?? span),
                  length: reached,
                  seconds: seconds(store, reached),
                })
          }</p>
          ${reached !== length ? html`<p class="hint hint--error">${t("There is no room for {length} frames: other keys are in the way, or these would meet.", { length })}</p>` : nothing}
          ${why ? html`<p class="hint hint--error">${why}</p>` : nothing}
        </div>
        <div class="acts">
          <button type="button" class="btn btn--quiet" @click=${() => dialog.close()}>${t("Cancel")}</button>
          <button type="button" class="btn btn--primary" ?disabled=${reached === before || why !== null} @click=${apply}>${t("Retime")}</button>
        </div>`,
      dialog,
    );
  };
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  draw();
  dialog.showModal();
  void Promise.resolve().then(() => dialog.querySelector("input")?.focus());
}

/** How many frames there are from the first key's to the last one's, both counted. @param {Span} span */
function lengthOf({ from, to }) {
  return to - from + 1;
}

/** @param {Store} store @param {Span} span */
function shownSpan({ project }, { from, to }) {
  return { from: shownFrame(from, project.value), to: shownFrame(to, project.value) };
}

/** @param {Store} store @param {number} frames */
function seconds({ project }, frames) {
  return Math.round((frames / perSecond(project.value.rate)) * 100) / 100;
}
