/**
 * A picture that the page itself has made or fetched becomes a pose.
 *
 * @import {Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { uuid } from "#kf/core/ids.js";
import { api } from "#kf/core/net.js";

/**
 * @param {Store} store
 * @param {Blob} picture
 * @param {string} name
 * @returns {Promise<Pose>} as the server keeps it; throws ApiError
 */
export async function uploadPose(store, picture, name) {
  const body = new FormData();
  body.append("id", uuid());
  body.append("is_plate", "false");
  body.append("file", new File([picture], `${fileName(name)}.png`, { type: picture.type || "image/png" }));
  const answer = await api(`/api/projects/${store.project.value.id}/poses`, { body });
  store.poseLanded(answer);
  return answer.pose;
}

/** A pose is named after its file, so the name has to be one that a file can have. @param {string} name */
function fileName(name) {
  return name.replace(/[\\/:*?"<>|\p{Cc}]/gu, " ").trim() || "pose";
}
