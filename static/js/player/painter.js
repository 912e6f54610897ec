/**
 * The stage's canvas: keeps the decoded pictures, knows where the picture lies, and paints what it is told to show.
 *
 * @import {Guides} from "#kf/player/look.js"
 * @import {Cast, Part} from "#kf/player/parts.js"
 * @import {Choice, Previews} from "#kf/player/choose.js"
 * @import {Course} from "#kf/player/clock.js"
 * @import {Compare} from "#kf/player/compare.js"
 * @import {Ghost, Onion} from "#kf/player/ghosts.js"
 * @import {Layer, Level, Setting} from "#kf/player/layers.js"
 * @import {Size, View} from "#kf/player/view.js"
 */
import { earlyPictures } from "#kf/core/early.js";
import { GROUND } from "#kf/core/edits.js";
import { canPaint, choose } from "#kf/player/choose.js";
import { Differing, withTake } from "#kf/player/compare.js";
import { budget, FrameStore } from "#kf/player/framestore.js";
import { paintGuides } from "#kf/player/guidelines.js";
import { layersOf } from "#kf/player/layers.js";
import { paintLayers } from "#kf/player/paint.js";
import { partsAt } from "#kf/player/parts.js";
import { wishes } from "#kf/player/reading.js";
import { blank } from "#kf/player/sheets.js";
import { sideBySide } from "#kf/player/view.js";

/**
 * @typedef {object} Picture what is to be painted
 * @property {Setting} setting
 * @property {Cast} cast
 * @property {number} frame
 * @property {Part[]} parts of that frame
 * @property {boolean} alone a pose that is marked: nothing comes before or after it
 * @property {boolean} playing
 * @property {1 | -1} direction
 * @property {Pick<Course, "from" | "to" | "manner">} course
 * @property {{onion: Onion, ghosts: Ghost[], opaque: boolean, track: string, tints: {before: string, after: string}} | null} skin
 * @property {boolean} mirrored
 * @property {Guides} guides
 * @property {Previews} previews
 * @property {{compare: Compare, split: number} | null} comparing
 */
/** @typedef {"" | "approx" | "loading" | "broken"} Lack what the painted picture lacks to be the picture of this very frame */

export class Painter {
  frames = new FrameStore(budget(), { early: earlyPictures });
  /** @type {View} */
  view = { scale: 1, x: 0, y: 0 };
  /** @type {Picture | null} */
  picture = null;
  /** @type {Lack} */
  lack = "";
  /** Tracks that showed a preview when it was painted last. @type {readonly string[]} */
  previews = [];
  /** Whether takes are compared by their difference, and there is none. */
  same = false;
  /** What is on the canvas: the shot, and the frame it is the picture of. @type {{shot: string, frame: number} | null} */
  shown = null;
  #moving = false;
  #differing = new Differing();

  /**
   * @param {() => HTMLCanvasElement | null} canvas
   * @param {() => typeof import("#kf/player/onionpaint.js") | null} onion what paints the onion skin, once it is loaded
   */
  constructor(canvas, onion) {
    this.canvas = canvas;
    this.onion = onion;
  }

  /** Whether a frame of this shot could be painted now. @param {number} frame */
  ready(frame) {
    const { picture } = this;
    if (!picture) return false;
    return canPaint(picture.setting, partsAt(picture.cast, frame), this.frames, picture.previews);
  }

  /** Ask for what should be decoded. @param {boolean} moving */
  wish(moving) {
    const { picture } = this;
    if (!picture) return;
    const { setting, cast, frame, course, direction, parts, alone, skin } = picture;
    const { list, first } = wishes({
      setting,
      cast,
      frame,
      course,
      direction,
      moving,
      room: this.frames.most,
      parts: alone ? parts : undefined,
      ghosts: skin?.ghosts,
      also: this.#compared(moving ? "view" : "full"),
    });
    // At rest the very frame is waited for; what moves needs what comes next as much.
    this.frames.want(list, moving ? 0 : first);
  }

