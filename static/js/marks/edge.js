/**
 * The rim of a mask in two tones, white within black, so that it shows on any colour.
 */

/** Longest side of the canvas that a rim is drawn on; it need not be finer than the screen. */
const LONGEST = 2048;
/** How far each tone reaches beyond the figure, in CSS pixels, the further one first. */
const TONES = /** @type {const} */ ([
  ["#1b1b1b", 2.5],
  ["#ffffff", 1.25],
]);
const DIRECTIONS = 8;

/**
 * Draw it.
 * @param {HTMLCanvasElement} edge laid out at the size at which the mask is seen
 * @param {HTMLCanvasElement} mask its alpha is the figure
 */
export function drawEdge(edge, mask) {
  const seen = Math.max(edge.clientWidth, edge.clientHeight);
  if (seen === 0) return;
  const scale = Math.min(devicePixelRatio, LONGEST / seen);
  const [width, height] = [Math.round(edge.clientWidth * scale), Math.round(edge.clientHeight * scale)];
  if (edge.width !== width || edge.height !== height) Object.assign(edge, { width, height });
  const context = edge.getContext("2d");
  const ring = new OffscreenCanvas(width, height).getContext("2d");
  if (!context || !ring) return;
  context.globalCompositeOperation = "source-over";
  context.clearRect(0, 0, width, height);
  for (const [colour, far] of TONES) {
    spread(ring, mask, far * scale);
    ring.globalCompositeOperation = "source-in";
    ring.fillStyle = colour;
    ring.fillRect(0, 0, width, height);
    context.drawImage(ring.canvas, 0, 0);
  }
  context.globalCompositeOperation = "destination-out";
  context.drawImage(mask, 0, 0, width, height);
}

/** The mask, a little to every side. @param {OffscreenCanvasRenderingContext2D} ring @param {HTMLCanvasElement} mask @param {number} far */
function spread(ring, mask, far) {
  const { width, height } = ring.canvas;
  ring.globalCompositeOperation = "source-over";
  ring.clearRect(0, 0, width, height);
  for (let turn = 0; turn < DIRECTIONS; turn += 1) {
    const angle = (turn * 2 * Math.PI) / DIRECTIONS;
    ring.drawImage(mask, Math.cos(angle) * far, Math.sin(angle) * far, width, height);
  }
}
