/**
 * Cutting a picture: the arithmetic of a frame over an original that is turned under it. Everything here is pure,
 * and counts in pixels of the original.
 */

/** @typedef {{x: number, y: number, width: number, height: number, turn: number}} Frame left, top and sides in pixels; degrees clockwise */
/** @typedef {{width: number, height: number}} Size */
/** @typedef {"n" | "ne" | "e" | "se" | "s" | "sw" | "w" | "nw"} Handle */

export const LEAST = 16;
export const MOST = 8192;

/** The whole original. @param {Size} size @returns {Frame} */
export function whole({ width, height }) {
  return { x: 0, y: 0, width, height, turn: 0 };
}

/** The box around an original that is turned about its middle. @param {Size} size @param {number} turn @returns {Frame} */
export function turnedBox({ width, height }, turn) {
  const [cos, sin] = turned(turn);
  const [w, h] = [width * cos + height * sin, width * sin + height * cos];
  return { x: (width - w) / 2, y: (height - h) / 2, width: w, height: h, turn };
}

/** @param {number} turn @returns {[cos: number, sin: number]} neither of them negative */
function turned(turn) {
  const angle = (turn * Math.PI) / 180;
  return [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
}

/**
 * The least frame of a form that shows all of the turned original.
 * @param {Size} size @param {number} turn @param {number} ratio width by height
 * @returns {Frame}
 */
export function fitting(size, turn, ratio) {
  const box = turnedBox(size, turn);
  const width = Math.max(box.width, box.height * ratio);
  return centred(size, width, width / ratio, turn);
}

/**
 * The largest frame of a form, about the middle, that the turned original fills.
 * @param {Size} size @param {number} turn @param {number} ratio width by height
 * @returns {Frame}
 */
export function filling(size, turn, ratio) {
  const [cos, sin] = turned(turn);
  const height = Math.min(size.width / (ratio * cos + sin), size.height / (ratio * sin + cos));
  return centred(size, height * ratio, height, turn);
}

/** @param {Size} size @param {number} width @param {number} height @param {number} turn @returns {Frame} */
function centred(size, width, height, turn) {
  return { x: (size.width - width) / 2, y: (size.height - height) / 2, width, height, turn };
}

/**
 * A frame after one of its handles was moved; with a ratio it keeps that form.
 * @param {Frame} frame @param {Handle} handle @param {number} dx @param {number} dy @param {number | null} ratio
 * @returns {Frame}
 */
export function resized(frame, handle, dx, dy, ratio) {
  const [west, north] = [handle.includes("w"), handle.includes("n")];
  const [wide, high] = [west || handle.includes("e"), north || handle.includes("s")];
  let width = wide ? limited(frame.width + (west ? -dx : dx)) : frame.width;
  let height = high ? limited(frame.height + (north ? -dy : dy)) : frame.height;
  if (ratio !== null) {
    // The side that was pulled further leads.
    const widthLeads =
      wide && (!high || Math.abs(width - frame.width) >= Math.abs(height - frame.height) * ratio);
    if (widthLeads) height = width / ratio;
    else width = height * ratio;
  }
  const x = west ? frame.x + frame.width - width : wide ? frame.x : frame.x + (frame.width - width) / 2;
  const y = north ? frame.y + frame.height - height : high ? frame.y : frame.y + (frame.height - height) / 2;
  return { ...frame, x, y, width, height };
}

/** @param {number} side */
function limited(side) {
  return Math.min(MOST, Math.max(LEAST, side));
}

/** Another form about the same middle, no larger than it was. @param {Frame} frame @param {number} ratio @returns {Frame} */
export function reformed(frame, ratio) {
  const width = Math.min(frame.width, frame.height * ratio);
  const height = width / ratio;
  return {
    ...frame,
    x: frame.x + (frame.width - width) / 2,
    y: frame.y + (frame.height - height) / 2,
    width,
    height,
  };
}

/** Whether a frame reaches beyond its original: there the new picture is see-through. @param {Frame} frame @param {Size} size */
export function exceeds({ x, y, width, height, turn }, size) {
  const angle = (-turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [mx, my] = [size.width / 2, size.height / 2];
  return [
    [x, y],
    [x + width, y],
    [x, y + height],
    [x + width, y + height],
  ].some(([px, py]) => {
    const qx = mx + cos * (px - mx) - sin * (py - my);
    const qy = my + sin * (px - mx) + cos * (py - my);
    return qx < -1 || qy < -1 || qx > size.width + 1 || qy > size.height + 1;
  });
}

/** What the server takes: shares of the original. @param {Frame} frame @param {Size} size */
export function shares({ x, y, width, height, turn }, size) {
  const [left, top, w, h] = [Math.round(x), Math.round(y), Math.round(width), Math.round(height)];
  return {
    x: left / size.width,
    y: top / size.height,
    width: w / size.width,
    height: h / size.height,
    turn: Math.round(turn * 100) / 100,
  };
}

/** And back. @param {Frame | null} kept in shares; null is the whole @param {Size} size @returns {Frame} */
export function fromShares(kept, size) {
  if (!kept) return whole(size);
  const turn = kept.turn > 180 ? kept.turn - 360 : kept.turn;
  return {
    x: kept.x * size.width,
    y: kept.y * size.height,
    width: kept.width * size.width,
    height: kept.height * size.height,
    turn,
  };
}
