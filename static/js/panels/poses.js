/**
 * What the library knows of a pose and does to it at once.
 *
 * @import {Id, Keyframe, Pose, Shot} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { t } from "#kf/core/i18n.js";
import { keysOfPoses } from "#kf/library/order.js";

/** @typedef {{keys: Keyframe[], plates: Shot[]}} Uses */

/**
 * Where a pose stands: keyframes of shots that are there, and shots that have it as background.
 * @param {Store} store
 * @param {Id} pose
 * @returns {Uses}
 */
export function usesOf(store, pose) {
  const { keyframes, shots } = store;
  return {
    keys: keysOfPoses(keyframes.value).get(pose) ?? [],
    plates: [...shots.value.values()].filter((shot) => shot.plate === pose),
  };
}

/** @param {Store} store @param {Pose} pose @param {string} name */
export function renamePose(store, pose, name) {
  const to = name.trim().slice(0, 120);
  if (!to || to === pose.name) return;
  void store.edit(t("Rename {old} to {name}", { old: pose.name, name: to }), [
    { do: "set", on: "pose", id: pose.id, to: { name: to } },
  ]);
}
