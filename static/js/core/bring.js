/**
 * Poses brought over from another project of the same person: each picture is fetched there and uploaded here, as if
 * it had been saved and chosen again.
 *
 * @import {Store} from "#kf/core/store.js"
 */
import { t, tn } from "#kf/core/i18n.js";
import { request } from "#kf/core/net.js";
import { uploadPose } from "#kf/core/upload-pose.js";
import { pictureUrl } from "#kf/core/urls.js";

/**
 * @param {Store} store
 * @param {string} from the project that has them
 * @param {readonly {name: string, sha256: string}[]} poses
 * @returns {Promise<boolean>} whether all are here now; if not, the person has been told
 */
export async function bringPoses(store, from, poses) {
  let name = "";
  try {
    for (const pose of poses) {
      name = pose.name;
      const answer = await request(pictureUrl(from, pose.sha256, "full.png"));
      await uploadPose(store, await answer.blob(), name);
    }
  } catch {
    store.toast(
      t("The pose {name} could not be brought over; nothing was pasted. Save it there and upload it here.", {
        name,
      }),
      null,
      "error",
    );
    return false;
  }
  store.toast(
    tn(
      "{count} pose was brought over, without marks.",
      "{count} poses were brought over, without their marks.",
      poses.length,
    ),
  );
  return true;
}
