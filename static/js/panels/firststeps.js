/**
 * What to do first, and how far one has come.
 *
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { keyLabel, keyOf } from "#kf/core/keymap.js";
import { timeWords } from "#kf/panels/work.js";

const USUAL = 12;

/** @param {Store} store */
export function firstSteps(store) {
  const states = [...store.segments.value.values()].map(({ state }) => state);
  const uploaded = store.poseList.value.length >= 2;
  const placed = store.keyframes.value.size >= 2;
  const rendered = states.includes("fresh");
  const time = timeWords(USUAL * store.engine.value.seconds_per_drawing);
  const steps = [
    { done: uploaded, title: t("Upload two poses"), words: t("Same character, same picture size.") },
    {
      done: placed,
      title: t("Put them on the timeline"),
      words: t("Drag, or choose one and press {key} at the frame you want.", {
        key: keyOf("add-key") || keyLabel("Enter"),
      }),
    },
    {
      done: rendered,
      title: t("Render"),
      words: tn(
        "{count} in-between takes about {time} here.",
        "{count} in-betweens take about {time} here.",
        USUAL,
        { time },
      ),
    },
    {
      done: false,
      title: t("Play, and change the timing"),
      words: t("Move a key: only what touches it is rendered again."),
    },
    { done: false, title: t("Download the film"), words: t("An MP4 of the shot or of the whole project.") },
  ];
  const now = steps.findIndex(({ done }) => !done);
  return html`<ol class="steps">${steps.map(
    (
      { done, title, words },
      place,
    ) => html`<li class=${done ? "is-done" : ""} aria-current=${place === now ? "step" : nothing}>
      <b class="strong">${title}${done ? html`<span class="vh">, ${t("done")}</span>` : nothing}</b><span>${words}</span></li>`,
  )}</ol>`;
}
