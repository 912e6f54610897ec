/**
 * Paints what shines through: flat tint before, tint and outline after; or, as an x-ray, only where they differ.
 *
 * @import {FrameStore} from "#kf/player/framestore.js"
 * @import {Ghost} from "#kf/player/ghosts.js"
 * @import {Layer, Setting} from "#kf/player/layers.js"
 * @import {Part} from "#kf/player/parts.js"
 * @import {Size} from "#kf/player/view.js"
 */
import { cutName, cutout, cutSize } from "#kf/player/cutout.js";
import { sceneLayers } from "#kf/player/layers.js";
import { paintLayers, ready } from "#kf/player/paint.js";
import { partOf } from "#kf/player/parts.js";
import { blank, canvasOf } from "#kf/player/sheets.js";

/** How much of the tint lies over the picture's own colours. */
const TINT = 0.8;
/** How much of the frame is left under an x-ray. */
const DIMMED = 0.28;
const KEPT = 16;

/** @type {Map<string, HTMLCanvasElement>} */
const kept = new Map();

/** @typedef {{setting: Setting, ground: string, frames: FrameStore, tints: {before: string, after: string}}} Light */

/**
 * The pictures of a ghost, or null while they are not decoded.
 * @param {Ghost} ghost @param {Light} light @param {boolean} opaque whether drawings of this track have the scenery in them
 * @returns {{part: Part, layers: Layer[]} | null}
 */
function pictureOf({ scene }, { setting, frames }, opaque) {
  const layers = sceneLayers(setting, scene, scene.kind === "drawing" ? "view" : "full");
  if (layers.length === 0 || !ready(layers, frames)) return null;
  return { part: partOf("", opaque, scene), layers };
}

/**
 * Paint ghosts, the furthest first.
 * @param {CanvasRenderingContext2D} context in units of the project
 * @param {readonly Ghost[]} ghosts
 * @param {Light} light
 * @param {boolean} opaque
 */
export function paintGhosts(context, ghosts, light, opaque) {
  const { width, height } = light.setting.project;
  for (const ghost of ghosts) {
    const picture = pictureOf(ghost, light, opaque);
    if (!picture) continue;
    const tinted = tintedGhost(picture, ghost.side, light);
    context.save();
    context.globalAlpha = ghost.alpha;
    context.drawImage(tinted.figure, 0, 0, width, height);
    if (tinted.rim) {
      context.globalAlpha = Math.min(1, ghost.alpha * 2.6);
      context.drawImage(tinted.rim, 0, 0, width, height);
    }
    context.restore();
  }
}

/** @param {{part: Part, layers: Layer[]}} picture @param {"before" | "after"} side @param {Light} light */
function tintedGhost({ part, layers }, side, light) {
  const { setting, ground, frames, tints } = light;
  const cut = cutout(setting, part, layers, ground, frames);
  const name = `${cutName(setting, part, layers)} ${tints[side]}`;
  const figure = keptOr(`${name} figure`, () => tinted(cut, tints[side], TINT));
  const rim = side === "after" ? keptOr(`${name} rim`, () => outlineOf(cut, tints.after)) : null;
  return { figure, rim };
}

/** @param {string} name @param {() => HTMLCanvasElement} make */
function keptOr(name, make) {
  const known = kept.get(name) ?? make();
  kept.delete(name);
  kept.set(name, known);
  if (kept.size > KEPT) kept.delete(/** @type {string} */ (kept.keys().next().value));
  return known;
}

/** @param {HTMLCanvasElement} cut @param {string} tint @param {number} share */
function tinted(cut, tint, share) {
  const sheet = canvasOf(cut);
  sheet.drawImage(cut, 0, 0);
  sheet.globalCompositeOperation = "source-atop";
  sheet.globalAlpha = share;
  sheet.fillStyle = tint;
  sheet.fillRect(0, 0, cut.width, cut.height);
  return sheet.canvas;
}

/** The rim of a figure: the same, a little to every side, less itself. @param {HTMLCanvasElement} cut @param {string} tint */
function outlineOf(cut, tint) {
  const rim = canvasOf(cut);
  const away = Math.max(1.25, cut.height / 300);
  for (let turn = 0; turn < 12; turn++) {
    const angle = (turn * Math.PI) / 6;
    rim.drawImage(cut, Math.cos(angle) * away, Math.sin(angle) * away);
  }
  rim.globalCompositeOperation = "source-in";
  rim.fillStyle = tint;
  rim.fillRect(0, 0, cut.width, cut.height);
  rim.globalCompositeOperation = "destination-out";
  rim.drawImage(cut, 0, 0);
  return rim.canvas;
}

/**
 * Paint the figures of a frame again, over what shines through behind them.
 * @param {CanvasRenderingContext2D} context
 * @param {readonly {part: Part, layers: Layer[]}[]} figures
 * @param {Light} light
 */
export function paintFigures(context, figures, { setting, ground, frames }) {
  const { width, height } = setting.project;
  for (const { part, layers } of figures) {
    const sheet = blank({ width, height }, "figure");
    paintLayers(sheet, setting.project, null, layers, frames);
    if (part.opaque) {
      sheet.globalCompositeOperation = "destination-in";
      sheet.drawImage(cutout(setting, part, layers, ground, frames), 0, 0, width, height);
    }
    context.drawImage(sheet.canvas, 0, 0, width, height);
  }
}

/**
 * Dim the frame, and light up what differs from the nearest ghost on each side, in its tint.
 * @param {CanvasRenderingContext2D} context in units of the project, the frame painted
 * @param {readonly Ghost[]} ghosts
 * @param {readonly {part: Part, layers: Layer[]}[]} figures of this frame, of the track that is looked through
 * @param {Light} light
 * @param {boolean} opaque
 */
export function paintXray(context, ghosts, figures, light, opaque) {
  const { width, height } = light.setting.project;
  context.save();
  context.globalAlpha = 1 - DIMMED;
  context.fillStyle = "#141414";
  context.fillRect(0, 0, width, height);
  context.globalCompositeOperation = "lighter";
  for (const ghost of ghosts.filter(({ step }) => step === 1)) {
    const picture = pictureOf(ghost, light, opaque);
    if (!picture) continue;
    context.globalAlpha = Math.min(1, ghost.alpha * 2);
    context.drawImage(difference(picture, figures, ghost.side, light), 0, 0, width, height);
  }
  context.restore();
}

/**
 * @param {{part: Part, layers: Layer[]}} ghost @param {readonly {part: Part, layers: Layer[]}[]} figures
 * @param {"before" | "after"} side @param {Light} light
 */
function difference(ghost, figures, side, { setting, ground, frames, tints }) {
  const size = cutSize(setting.project);
  const sheet = blank(size, "xray");
  sheet.fillStyle = "#000000";
  sheet.fillRect(0, 0, size.width, size.height);
  sheet.drawImage(cutout(setting, ghost.part, ghost.layers, ground, frames), 0, 0);
  sheet.globalCompositeOperation = "difference";
  const now = blank(size, "xray-now");
  now.fillStyle = "#000000";
  now.fillRect(0, 0, size.width, size.height);
  for (const { part, layers } of figures) now.drawImage(cutout(setting, part, layers, ground, frames), 0, 0);
  sheet.drawImage(now.canvas, 0, 0);
  sheet.globalCompositeOperation = "multiply";
  sheet.fillStyle = tints[side];
  sheet.fillRect(0, 0, size.width, size.height);
  return sheet.canvas;
}
