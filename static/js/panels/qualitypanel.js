/**
 * How good a take is: its score, what was measured, the weakest drawing and what could be done.
 *
 * @import {Advice, Keyframe, Quality, Segment} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { readings, remedies, scoreWord } from "#kf/core/quality.js";
import { shownFrame } from "#kf/core/time.js";
import { frameUrl } from "#kf/core/urls.js";
import { putBehind } from "#kf/marks/edits.js";
import { jointWords } from "#kf/marks/jointwords.js";
import { markingOf } from "#kf/marks/mode.js";
import { characterBetween, keyAfter } from "#kf/marks/subject.js";
import { numbersHidden } from "#kf/panels/judgements.js";
import { endCheck, qualityFigure } from "#kf/panels/qualityfigure.js";
import { frameOfDrawing } from "#kf/timeline/weakest.js";
import { icon } from "#kf/ui/icon.js";

/** @param {Store} store @param {Keyframe} left @param {Segment} segment */
export function qualityPanel(store, left, segment) {
  const { quality } = segment;
  if (!quality)
    return html`<p class="hint">${t("The quality is measured when the last drawing is there.")}</p>`;
  const own = segment.shown === segment.key;
  const score = Math.round(quality.score);
  return html`<section class="insp-s ql" aria-label=${t("Quality")}>
    <div class="row"><h2 class="label grow">${t("Quality")}</h2><span class="ql-score num"><b>${score}</b> <span class="dim">${t("of 100")}</span> ${scoreWord(score)}</span></div>
    ${own ? nothing : html`<p class="hint">${segment.draft ? t("Of the draft that is shown.") : t("Of the earlier take that is shown.")}</p>`}
    ${qualityFigure(store, left, segment, quality)}
    ${endCheck(segment)}
    ${weakest(store, left, segment, quality)}
    ${quality.advice.length > 0 ? html`<ul class="advices">${quality.advice.map((advice) => adviceItem(store, left, segment, advice))}</ul>` : nothing}
    <details class="fold"><summary>${t("What was measured")}</summary><ul class="meters">${readings(quality).map(meter)}</ul></details>
  </section>`;
}

/** @param {import("#kf/core/quality.js").Reading} reading */
function meter({ label, hint, trouble, word, alarm }) {
  const percent = Math.round(trouble * 100);
  return html`<li class=${alarm ? "meter meter--alarm" : "meter"} title=${hint}><span>${label}</span>
    <span class="meter-bar" role="meter" aria-label=${`${label}: ${hint}`} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${percent} aria-valuetext=${word}><i .style=${`width:${percent}%`}></i></span>
    <span class="num dim">${word}</span></li>`;
}

/** @param {Store} store @param {Keyframe} left @param {Segment} segment @param {Quality} quality */
function weakest(store, left, segment, quality) {
  if (quality.weakest === null || !segment.shown || quality.curve.length === 0) return nothing;
  const drawing = quality.weakest;
  const frame = frameOfDrawing(left, segment, drawing);
  const shown = shownFrame(frame, store.project.value);
  const go = () => store.seek(frame);
  return html`<figure class="weak"><img class="pic" src=${frameUrl(store.project.value.id, segment.shown, drawing)} alt=${t("The weakest drawing, at frame {frame}", { frame: shown })} loading="lazy">
    <figcaption><span class="strong">${t("Weakest: frame {frame}", { frame: shown })}</span>
      <span class="dim num">${t("drawing {number} of {count}", { number: drawing + 1, count: quality.curve.length })}</span>
      <button type="button" class="btn btn--line btn--dense" @click=${go}>${icon("eye")}${t("Look at it")}</button></figcaption></figure>`;
}

/** @param {Advice} advice */
function adviceWords({ sentence, message, drawing, limb }) {
  return t(message ?? sentence, { drawing: (drawing ?? 0) + 1, limb: jointWords(limb ?? "") });
}

/** @param {Store} store @param {Keyframe} left @param {Segment} segment @param {Advice} advice */
function adviceItem(store, left, segment, advice) {
  return html`<li class="note note--stale">${icon("flag")}<span>${adviceWords(advice)}
    <span class="row row--wrap note-do">${remedies(advice).map((remedy) => remedyButton(store, left, segment, advice, remedy))}</span></span></li>`;
}

/** @param {Store} store @param {Keyframe} left @param {Segment} segment @param {Advice} advice @param {string} remedy */
function remedyButton(store, left, segment, { limb, drawing }, remedy) {
  const marking = markingOf(store);
  const right = keyAfter(store, left);
  const poses = [left, right].map((key) => key && store.poses.value.get(key.pose));
  const frame = drawing === null || drawing === undefined ? null : frameOfDrawing(left, segment, drawing);
  const button = (/** @type {string} */ label, /** @type {() => void} */ act) =>
    html`<button type="button" class="btn btn--line btn--dense" @click=${act}>${label}</button>`;
  if (remedy === "look" && frame !== null)
    return button(t("Go to frame {frame}", { frame: shownFrame(frame, store.project.value) }), () =>
      store.seek(frame),
    );
  if (remedy === "behind" && limb) {
    const done = poses.every((pose) => pose?.behind.includes(limb));
    if (done)
      return html`<span class="t12 dim">${t("{limb} is behind now; render again.", { limb: jointWords(limb) })}</span>`;
    return button(t("Mark it behind"), () => putBehind(store, poses, limb));
  }
  const guided = characterBetween(store, left); // where joints guide, pins are not asked
  if (remedy === "breakdown" && frame !== null && guided)
    return button(t("Add a breakdown here"), () => {
      store.seek(frame);
      marking.setBreakdown(left.id);
    });
  if (remedy === "pins" && !guided) return button(t("Place pins"), () => marking.placePins(left.id));
  if (remedy === "marks") return button(t("Open marks"), () => marking.markJoints(left.pose));
  if (remedy === "mask") return button(t("Check the mask"), () => marking.editMask(left.pose));
  return nothing;
}

/**
 * The quality in one line, for the segment's own panel; the rest stands under Review.
 * @param {Store} store @param {Keyframe} left @param {Segment} segment
 */
export function qualityLine(store, left, segment) {
  const { quality } = segment;
  if (!quality || numbersHidden(store, left.id, segment)) return nothing;
  const score = Math.round(quality.score);
  const remarks = quality.advice.length;
  const look = (/** @type {Event} */ event) =>
    event.target?.dispatchEvent(new CustomEvent("kf-inspect", { bubbles: true, detail: { tab: "review" } }));
  return html`<button type="button" class="ql-line" @click=${look}><span class="grow">${t("Quality")}</span><span class="num"><b class="strong">${score}</b> ${scoreWord(score)}</span>
    ${remarks > 0 ? html`<span class="badge badge--stale">${tn("{count} remark", "{count} remarks", remarks)}</span>` : nothing}${icon("right", "icon-12")}</button>`;
}
