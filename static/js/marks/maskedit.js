/**
 * The edit of a mask.
 *
 * @import {Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { t } from "#kf/core/i18n.js";

/** @param {Store} store @param {Pose} pose @param {string | null} mask the file's hash; null for the one that is found */
export function setMask(store, pose, mask) {
  const label = mask
    ? t("Mask of {pose}", { pose: pose.name })
    : t("Found mask of {pose}", { pose: pose.name });
  return store.edit(label, [{ do: "set", on: "pose", id: pose.id, to: { mask } }]);
}
