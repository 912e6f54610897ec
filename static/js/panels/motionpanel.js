/**
 * How the figure runs from one key to the next: arc, what is planted, which way bones turn, breakdowns and pins.
 *
 * @import {Character, Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { setKey } from "#kf/core/edits.js";
import { t, tn } from "#kf/core/i18n.js";
import { looksAtMarks, markedPair } from "#kf/core/motion.js";
import { jointWords } from "#kf/marks/jointwords.js";
import { bonesOf, endsOf } from "#kf/marks/marks.js";
import { markingOf } from "#kf/marks/mode.js";
import { apart, placesOf, SAME_PLACE } from "#kf/marks/planted.js";
import { characterBetween, frameOf, keyAfter, segmentAt } from "#kf/marks/subject.js";
import { breakdownList } from "#kf/panels/breakdownpanel.js";
import { slider } from "#kf/panels/slider.js";
import { icon } from "#kf/ui/icon.js";

/** @param {Store} store @param {Keyframe} left */
export function motionPanel(store, left) {
  const character = characterBetween(store, left);
  return html`<div class="insp-s motion">
    <h2 class="label">${t("Motion")}</h2>
    ${slider(t("Arc"), { value: left.arc, min: -1, max: 1, step: 0.05, digits: 2 }, (arc) => void setKey(store, left.id, { arc: Math.round(arc * 100) / 100 }, { join: `arc:${left.id}` }))}
    ${character ? directed(store, left, character) : unmarked(store, left)}
    ${pins(store, left)}
  </div>`;
}

/** @param {Store} store @param {Keyframe} left */
function unmarked(store, left) {
  const marking = markingOf(store);
  if (!looksAtMarks(left))
    return html`<p class="hint">${t("This method does not look at joints. Choose Auto or Rig to direct limbs.")}</p>`;
  const open = [left, keyAfter(store, left)]
    .map((key) => key && store.poses.value.get(key.pose))
    .find((pose) => pose && !pose.joints);
  if (!open)
    return html`<p class="hint">${t("The two poses show different characters, so no skeleton joins them.")}</p>`;
  return html`<div class="note">${icon("joints")}<span>${t("Mark the joints of both poses, and the figure's limbs move on arcs instead of fading.")}
    <button type="button" class="btn btn--line btn--dense note-do" @click=${() => marking.markJoints(open.id)}>${t("Mark {name}", { name: open.name })}</button></span></div>`;
}

/** @param {Store} store @param {Keyframe} left @param {Character} character */
function directed(store, left, character) {
  return html`${planted(store, left, character)}${turns(store, left, character)}${breakdowns(store, left)}`;
}

/** @param {Store} store @param {Keyframe} left @param {Character} character */
function planted(store, left, { skeleton }) {
  const ends = endsOf(skeleton);
  const flip = (/** @type {string} */ joint) => {
    const others = left.planted.filter((one) => one !== joint);
    void setKey(store, left.id, {
      planted: others.length < left.planted.length ? others : [...others, joint],
    });
  };
  const count = left.planted.length;
  return html`<details class="fold" ?open=${count > 0}><summary>${t("Planted")} <span class="dim num">${count > 0 ? count : t("none")}</span></summary>
    <p class="hint">${t("A planted joint does not slide where both keys have it at the same place.")}</p>
    <div class="checks">${ends.map(
      (joint) =>
        html`<label class="check"><input class="box" type="checkbox" .checked=${left.planted.includes(joint)} @change=${() => flip(joint)}>${jointWords(joint)}</label>`,
    )}</div>${movingNote(store, left, skeleton.names)}</details>`;
}

/** Which planted joints cannot stay, for the keys have them at different places. @param {Store} store @param {Keyframe} left @param {readonly string[]} names */
function movingNote(store, left, names) {
  const right = keyAfter(store, left);
  const pair = right && markedPair({ poses: store.poses.value }, left, right);
  if (!pair) return nothing;
  const [from, to] = [pair.first, pair.last].map((pose) => placesOf(store.project.value, pose));
  const moving = left.planted.filter((joint) => apart(from, to, names.indexOf(joint)) > SAME_PLACE);
  if (moving.length === 0) return nothing;
  const values = { names: moving.map(jointWords).join(", ") };
  return html`<p class="hint">${icon("alert", "icon-12")} ${tn(
    "{names}: the two keys have it at different places, so it moves from one to the other.",
    "{names}: the two keys have them at different places, so they move from one to the other.",
    moving.length,
    values,
  )}</p>`;
}

/** @param {Store} store @param {Keyframe} left @param {Character} character */
function turns(store, left, { skeleton }) {
  const set = (/** @type {string} */ joint, /** @type {string} */ value) => {
    const { [joint]: _, ...others } = left.turns;
    const way = value === "1" ? 1 : -1;
    void setKey(store, left.id, { turns: value ? { ...others, [joint]: way } : others });
  };
  const count = Object.keys(left.turns).length;
  return html`<details class="fold" ?open=${count > 0}><summary>${t("Which way bones turn")} <span class="dim num">${count > 0 ? count : t("the short way")}</span></summary>
    ${bonesOf(skeleton).map(({ to }) => {
      const joint = skeleton.names[to];
      const value = String(left.turns[joint] ?? "");
      return html`<label class="prop prop--bone"><span class="ell" title=${jointWords(joint)}>${jointWords(joint)}</span><span class="select"><select @change=${(/** @type {Event} */ event) => set(joint, /** @type {HTMLSelectElement} */ (event.target).value)}>
        <option value="" .selected=${value === ""}>${t("Short way")}</option>
        <option value="1" .selected=${value === "1"}>${t("Clockwise")}</option>
        <option value="-1" .selected=${value === "-1"}>${t("Counter-clockwise")}</option></select>${icon("down")}</span></label>`;
    })}</details>`;
}

/** @param {Store} store @param {Keyframe} left */
function breakdowns(store, left) {
  const marking = markingOf(store);
  const open = () => {
    const here = segmentAt(store, store.frame.value);
    const segment = store.segments.value.get(left.id);
    if (here?.key.id !== left.id || here.drawing < 0)
      store.seek(frameOf(left, Math.floor(((segment?.drawings ?? 1) - 1) / 2)));
    marking.setBreakdown(left.id);
  };
  return html`<div class="row"><span class="grow t12">${t("Breakdowns")} <span class="dim num">${left.breakdowns.length}</span></span>
      <button type="button" class="btn btn--line btn--dense" @click=${open}>${icon("breakdown")}${t("Set a breakdown")}</button></div>
    ${breakdownList(store, left, marking)}`;
}

/** @param {Store} store @param {Keyframe} left */
function pins(store, left) {
  const count = left.pins.length;
  return html`<div class="row"><span class="grow t12">${t("Pins")} <span class="dim num">${count}</span></span>
    <button type="button" class="btn btn--line btn--dense" @click=${() => markingOf(store).placePins(left.id)}>${icon("flag")}${count > 0 ? tn("Change {count} pin", "Change {count} pins", count) : t("Place pins")}</button></div>`;
}
