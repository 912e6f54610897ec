/**
 * Where a pose's picture lies. Both kinds never change: the name is a hash of what is in them.
 * @param {string} project
 * @param {string} sha256
 * @param {"full.png" | "thumb.webp"} [size]
 */
export function pictureUrl(project, sha256, size = "thumb.webp") {
  return `/projects/${project}/pictures/${sha256}/${size}`;
}

/**
 * Where a drawing of a take lies.
 * @param {string} project
 * @param {string} key the take
 * @param {number} index of the drawing, from 0
 * @param {"full.png" | "view.jpg" | "thumb.jpg"} [size]
 */
export function frameUrl(project, key, index, size = "thumb.jpg") {
  return `/projects/${project}/frames/${key}/${index}/${size}`;
}

/**
 * Where the mask in use of a pose lies: the drawn one, else the one that was found, which follows the joints.
 * @param {string} project
 * @param {import("#kf/core/types.d.ts").Pose} pose
 */
export function maskUrl(project, { id, sha256, mask, joints }) {
  const version = mask ?? `${sha256.slice(0, 12)}${joints ? brief(JSON.stringify(joints)) : ""}`;
  return `/projects/${project}/poses/${id}/mask.png?v=${version}`;
}

/** A short name for a text, to tell one from another. @param {string} text */
function brief(text) {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
  return (sum >>> 0).toString(36);
}
