/**
 * Where the project's canvas lies on the stage. All lengths in CSS pixels; `scale` is CSS pixels for one pixel
 * of the project.
 */

/** @typedef {{width: number, height: number}} Size */
/** @typedef {{scale: number, x: number, y: number}} View x, y: the canvas's top left corner on the stage */

const LEAST = 0.05;
const MOST = 16;

/**
 * The whole canvas, as large as it can be inside a margin, in the middle.
 * @param {Size} stage
 * @param {Size} canvas
 * @param {number} [margin]
 * @returns {View}
 */
export function fit(stage, canvas, margin = 20) {
  const across = Math.max(1, stage.width - 2 * margin) / canvas.width;
  const down = Math.max(1, stage.height - 2 * margin) / canvas.height;
  return centred(stage, canvas, Math.min(across, down));
}

/**
 * The canvas twice, one beside the other, both as large as they can be.
 * @param {Size} stage
 * @param {Size} canvas
 * @param {number} [margin]
 * @returns {[View, View]}
 */
export function sideBySide({ width, height }, canvas, margin = 12) {
  const half = { width: width / 2, height };
  const one = fit(half, canvas, margin);
  return [one, { ...one, x: Math.round(one.x + half.width) }];
}

/** @param {Size} stage @param {Size} canvas @param {number} scale @returns {View} */
export function centred(stage, canvas, scale) {
  return {
    scale,
    x: Math.round((stage.width - canvas.width * scale) / 2),
    y: Math.round((stage.height - canvas.height * scale) / 2),
  };
}

/**
 * Zoom so that what lies under a point stays there.
 * @param {View} view
 * @param {number} factor
 * @param {{x: number, y: number}} point
 * @returns {View}
 */
export function zoomed(view, factor, point) {
  const scale = Math.min(MOST, Math.max(LEAST, view.scale * factor));
  const ratio = scale / view.scale;
  return { scale, x: point.x - (point.x - view.x) * ratio, y: point.y - (point.y - view.y) * ratio };
}

/**
 * Move the canvas, but never so far that less than a strip of it can be seen.
 * @param {View} view
 * @param {number} dx
 * @param {number} dy
 * @param {Size} stage
 * @param {Size} canvas
 * @returns {View}
 */
export function panned(view, dx, dy, stage, canvas) {
  const strip = 48;
  const x = between(view.x + dx, strip - canvas.width * view.scale, stage.width - strip);
  const y = between(view.y + dy, strip - canvas.height * view.scale, stage.height - strip);
  return { ...view, x, y };
}

/** @param {number} value @param {number} least @param {number} most */
function between(value, least, most) {
  return Math.min(Math.max(value, least), most);
}
