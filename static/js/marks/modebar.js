/**
 * The island of a mode on the stage: what one needs with the picture in view, and the way out.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Marking} from "#kf/marks/mode.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { nearestOf, sideOf, sidesSwapped } from "#kf/marks/arcs.js";
import { withoutBreakdown } from "#kf/marks/breakdown.js";
import { setBreakdowns, setJoints } from "#kf/marks/edits.js";
import { onStage, toStage } from "#kf/marks/fit.js";
import { markedDrawing, markedPose } from "#kf/marks/marked.js";
import { lost, sourcesFor, suggest } from "#kf/marks/suggest.js";
import { icon } from "#kf/ui/icon.js";

/** @param {Store} store @param {Marking} marking */
export function modeBar(store, marking) {
  const mode = marking.mode.value;
  if (!mode) return nothing;
  const label = { joints: t("Joints"), mask: t("Mask"), breakdown: t("Breakdown"), pins: t("Pins") }[
    mode.kind
  ];
  const tools = { joints: jointTools, mask: maskTools, breakdown: breakdownTools, pins: pinTools }[mode.kind];
  const open = mode.kind === "joints" && marking.proposal.value?.pose === mode.pose;
  return html`${mode.kind === "mask" && marking.heldUp.value ? html`<p class="mk-say mk-say--bar" role="alert">${t("The strokes on this mask are not saved yet. Use this mask, or cancel, before you go on.")}</p>` : nothing}
    <div class="island mk-bar" role="toolbar" aria-label=${label}>
    ${tools(store, marking)}
    ${mode.kind === "joints" && crowded(store, marking) ? html`<p class="hint mk-hint">${t("Joints are close here: zoom in with two fingers.")}</p>` : nothing}
    ${mode.kind === "mask" ? nothing : html`<button type="button" class="btn ${open ? "btn--line" : "btn--primary"} btn--dense" @click=${() => marking.end()}>${t("Done")}</button>`}
  </div>`;
}

/** @param {Store} store @param {Marking} marking */
function jointTools(store, marking) {
  const marked = markedPose(store, marking);
  const proposal = marking.proposal.value;
  if (!marked?.character) return nothing;
  const { pose } = marked;
  if (proposal?.pose === pose.id) {
    const accept = () => {
      void setJoints(store, pose, proposal.joints, {
        character: marked.character?.id,
        label: t("Accept the suggested joints of {pose}", { pose: pose.name }),
      });
      marking.proposal.value = null;
    };
    return html`${lost(proposal) ? nothing : html`<button type="button" class="btn btn--primary btn--dense" @click=${accept}>${icon("check")}${t("Accept")}</button>`}
      <button type="button" class="btn btn--quiet btn--dense" @click=${() => (marking.proposal.value = null)}>${t("Discard")}</button>`;
  }
  const [source] = sourcesFor(pose, store.poses.value.values(), store.lane.value);
  return html`${
    source
      ? html`<button type="button" class="btn btn--quiet btn--dense" ?disabled=${marking.asking.value} title=${t("Carry the joints over from {name}", { name: source.name })}
        @click=${() => void suggest(store, marking, pose, source.id)}>${icon("spark")}${marking.asking.value ? t("Looking…") : t("Suggest")}</button>`
      : nothing
  }${swapButton(store, marked)}<button type="button" class="btn btn--quiet btn--dense" @click=${() => marking.editMask(pose.id)}>${icon("pen")}${t("Mask")}</button>`;
}

/** CSS pixels between two joints below which a finger can hardly tell them apart. */
const CLOSE = 18;

/** Whether joints are too close for a finger. @param {Store} store @param {Marking} marking */
function crowded(store, marking) {
  const marked = markedPose(store, marking);
  if (!marked?.joints || !matchMedia("(pointer: coarse)").matches) return false;
  const sheet = onStage(marking.view.value, store.project.value, marked.pose);
  const places = marked.joints.map((joint) => toStage(sheet, joint));
  return places.some((place, index) => nearestOf(places.toSpliced(index, 1), place).far < CLOSE);
}

/** Joints that were marked with left and right mistaken for each other, put right. @param {Store} store @param {import("#kf/marks/marked.js").Marked} marked */
function swapButton(store, { pose, character, joints }) {
  if (!character || !joints || !character.skeleton.names.some((name) => sideOf(name))) return nothing;
  const swap = () =>
    void setJoints(store, pose, sidesSwapped(character.skeleton, joints), {
      label: t("Swap left and right of {pose}", { pose: pose.name }),
    });
  const words = t("Swap left and right");
  return html`<button type="button" class="ibtn" aria-label=${words} title=${words} @click=${swap}>${icon("mirror")}</button>`;
}

/** @param {Store} _store @param {Marking} marking */
function maskTools(_store, marking) {
  const { brush } = marking;
  const pose = marking.subject;
  const dirty = brush.strokes.value.length > 0;
  const save = async () => {
    if (pose && (await brush.save(pose))) marking.markJoints(pose.id);
  };
  return html`<span class="segd" role="group" aria-label=${t("Brush")}>
      <button type="button" aria-pressed=${brush.adds.value} @click=${() => (brush.adds.value = true)}>${icon("plus", "icon-12")}<span class="mk-word">${t("Add")}</span></button>
      <button type="button" aria-pressed=${!brush.adds.value} @click=${() => (brush.adds.value = false)}>${icon("minus", "icon-12")}<span class="mk-word">${t("Take away")}</span></button>
    </span>
    <button type="button" class="ibtn" aria-label=${t("Take back the last stroke")} title=${t("Take back the last stroke")} ?disabled=${!dirty} @click=${() => brush.undo()}>${icon("undo")}</button>
    <button type="button" class="btn btn--quiet btn--dense" @click=${() => marking.giveUpMask()}>${dirty ? t("Cancel") : t("Close")}</button>
    <button type="button" class="btn btn--primary btn--dense" ?disabled=${!dirty || brush.state.value !== "ready"} @click=${save}>${brush.state.value === "saving" ? t("Saving…") : t("Use this mask")}</button>`;
}

/** @param {Store} store @param {Marking} marking */
function breakdownTools(store, marking) {
  const between = markedDrawing(store, marking);
  if (!between?.breakdown) return nothing;
  const { key, breakdown } = between;
  const remove = () => void setBreakdowns(store, key, withoutBreakdown(key.breakdowns, breakdown.u));
  return html`<button type="button" class="btn btn--quiet btn--dense" @click=${remove}>${icon("trash")}${t("Remove")}</button>`;
}

/** @param {Store} _store @param {Marking} marking */
function pinTools(_store, { side, halfPin }) {
  const show = (/** @type {"first" | "last"} */ wish) => () => {
    side.value = wish;
    if (wish === "first") halfPin.value = null;
  };
  return html`<span class="segd" role="group" aria-label=${t("Picture")}>
    <button type="button" aria-pressed=${side.value === "first"} @click=${show("first")}>${t("First key")}</button>
    <button type="button" aria-pressed=${side.value === "last"} @click=${show("last")}>${t("Last key")}</button>
  </span>`;
}
