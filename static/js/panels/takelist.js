/**
 * The takes of a segment as the server lists them, and what it means to choose one.
 *
 * @import {Id, Keyframe, Quality} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { t } from "#kf/core/i18n.js";
import { api } from "#kf/core/net.js";
import { applySettings } from "#kf/core/takes.js";
import { drawingTimes } from "#kf/core/time.js";

/**
 * @typedef {object} Take
 * @property {string} key
 * @property {number} drawings
 * @property {number[]} times where they fall between the poses
 * @property {string} method that drew it
 * @property {string | null} made_at
 * @property {string} by
 * @property {Partial<Keyframe> | null} settings the left key's values when it was asked for
 * @property {Quality | null} quality
 * @property {boolean} draft
 * @property {boolean} fits whether the present pair of poses could have it
 */

/** @param {Store} store @param {Id} keyframe @returns {Promise<Take[]>} newest first */
export async function readTakes(store, keyframe) {
  const answer = await api(`/api/projects/${store.project.value.id}/segments/${keyframe}/takes`);
  return answer.takes;
}

/** Whether the present poses could have it. A draft is never used: it stands in for what is to come. @param {Take} take */
export function usable(take) {
  return take.fits && !take.draft && take.settings !== null;
}

/**
 * Whether the segment, given the take's settings, has just these drawings: then nothing is to be rendered.
 * @param {Take} take @param {number} count in-betweens of the segment now
 */
export function whole({ times, settings }, count) {
  const { exposure = 1, ease = "linear", curve = null, chart = null } = settings ?? {};
  const wanted = drawingTimes(count, exposure, ease, curve, chart);
  return (
    wanted.length === times.length && wanted.every((time, index) => Math.abs(time - times[index]) < 1e-5)
  );
}

/** The drawing that tells most of a take in one picture. @param {Pick<Take, "drawings">} take */
export function middle({ drawings }) {
  return Math.max(0, Math.floor((drawings - 1) / 2));
}

/**
 * Give the segment the settings that a take was drawn with; where nothing else has changed it is fresh at once.
 * @param {Store} store @param {Keyframe} left @param {Take} take
 */
export function chooseTake(store, left, take) {
  return applySettings(store, left.id, take.settings ?? {}, t("Choose a take"));
}
