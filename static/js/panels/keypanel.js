/**
 * The settings of one key.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { laneOf } from "#kf/core/document.js";
import { poseName, removeKeys, setKey } from "#kf/core/edits.js";
import { t, tn } from "#kf/core/i18n.js";
import { panels } from "#kf/later/parts.js";
import { markingOf } from "#kf/marks/mode.js";
import { characterBetween, characterOf, keyBefore } from "#kf/marks/subject.js";
import { byName } from "#kf/panels/natural.js";
import { picker, thumb } from "#kf/panels/parts.js";
import { icon } from "#kf/ui/icon.js";
import "#kf/ui/number.js";

/** @param {Store} store @param {Keyframe} key */
export function keyPanel(store, key) {
  const track = laneOf({ keyframes: store.keyframes.value }, key);
  const place = track.indexOf(key);
  const [before, after] = [track[place - 1], track[place + 1]];
  const rate = store.project.value.rate;
  const least = before ? before.frame + before.hold : 0;
  const most = after ? after.frame - key.hold : Number.MAX_SAFE_INTEGER;
  const longest = after ? after.frame - key.frame : Number.MAX_SAFE_INTEGER;
  const gap = before && after ? [before.frame + before.hold, after.frame] : undefined;
  const end = [0, after ? longest : key.hold];
  const locked = store.tracks.value.get(key.track)?.locked ?? false;
  return html`<div class="pair">
      <button type="button" class="pose-pick" popovertarget="kf-replace" aria-haspopup="menu" title=${t("Replace the pose")} ?disabled=${locked}>${thumb(store, store.poses.value.get(key.pose))}
        <span class="grow"><span class="strong ell">${poseName(store, key.pose)}</span><span class="t12 dim num">${whereWords(before, after, store)}</span></span>${icon("down", "icon-12")}</button>
    </div>
    ${locked ? html`<div class="note note--lock">${icon("lock")}<span>${t("This track is locked. Unlock it at its head on the timeline to change its keys.")}</span></div>` : nothing}
    <fieldset class="insp-set" ?disabled=${locked}>
    <div class="insp-s">
    <div class="prop"><span>${t("Frame")}</span><kf-number kind="frame" label=${t("Frame")} .first=${store.project.value.first_frame} .value=${key.frame} .min=${least} .max=${most} .rate=${rate} .of=${gap} ?disabled=${locked}
      @change=${(/** @type {CustomEvent} */ event) => move(store, key, event.detail.value)}></kf-number></div>
    <div class="prop"><span>${t("Hold")}</span><kf-number label=${t("Hold, in frames")} .value=${key.hold} min="1" .max=${longest} .rate=${rate} .of=${end} ?disabled=${locked}
      @change=${(/** @type {CustomEvent} */ event) => setKey(store, key.id, { hold: event.detail.value }, { join: `hold:${key.id}` })}></kf-number></div>
    </div>
    ${picker(store, "kf-replace", byName(store.poseList.value), key.pose, (pose) => void setKey(store, key.id, { pose: pose.id }))}
    ${marks(store, key)}
    <label class="check"><input class="box" type="checkbox" .checked=${key.stop} @change=${() => void setKey(store, key.id, { stop: !key.stop })}>${t("The motion comes to rest here")}</label>
    ${flowHint(store, key)}
    <div class="row row--wrap insp-next">
      ${!after && before ? loopButton(store, track) : nothing}
      <button type="button" class="btn btn--danger" @click=${() => removeKeys(store, [key])}>${icon("trash")}${t("Delete")}</button>
    </div></fieldset>
    <p class="hint">${t("Only the segments that touch this key are rendered again after a change.")}</p>`;
}

/** At the last key of a shot: the way back to its first. @param {Store} store @param {Keyframe[]} lane */
function loopButton(store, lane) {
  if (store.currentShot.value?.loop) return nothing;
  const close = async () => {
    const { closeLoop } = await panels.load();
    const id = closeLoop(store, lane);
    if (id) store.select([id]);
  };
  return html`<button type="button" class="btn btn--line grow" title=${t("The first pose stands at the end too, and the motion loops")} @click=${close}>${icon("loop")}${t("Close the loop")}</button>`;
}

/** @param {Store} store @param {Keyframe} key */
function marks(store, key) {
  const pose = store.poses.value.get(key.pose);
  if (!pose) return nothing;
  const character = characterOf(store, pose);
  const words = !pose.joints
    ? t("Joints not marked")
    : tn("{name}, {count} joint", "{name}, {count} joints", pose.joints.length, {
        name: character?.name ?? "",
      });
  const marking = markingOf(store);
  return html`<div class="insp-s"><h2 class="label">${t("Marks")}</h2>
    <div class="row"><span class="grow t12 ell ${pose.joints ? "strong" : "dim"}">${words}</span></div>
    <div class="row"><button type="button" class="btn btn--line grow" @click=${() => marking.markJoints(pose.id)}>${icon("joints")}${pose.joints ? t("Change the joints") : t("Mark joints")}</button>
      <button type="button" class="btn btn--line" @click=${() => marking.editMask(pose.id)}>${icon("pen")}${t("Mask")}</button></div></div>`;
}

/** @param {Store} store @param {Keyframe} key @param {number} frame */
function move(store, key, frame) {
  void setKey(store, key.id, { frame }, { join: `frame:${key.id}` });
  store.seek(frame);
}

/** What the motion does at a key that has marked keys on both sides; of others there is nothing to say. @param {Store} store @param {Keyframe} key */
function flowHint(store, key) {
  const before = keyBefore(store, key);
  const character = characterBetween(store, key) ?? null;
  if (!before || !character || characterBetween(store, before) !== character) return nothing;
  const words = key.stop
    ? t("The figure stops at this key and starts again from it.")
    : key.hold > 1
      ? t("The key is held, so the figure rests here in any case.")
      : t("The figure's motion flows through this key to the next one.");
  return html`<p class="hint">${words}</p>`;
}

/** @param {Keyframe | undefined} before @param {Keyframe | undefined} after @param {Store} store */
function whereWords(before, after, store) {
  if (before && after)
    return t("between {from} and {to}", {
      from: poseName(store, before.pose),
      to: poseName(store, after.pose),
    });
  if (after) return t("first key of the shot");
  return before ? t("last key of the shot") : t("the only key of the shot");
}
