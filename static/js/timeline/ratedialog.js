/**
 * Another number of frames per second, with what happens to the keys said before it happens: either every key keeps
 * its frame and everything runs faster or slower, or every key keeps its time and moves to the nearest frame.
 *
 * @import {Operation, Rate} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Change} from "#kf/timeline/plan.js"
 */
import { html, nothing, render } from "lit";
import { RATES } from "#kf/core/choices.js";
import { t, tn } from "#kf/core/i18n.js";
import { perSecond, rateLabel, shotLength } from "#kf/core/time.js";
import { operationsOf } from "#kf/timeline/plan.js";
import { rerated, reratedMarker } from "#kf/timeline/retime.js";

/** As many operations as one edit may have; the server says the same. */
const MOST = 2000;

/** @typedef {"frames" | "seconds"} Rule */

/** @param {Store} store @param {Rate} [wanted] */
export function openRateDialog(store, wanted) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog dialog--wide rate";
  dialog.setAttribute("aria-label", t("Frames per second"));
  const now = store.project.value.rate;
  let rate = wanted ?? now;
  /** @type {Rule} */
  let rule = "seconds";
  const rates = RATES.some((one) => one.rate.join() === now.join())
    ? RATES
    : [{ rate: now, label: rateLabel(now) }, ...RATES];

  const draw = () => {
    const same = rate.join() === now.join();
    const operations = same ? [] : rateOperations(store, rate, rule);
    const locked = rule === "seconds" && !same ? lockedWords(store, rate) : null;
    const tooMany = operations.length > MOST;
    render(
      html`<h2>${t("Frames per second")}</h2>
        <div class="col">
          <div class="field"><span class="label">${t("Now {rate}. Change to", { rate: rateLabel(now) })}</span>
            <div class="row row--wrap" role="group" aria-label=${t("Frames per second")}>${rates.map(
              (one) =>
                html`<button type="button" class="btn btn--line btn--dense" aria-pressed=${one.rate.join() === rate.join() ? "true" : "false"} @click=${() => {
                  rate = one.rate;
                  draw();
                }}>${one.label}</button>`,
            )}</div></div>
          <fieldset class="field rules"><legend class="label">${t("What happens to the keys")}</legend>
            ${choice("seconds", t("Keep the seconds, move the keys"), secondsWords(store, rate))}
            ${choice("frames", t("Keep the frames, change the speed"), framesWords(store, rate))}
          </fieldset>
          ${locked ? html`<p class="hint hint--error">${locked}</p>` : nothing}
          ${tooMany ? html`<p class="hint hint--error">${t("That would move {count} keys at once; one edit may move {most}. Keep the frames, or change the rate while the project is smaller.", { count: operations.length, most: MOST })}</p>` : nothing}
        </div>
        <div class="acts">
          <button type="button" class="btn btn--quiet" @click=${() => dialog.close()}>${t("Cancel")}</button>
          <button type="button" class="btn btn--primary" ?disabled=${same || locked !== null || tooMany} @click=${() => {
            dialog.close();
            void store.edit(t("Change the frame rate to {rate}", { rate: rateLabel(rate) }), operations);
          }}>${t("Change the rate")}</button>
        </div>`,
      dialog,
    );
  };

  /** @param {Rule} value @param {string} label @param {string} words */
  const choice = (value, label, words) =>
    html`<label class="check rule"><input type="radio" class="box" name="kf-rate-rule" .checked=${rule === value} @change=${() => {
      rule = value;
      draw();
    }}><span>${label}<small class="hint">${words}</small></span></label>`;

  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  draw();
  dialog.showModal();
}

/**
 * What a change of the rate is as one edit.
 * @param {Pick<Store, "project" | "keyframes" | "markers">} store
 * @param {Rate} rate
 * @param {Rule} rule
 * @returns {Operation[]}
 */
export function rateOperations({ project, keyframes, markers }, rate, rule) {
  const { id, rate: now } = project.value;
  /** @type {Operation} */
  const set = { do: "set", on: "project", id, to: { rate } };
  if (rule === "frames") return [set];
  const factor = perSecond(rate) / perSecond(now);
  const keys = [...keyframes.value.values()];
  const moved = [...markers.value.values()].flatMap((marker) => {
    const to = reratedMarker(marker, factor);
    return to ? [/** @type {Operation} */ ({ do: "set", on: "marker", id: marker.id, to })] : [];
  });
  return [set, ...operationsOf(keys, rerated(keys, factor)), ...moved];
}

/** @param {Store} store @param {Rate} rate */
function framesWords(store, rate) {
  const length = shotLength(store.shotKeys.value);
  return t(
    "Nothing moves and nothing becomes stale. This shot keeps its {length} frames and lasts {after} s instead of {before} s.",
    {
      length,
      after: seconds(length, rate),
      before: seconds(length, store.project.value.rate),
    },
  );
}

/** @param {Store} store @param {Rate} rate */
function secondsWords(store, rate) {
  const keys = [...store.keyframes.value.values()];
  const plan = rerated(keys, perSecond(rate) / perSecond(store.project.value.rate));
  const moving = operationsOf(keys, plan).length;
  const length = shotLength(store.shotKeys.value);
  const after = shotLength(
    store.shotKeys.value.map((key) => ({ ...key, .../** @type {Change} */ (plan.get(key.id)) })),
  );
  const drawn = [...store.segments.value.values()].filter(({ state }) => state === "fresh").length;
  const first = t("This shot keeps its {seconds} s and has {after} frames instead of {before}.", {
    seconds: seconds(length, store.project.value.rate),
    after,
    before: length,
  });
  const second = tn(
    "{count} key in all shots moves to the nearest frame of its time.",
    "{count} keys in all shots move to the nearest frame of their time.",
    moving,
  );
  const third =
    drawn > 0 && moving > 0
      ? tn(
          "Up to {count} rendered segment becomes stale.",
          "Up to {count} rendered segments become stale.",
          drawn,
        )
      : "";
  return [first, second, third].filter(Boolean).join(" ");
}

/** @param {Store} store @param {Rate} rate */
function lockedWords(store, rate) {
  const keys = [...store.keyframes.value.values()];
  const plan = rerated(keys, perSecond(rate) / perSecond(store.project.value.rate));
  const moving = new Set(operationsOf(keys, plan).map(({ id }) => id));
  const locked = keys.filter((key) => key.locked && moving.has(key.id)).length;
  const tracks = [...store.tracks.value.values()].filter(
    (track) => track.locked && keys.some((key) => key.track === track.id && moving.has(key.id)),
  ).length;
  if (locked + tracks === 0) return null;
  return t("Locked tracks or segments are in the way. Unlock them, or keep the frames.");
}

/** @param {number} frames @param {Rate} rate */
function seconds(frames, rate) {
  return Math.round((frames / perSecond(rate)) * 100) / 100;
}
