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
