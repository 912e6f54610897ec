/**
 * Joints carried over from another pose of the same character: a proposal, which changes nothing until somebody
 * accepts it, whole or limb by limb.
 *
 * @import {Character, Id, Keyframe, Point, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Marking} from "#kf/marks/mode.js"
 */
import { poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { api } from "#kf/core/net.js";
import { byName } from "#kf/panels/natural.js";

/** @typedef {{pose: Id, from: Id, joints: Point[], confidence: number[]}} Proposal confidence: 0 to 1 for each joint */

/** Below this a joint's place is a guess, and says so. */
export const UNSURE = 0.5;
/** Below this on the whole, the figure was not found at all. */
const LOST = 0.3;

/** Whether a proposal is nothing but guesses. @param {Pick<Proposal, "confidence">} proposal */
export function lost({ confidence }) {
  return confidence.reduce((sum, one) => sum + one, 0) < LOST * confidence.length;
}

/**
 * The poses whose joints can be carried over, the likeliest first: what stands nearest on the timeline.
 * @param {Pose} pose
 * @param {Iterable<Pose>} poses
 * @param {readonly Keyframe[]} keys of the shot, sorted by frame
 * @returns {Pose[]}
 */
export function sourcesFor(pose, poses, keys) {
  const marked = byName(
    [...poses].filter(
      (one) =>
        one.id !== pose.id && one.joints && (pose.character === null || one.character === pose.character),
    ),
  );
  const own = keys.filter((key) => key.pose === pose.id).map(({ frame }) => frame);
  const away = (/** @type {Pose} */ one) =>
    Math.min(
      Infinity,
      ...keys
        .filter((key) => key.pose === one.id)
        .flatMap(({ frame }) => own.map((at) => Math.abs(at - frame))),
    );
  return marked
    .map((one) => ({ one, far: away(one) }))
    .sort((a, b) => near(a.far, b.far))
    .map(({ one }) => one);
}

/** @param {number} a @param {number} b both may be Infinity */
function near(a, b) {
  return a === b ? 0 : a - b;
}

/**
 * Ask for a proposal and show it.
 * @param {Store} store
 * @param {Marking} marking
 * @param {Pose} pose
 * @param {Id} from
 */
export async function suggest(store, marking, pose, from) {
  if (marking.asking.value) return;
  marking.asking.value = true;
  try {
    await store.settled();
    const answer = await api(`/api/projects/${store.project.value.id}/poses/${pose.id}/suggest`, {
      json: { from },
      timeout: 120_000,
    });
    const mode = marking.mode.value;
    if (mode?.kind !== "joints" || mode.pose !== pose.id) return;
    marking.proposal.value = {
      pose: pose.id,
      from,
      joints: answer.joints,
      confidence: answer.confidence,
    };
  } catch (error) {
    const { sentence } = /** @type {import("#kf/core/net.js").ApiError} */ (error);
    store.toast(
      sentence ?? t("Nothing could be suggested from {name}.", { name: poseName(store, from) }),
      null,
      "error",
    );
  } finally {
    marking.asking.value = false;
  }
}

/**
 * Joints with one limb's taken from a proposal.
 * @param {Character} character
 * @param {readonly Point[]} joints
 * @param {Proposal} proposal
 * @param {readonly string[]} names of the limb's joints
 * @returns {Point[]}
 */
export function withLimb({ skeleton }, joints, proposal, names) {
  return joints.map((point, index) =>
    names.includes(skeleton.names[index]) ? proposal.joints[index] : point,
  );
}
