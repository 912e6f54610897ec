/**
 * What to do with the middle of a segment: go there, set the figure's joints there, or make a key of its drawing.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { rightOf } from "#kf/core/document.js";
import { t } from "#kf/core/i18n.js";
import { drawings, inbetweens, shownFrame, standing } from "#kf/core/time.js";
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
  return betweenFrom(store, chosen.length === 1 ? chosen[0].slice(4) : (here?.id ?? ""));
}

/** @param {Store} store @param {string} id of the left key @returns {Between | null} */
function betweenFrom(store, id) {
  const left = store.keyframes.value.get(id);
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

/** The segment whose in-between the playhead stands on, on the active track. @param {Store} store @returns {Between | null} */
function segmentHere(store) {
  const { left } = standing(store.lane.value, store.frame.value);
  const between = left ? betweenFrom(store, left.id) : null;
  return between && inbetweenAt(between, store.frame.value) > 0 ? between : null;
}

/**
 * The segment at the playhead; where that stands in none, it goes to the middle of the one that is meant.
 * @param {Store} store
 */
function stand(store) {
  const meant = segmentMeant(store);
  if (meant && inbetweenAt(meant, store.frame.value) > 0) return meant;
  const between = segmentHere(store) ?? meant;
  if (!between) return void store.toast(t("Put the playhead between two keys first."));
  if (between === meant) {
    store.openTrack(between.left.track);
    store.seek(middleOf(between));
  }
  return between;
}

/** @param {Store} store */
function frameHere(store) {
  return shownFrame(store.frame.value, store.project.value);
}

/**
 * A breakdown at the playhead, or in the middle of the segment where the playhead is not on it: where the figure is
 * marked its joints are set, else the drawing there becomes a key.
 * @param {Store} store
 */
export function breakdownAct(store) {
  const between = stand(store);
  if (!between) return;
  if (!characterBetween(store, between.left)) return void promoteAt(store, between);
  markingOf(store).setBreakdown(between.left.id);
  store.toast(t("Breakdown at frame {number}", { number: frameHere(store) }), null, "brief");
}

/** Make a key of the in-between at the playhead. @param {Store} store */
export async function promoteHere(store) {
  const between = stand(store);
  if (between) await promoteAt(store, between);
}

/** @param {Store} store @param {Between} between */
async function promoteAt(store, between) {
  const { promote } = await timeline.load();
  const frame = frameHere(store);
  const made = await promote(store, between.left, inbetweenAt(between, store.frame.value));
  if (made) store.toast(t("Frame {frame} is a key now.", { frame }), null, "brief");
}