  /** The pictures of the takes that are compared. @param {Level} level */
  #compared(level) {
    const { picture } = this;
    if (!picture?.comparing) return [];
    const { comparing, parts, setting } = picture;
    return /** @type {const} */ ([0, 1]).flatMap((which) => {
      const with_ = withTake(comparing.compare, which, parts);
      return with_ ? layersOf(setting, with_, level).map(({ want }) => want) : [];
    });
  }

  /** Paint it, and say in `lack` what could not be painted. @param {boolean} moving */
  paint(moving) {
    this.#moving = moving;
    this.same = false;
    const context = this.canvas()?.getContext("2d");
    const { picture } = this;
    if (!picture || !context) return;
    const shot = picture.setting.shot?.id ?? "";
    const level = moving ? "view" : "full";
    if (picture.comparing && this.#paintCompared(context, picture, level)) {
      this.shown = { shot, frame: picture.frame };
      return;
    }
    const { setting, parts, previews } = picture;
    const choice = choose(setting, parts, level, this.frames, previews);
    this.previews = choice?.previews ?? [];
    if (!choice && this.shown?.shot === shot) {
      this.lack = "approx"; // the picture before this one stays, and says that it is not this one
      return;
    }
    this.lack = lackOf(choice);
    this.#begin(context, this.view, picture.mirrored);
    paintLayers(context, setting.project, groundOf(setting), choice?.layers ?? [], this.frames);
    if (choice && picture.skin) this.#paintSkin(context, picture, choice);
    this.#end(context, picture);
    this.shown = choice ? { shot, frame: picture.frame } : null;
  }

  /** Set units of project pixels, cut off at the project's edge. @param {CanvasRenderingContext2D} context @param {View} view @param {boolean} mirrored @param {boolean} [wipe] */
  #begin(context, { scale, x, y }, mirrored, wipe = true) {
    const ratio = devicePixelRatio;
    const { width, height } = /** @type {Picture} */ (this.picture).setting.project;
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (wipe) context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    context.save();
    context.setTransform(scale * ratio, 0, 0, scale * ratio, x * ratio, y * ratio);
    if (mirrored) context.transform(-1, 0, 0, 1, width, 0);
    context.imageSmoothingQuality = this.#moving ? "low" : "high"; // what moves is not looked at so closely
    context.imageSmoothingEnabled = scale * ratio < 3;
    context.beginPath();
    context.rect(0, 0, width, height);
    context.clip();
  }

  /** @param {CanvasRenderingContext2D} context @param {Picture} picture @param {View} [view] */
  #end(context, { setting, guides }, view = this.view) {
    paintGuides(context, setting.project, guides, 1 / view.scale);
    context.restore();
  }

  /** @param {CanvasRenderingContext2D} context @param {Picture} picture @param {Choice} choice */
  #paintSkin(context, { setting, parts, skin }, choice) {
    const onion = this.onion();
    if (!skin || !onion) return;
    const { paintFigures, paintGhosts, paintXray } = onion;
    const { frames } = this;
    const light = { setting, ground: groundOf(setting), frames, tints: skin.tints };
    const figures = figuresOf(parts, choice);
    if (skin.onion.xray) {
      const own = figures.filter(({ part }) => part.track === skin.track);
      paintXray(context, skin.ghosts, own, light, skin.opaque);
      return;
    }
    paintGhosts(context, skin.ghosts, light, skin.opaque);
    const behind = skin.onion.place === "behind" && skin.ghosts.length > 0;
    if (behind && figures.every(({ part }) => seeThrough(setting, part)))
      paintFigures(context, figures, light);
  }

  // --- comparing ------------------------------------------------------------------------------------------

  /** @param {CanvasRenderingContext2D} context @param {Picture} picture @param {Level} level @returns {boolean} whether it could */
  #paintCompared(context, picture, level) {
    const { comparing, parts, setting, previews, mirrored } = picture;
    if (!comparing) return false;
    const { compare, split } = comparing;
    const sides = /** @type {const} */ ([0, 1]).map((which) => {
      const with_ = withTake(compare, which, parts);
      return with_ && choose(setting, with_, level, this.frames, previews);
    });
    const [one, two] = sides;
    if (!one || !two) return false;
    this.previews = [];
    this.lack = one.approx || two.approx ? "approx" : "";
    const { width, height } = setting.project;
    if (compare.way === "side") {
      const { canvas } = context;
      const area = { width: canvas.width / devicePixelRatio, height: canvas.height / devicePixelRatio };
      for (const [index, view] of sideBySide(area, setting.project).entries()) {
        this.#begin(context, view, mirrored, index === 0);
        this.#paintChoice(context, setting, index === 0 ? one : two);
        this.#end(context, picture, view);
      }
      return true;
    }
    this.#begin(context, this.view, mirrored);
    this.#paintChoice(context, setting, one);
    if (compare.way === "wipe") {
      context.save();
      context.beginPath();
      const at = width * split;
      if (mirrored) context.rect(0, 0, width - at, height);
      else context.rect(at, 0, width - at, height);
      context.clip();
      this.#paintChoice(context, setting, two);
      context.restore();
    } else {
      const sheet = this.#paintDifference(context, setting, one, two);
      const of = [...one.layers, ...two.layers].map(
        ({ want, cut }) => cut?.image ?? (want && this.frames.get(want)),
      );
      this.same = level === "full" && this.lack === "" && this.#differing.none(sheet, of);
    }
    this.#end(context, picture);
    return true;
  }

  /** @param {CanvasRenderingContext2D} context @param {Setting} setting @param {Choice} choice */
  #paintChoice(context, setting, choice) {
    paintLayers(context, setting.project, groundOf(setting), choice.layers, this.frames);
  }

  /** Black where both are the same; four times as bright as they differ elsewhere. @param {CanvasRenderingContext2D} context @param {Setting} setting @param {Choice} one @param {Choice} two */
  #paintDifference(context, setting, one, two) {
    const { width, height } = setting.project;
    const sheet = blank({ width, height }, "difference");
    this.#paintChoice(sheet, setting, one);
    const other = blank({ width, height }, "other");
    this.#paintChoice(other, setting, two);
    sheet.globalCompositeOperation = "difference";
    sheet.drawImage(other.canvas, 0, 0);
    sheet.globalCompositeOperation = "lighter";
    for (let doubled = 0; doubled < 2; doubled++) sheet.drawImage(sheet.canvas, 0, 0);
    context.drawImage(sheet.canvas, 0, 0);
    return sheet;
  }
}

/** @param {Setting} setting */
export function groundOf({ shot }) {
  return shot?.ground ?? GROUND;
}

/** @param {Choice | null} choice @returns {Lack} */
function lackOf(choice) {
  if (!choice) return "loading";
  if (choice.broken.length > 0) return "broken";
  return choice.approx ? "approx" : "";
}

/** Whether there is anything to be seen behind a figure: a pose without alpha covers it all. @param {Setting} setting @param {Part} part */
function seeThrough({ poses }, { scene }) {
  return scene.kind === "empty" || poses.get(scene.left?.pose ?? "")?.has_alpha !== false;
}

/**
 * The pictures of each track that were chosen, without the scenery.
 * @param {readonly Part[]} parts
 * @param {Choice} choice
 * @returns {{part: Part, layers: Layer[]}[]}
 */
function figuresOf(parts, { figures }) {
  return parts.map((part, index) => {
    const layers = figures[index] ?? [];
    const whole = part.lowest && (part.opaque || layers.some(({ cut }) => cut));
    return { part: whole === part.opaque ? part : { ...part, opaque: whole }, layers };
  });
}
