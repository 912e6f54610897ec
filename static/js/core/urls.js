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
 * Where the mask in use of a pose lies: the drawn one, else the one that was found. What is found follows the
 * joints, the neighbouring key and the background, so it has another address with each edit.
 * @param {string} project
 * @param {import("#kf/core/types.d.ts").Pose} pose
 * @param {number} revision of the project
 */
export function maskUrl(project, { id, mask }, revision) {
  const version = mask ?? `r${revision}`;
  return `/projects/${project}/poses/${id}/mask.png?v=${version}`;
}
