/**
 * Puts decoded pictures on a canvas. The context's transform is set so that one unit is one pixel of the
 * project, whatever the zoom and the screen.
 *
 * @import {FrameStore} from "#kf/player/framestore.js"
 * @import {Layer} from "#kf/player/layers.js"
 * @import {Size} from "#kf/player/view.js"
 */

/** Share of a neighbouring key that shines through. */
const ONION = 0.35;
/** How much of the tint lies over the pose's own colours. */
const TINT = 0.8;

/** @typedef {{layer: Layer, tint: string, outline: boolean}} Skin */

/**
 * Whether every picture is decoded.
 * @param {readonly Layer[]} layers
 * @param {FrameStore} frames
 */
export function ready(layers, frames) {
  return layers.every(({ want }) => frames.has(want));
}

/**
 * Paint the ground and the pictures over it; those that are not decoded are left out.
 * @param {CanvasRenderingContext2D} context
 * @param {Size} size of the project
 * @param {string} ground
 * @param {readonly Layer[]} layers
 * @param {FrameStore} frames
 */
export function paintLayers(context, size, ground, layers, frames) {
  context.fillStyle = ground;
  context.fillRect(0, 0, size.width, size.height);
  for (const layer of layers.filter(({ mix }) => mix === undefined)) paintOne(context, size, layer, frames);
  const mixed = layers.filter(({ mix }) => mix !== undefined);
  if (mixed.length > 0) paintMixed(context, size, mixed, frames);
}

/** @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context @param {Size} size @param {Layer} layer @param {FrameStore} frames */
function paintOne(context, size, layer, frames) {
  const bitmap = frames.get(layer.want);
  if (!bitmap) return;
  const [x, y, width, height] = placed(layer.fit, bitmap, size);
  context.drawImage(bitmap, x, y, width, height);
}

/**
 * A cross-fade of cut-outs adds up shares of both, on a sheet of its own; drawn one over the other on the
 * ground, both would turn half transparent in the middle.
 * @param {CanvasRenderingContext2D} context @param {Size} size @param {Layer[]} layers @param {FrameStore} frames
 */
function paintMixed(context, size, layers, frames) {
  const sheet = blank(size);
  sheet.globalCompositeOperation = "lighter";
  for (const layer of layers) {
    sheet.globalAlpha = layer.mix ?? 1;
    paintOne(sheet, size, layer, frames);
  }
  context.drawImage(sheet.canvas, 0, 0);
}

/**
 * Paint a neighbouring key so that it shines through: flat tint before, tint and outline after.
 * @param {CanvasRenderingContext2D} context
 * @param {Size} size
 * @param {Skin} skin
 * @param {FrameStore} frames
 */
export function paintSkin(context, size, { layer, tint, outline }, frames) {
  if (!frames.has(layer.want)) return;
  const sheet = blank(size);
  paintOne(sheet, size, layer, frames);
  sheet.globalCompositeOperation = "source-atop";
  sheet.globalAlpha = TINT;
  sheet.fillStyle = tint;
  sheet.fillRect(0, 0, size.width, size.height);
  context.save();
  context.globalAlpha = ONION;
  context.drawImage(sheet.canvas, 0, 0);
  if (outline) paintOutline(context, size, sheet, tint);
  context.restore();
}

/**
 * The rim of what is on a sheet: the same, a little to every side, less itself.
 * @param {CanvasRenderingContext2D} context @param {Size} size @param {OffscreenCanvasRenderingContext2D} sheet @param {string} tint
 */
function paintOutline(context, size, sheet, tint) {
  const rim = blank(size, "rim");
  const away = Math.max(1.5, size.height / 360);
  for (let turn = 0; turn < 8; turn++) {
    const angle = (turn * Math.PI) / 4;
    rim.drawImage(sheet.canvas, Math.cos(angle) * away, Math.sin(angle) * away);
  }
  rim.globalCompositeOperation = "source-in";
  rim.fillStyle = tint;
  rim.fillRect(0, 0, size.width, size.height);
  rim.globalCompositeOperation = "destination-out";
  rim.drawImage(sheet.canvas, 0, 0);
  context.globalAlpha = 0.9;
  context.drawImage(rim.canvas, 0, 0);
}

/**
 * Where a picture lies on the project's canvas, centred.
 * @param {Layer["fit"]} manner
 * @param {Size} picture
 * @param {Size} canvas
 * @returns {[x: number, y: number, width: number, height: number]}
 */
export function placed(manner, picture, canvas) {
  if (manner === "fill") return [0, 0, canvas.width, canvas.height];
  const choose = manner === "contain" ? Math.min : Math.max;
  const scale = choose(canvas.width / picture.width, canvas.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return [(canvas.width - width) / 2, (canvas.height - height) / 2, width, height];
}

/** @type {Map<string, OffscreenCanvasRenderingContext2D>} */
const sheets = new Map();

/** An empty sheet of the project's size; each is wiped and used again. @param {Size} size @param {string} [name] */
function blank(size, name = "sheet") {
  let sheet = sheets.get(name);
  if (!sheet || sheet.canvas.width !== size.width || sheet.canvas.height !== size.height) {
    const canvas = new OffscreenCanvas(size.width, size.height);
    sheet = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
    sheets.set(name, sheet);
  }
  sheet.globalCompositeOperation = "source-over";
  sheet.globalAlpha = 1;
  sheet.clearRect(0, 0, size.width, size.height);
  return sheet;
}
