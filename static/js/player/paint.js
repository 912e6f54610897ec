/**
 * Puts decoded pictures on a canvas. The context's transform is set so that one unit is one pixel of the
 * project, whatever the zoom and the screen.
 *
 * @import {FrameStore} from "#kf/player/framestore.js"
 * @import {Layer} from "#kf/player/layers.js"
 * @import {Size} from "#kf/player/view.js"
 */
import { blank } from "#kf/player/sheets.js";

/**
 * Whether every picture is decoded.
 * @param {readonly Layer[]} layers
 * @param {FrameStore} frames
 */
export function ready(layers, frames) {
  return layers.every(({ want }) => !want || frames.has(want));
}

/**
 * Paint pictures one over the other, on a ground if there is one; those that are not decoded are left out.
 * @param {CanvasRenderingContext2D} context
 * @param {Size} size of the project
 * @param {string | null} ground
 * @param {readonly Layer[]} layers
 * @param {FrameStore} frames
 */
export function paintLayers(context, size, ground, layers, frames) {
  if (ground) {
    context.fillStyle = ground;
    context.fillRect(0, 0, size.width, size.height);
  }
  for (let at = 0; at < layers.length; at++) {
    const { mix, of } = layers[at];
    if (mix === undefined) {
      paintOne(context, size, layers[at], frames);
      continue;
    }
    let end = at + 1;
    while (layers[end]?.mix !== undefined && layers[end].of === of) end++;
    paintMixed(context, size, layers.slice(at, end), frames);
    at = end - 1;
  }
}

/** @param {CanvasRenderingContext2D} context @param {Size} size @param {Layer} layer @param {FrameStore} frames */
function paintOne(context, size, { want, cut, fit }, frames) {
  if (cut) {
    context.drawImage(cut.image, cut.sx, cut.sy, cut.sw, cut.sh, 0, 0, size.width, size.height);
    return;
  }
  const bitmap = want && frames.get(want);
  if (!bitmap) return;
  const [x, y, width, height] = placed(fit, bitmap, size);
  context.drawImage(bitmap, x, y, width, height);
}

/**
 * A cross-fade of cut-outs adds up shares of both, on a sheet of its own; drawn one over the other on the
 * ground, both would turn half transparent in the middle.
 * @param {CanvasRenderingContext2D} context @param {Size} size @param {Layer[]} layers @param {FrameStore} frames
 */
function paintMixed(context, size, layers, frames) {
  const sheet = blank(size, "mixed");
  sheet.globalCompositeOperation = "lighter";
  for (const layer of layers) {
    sheet.globalAlpha = layer.mix ?? 1;
    paintOne(sheet, size, layer, frames);
  }
  context.drawImage(sheet.canvas, 0, 0, size.width, size.height);
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
