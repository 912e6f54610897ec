/**
 * What to do with the middle of a segment: go there, set the figure's joints there, or make a key of its drawing.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { rightOf } from "#kf/core/document.js";
import { t } from "#kf/core/i18n.js";
import { drawings, inbetweens, standing } from "#kf/core/time.js";
import { timeline } from "#kf/later/parts.js";
import { markingOf } from "#kf/marks/mode.js";
import { characterBetween, frameOf } from "#kf/marks/subject.js";

/** @typedef {{left: Keyframe, right: Keyframe, count: number}} Between */

/**
 * The segment that is meant: the one that is selected, else the one at the playhead, or after the key there.
 * @param {Store} store
 * @returns {Between | null}
 */
export function segmentMeant(store) {
  const chosen = [...store.selection.value].filter((id) => id.startsWith("seg:"));
  const { left: here } = standing(store.lane.value, store.frame.value);
  const [id] = chosen.length === 1 ? [chosen[0].slice(4)] : [here?.id];
  const left = store.keyframes.value.get(id ?? "");
  const right = left && rightOf({ keyframes: store.keyframes.value }, left);
  const count = right ? inbetweens(left, right) : 0;
  return left && right && count > 0 ? { left, right, count } : null;
}

/** Which in-between of a segment a frame is, from 1; 0 on its keys and outside. @param {Between} between @param {number} frame */
export function inbetweenAt({ left, count }, frame) {
  const inbetween = frame - left.frame - left.hold + 1;
  return inbetween > 0 && inbetween <= count ? inbetween : 0;
}

/** The first frame of the drawing in the middle of a segment. @param {Between} between */
export function middleOf({ left, count }) {
  const whole = drawings(count, left.exposure);
  return frameOf(left, Math.max(0, Math.floor((whole - 1) / 2)));
}

/** Put the playhead on the middle of the segment. @param {Store} store */
export function halfway(store) {
  const between = segmentMeant(store);
  if (between) store.seek(middleOf(between));
  else store.toast(t("Put the playhead between two keys first."));
}

/** The segment at the playhead, which then stands on one of its in-betweens. @param {Store} store */
function stand(store) {
  const between = segmentMeant(store);
  if (!between) return void store.toast(t("Put the playhead between two keys first."));
  if (inbetweenAt(between, store.frame.value) === 0) {
    store.openTrack(between.left.track);
    store.seek(middleOf(between));
  }
  return between;
}

/**
 * A breakdown at the playhead, or in the middle of the segment where the playhead is not on it: where the figure is
 * marked its joints are set, else the drawing there becomes a key.
 * @param {Store} store
 */
export function breakdownAct(store) {
  const between = stand(store);
  if (!between) return;
  if (characterBetween(store, between.left)) markingOf(store).setBreakdown(between.left.id);
  else void promoteAt(store, between);
}

/** Make a key of the in-between at the playhead. @param {Store} store */
export async function promoteHere(store) {
  const between = stand(store);
  if (between) await promoteAt(store, between);
}

/** @param {Store} store @param {Between} between */
async function promoteAt(store, between) {
  const { promote } = await timeline.load();
  await promote(store, between.left, inbetweenAt(between, store.frame.value));
}
