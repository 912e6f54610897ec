/**
 * Where a pose's picture lies. Both kinds never change: the name is a hash of what is in them.
 * @param {string} project
 * @param {string} sha256
 * @param {"full.png" | "poster.webp" | "thumb.webp"} [size] poster.webp is at most 960 pixels long
 */
export function pictureUrl(project, sha256, size = "thumb.webp") {
  return `/projects/${project}/pictures/${sha256}/${size}`;
}

/**
 * Where a drawing of a take lies: "thumb" for a strip, "view" to play from, "full" for every pixel. Those of tracks
 * above the lowest are cut-outs.
 * @param {string} project
 * @param {string} key the take
 * @param {number} index of the drawing, from 0
 * @param {"full" | "view" | "thumb"} [level]
 */
export function frameUrl(project, key, index, level = "thumb") {
  return `/projects/${project}/frames/${key}/${index}/${level}`;
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
