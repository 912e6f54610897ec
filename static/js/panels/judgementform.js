/**
 * The question that no number answers: is it still the same character? With the frames that slip, and why.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { keyOf } from "#kf/core/keymap.js";
import { shownFrame } from "#kf/core/time.js";
import { mine } from "#kf/panels/judged.js";
import { judge, reasonWords } from "#kf/panels/judgements.js";
import { sceneAt } from "#kf/player/scene.js";
import { frameOfDrawing } from "#kf/timeline/weakest.js";
import { icon } from "#kf/ui/icon.js";

const LONGEST = 500;

/** @param {Store} store @param {Keyframe} left @param {Segment} segment */
export function judgementForm(store, left, segment) {
  const { identity, reasons, text } = mine(store, left.id, segment.shown);
  const say = (/** @type {"yes" | "partly" | "no"} */ value) => () =>
    judge(store, left, segment, { identity: identity === value ? null : value });
  const answers = /** @type {["yes" | "partly" | "no", string, string, string][]} */ ([
    ["yes", t("Yes"), t("all hold"), "judge-yes"],
    ["partly", t("Partly"), t("some slip"), "judge-partly"],
    ["no", t("No"), t("somebody else"), "judge-no"],
  ]);
  return html`<section class="insp-s judge" aria-labelledby="kf-judge-q"><h2 class="judge-q" id="kf-judge-q">${t("Is it still the same character?")}</h2>
    <div class="answers" role="group" aria-labelledby="kf-judge-q">${answers.map(
      ([value, word, hint, act]) =>
        html`<button type="button" class="answer answer--${value}" aria-pressed=${identity === value} title=${keyOf(act)} @click=${say(value)}><b>${word}</b><span>${hint}</span></button>`,
    )}</div>
    ${marked(store, left, segment)}
    <div class="chips" role="group" aria-label=${t("Why")}>${reasonWords().map(([code, words]) => reason(store, left, segment, reasons, code, words))}</div>
    ${
      text || reasons.includes("other") || identity === "no" || identity === "partly"
        ? html`<textarea class="input input--words" rows="2" maxlength=${LONGEST} aria-label=${t("In your words")} placeholder=${t("In your words: what slips, and where")} .value=${text}
      @change=${(/** @type {Event} */ event) => judge(store, left, segment, { text: /** @type {HTMLTextAreaElement} */ (event.target).value.trim().slice(0, LONGEST) })}></textarea>`
        : nothing
    }
  </section>`;
}

/** @param {Store} store @param {Keyframe} left @param {Segment} segment @param {readonly string[]} reasons @param {string} code @param {string} words */
function reason(store, left, segment, reasons, code, words) {
  const on = reasons.includes(code);
  const next = on ? reasons.filter((one) => one !== code) : [...reasons, code];
  return html`<button type="button" class="chip" aria-pressed=${on} @click=${() => judge(store, left, segment, { reasons: next })}>${on ? icon("check", "icon-12") : nothing}${words}</button>`;
}

/** @param {Store} store @param {Keyframe} left @param {Segment} segment */
function marked(store, left, segment) {
  const { frames } = mine(store, left.id, segment.shown);
  const here = drawingHere(store, left);
  const project = store.project.value;
  const shown = (/** @type {number} */ drawing) =>
    shownFrame(frameOfDrawing(left, segment, drawing), project);
  const mark =
    here === null || frames.includes(here)
      ? html`<button type="button" class="btn btn--line btn--dense" disabled title=${here === null ? t("Move the playhead onto a drawn frame of this segment") : t("This frame is marked")}>${icon("flag")}${t("Mark this frame")}</button>`
      : html`<button type="button" class="btn btn--line btn--dense" title=${keyOf("mark-frame")} @click=${() => toggleFrame(store, left, segment)}>${icon("flag")}${t("Mark frame {frame}", { frame: shown(here) })}</button>`;
  const step = (/** @type {1 | -1} */ way) =>
    html`<button type="button" class="ibtn" aria-label=${way > 0 ? t("Next drawing") : t("Drawing before")} title=${way > 0 ? t("Next drawing") : t("Drawing before")} @click=${() => toDrawing(store, left, segment, way)}>${icon(way > 0 ? "right" : "left")}</button>`;
  return html`<div class="slips"><span class="dim t12 grow">${t("Frames that slip")}</span><span class="slip-step">${step(-1)}${step(1)}</span></div><div class="slips">
    ${frames.map(
      (drawing) =>
        html`<span class="slip"><button type="button" class="slip-go num" aria-label=${t("f {frame}, go there", { frame: shown(drawing) })} @click=${() => store.seek(frameOfDrawing(left, segment, drawing))}>${t("f {frame}", { frame: shown(drawing) })}</button><button type="button" aria-label=${t("Take the mark off frame {frame}", { frame: shown(drawing) })} @click=${() => setFrames(store, left, segment, drawing)}>${icon("close", "icon-12")}</button></span>`,
    )}${mark}</div>`;
}

/** Go to the drawing before or after where the playhead stands. @param {Store} store @param {Keyframe} left @param {Segment} segment @param {1 | -1} way */
function toDrawing(store, left, segment, way) {
  const frames = Array.from({ length: segment.shown_done }, (_, drawing) =>
    frameOfDrawing(left, segment, drawing),
  );
  const here = store.frame.value;
  const next = way > 0 ? frames.find((frame) => frame > here) : frames.findLast((frame) => frame < here);
  const round = way > 0 ? frames[0] : frames.at(-1);
  const frame = next ?? round;
  if (frame !== undefined) store.seek(frame);
}

/** The drawing of this segment that the playhead stands on. @param {Store} store @param {Keyframe} left @returns {number | null} */
function drawingHere(store, left) {
  const lane = store.lanes.value.get(left.track) ?? [];
  const scene = sceneAt(lane, store.segments.value, store.frame.value);
  return scene.left?.id === left.id && scene.kind === "drawing" ? scene.drawing : null;
}

/** Mark the drawing at the playhead, or take its mark off. @param {Store} store @param {Keyframe} left @param {Segment} segment */
export function toggleFrame(store, left, segment) {
  const here = drawingHere(store, left);
  if (here !== null) setFrames(store, left, segment, here);
}

/** @param {Store} store @param {Keyframe} left @param {Segment} segment @param {number} drawing */
function setFrames(store, left, segment, drawing) {
  const { frames, identity } = mine(store, left.id, segment.shown);
  const marked = !frames.includes(drawing);
  const next = marked ? [...frames, drawing].sort((a, b) => a - b) : frames.filter((one) => one !== drawing);
  // Who marks a frame says that not all hold.
  void judge(store, left, segment, {
    frames: next,
    ...(marked && identity === null ? { identity: "partly" } : {}),
  });
}
