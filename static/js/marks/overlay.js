/**
 * What is drawn over the picture to be dragged: joints, pins, masks, arcs.
 *
 * @import {Point} from "#kf/core/types.d.ts"
 * @import {SignalElement} from "#kf/core/signal-element.js"
 * @import {Store} from "#kf/core/store.js"
 * @import {Sheet} from "#kf/marks/fit.js"
 * @import {Marking, Mode} from "#kf/marks/mode.js"
 */
import { html, nothing, svg } from "lit";
import { t } from "#kf/core/i18n.js";
import { nearestOf } from "#kf/marks/arcs.js";
import { arcsLayer } from "#kf/marks/arcslayer.js";
import { withBreakdown } from "#kf/marks/breakdown.js";
import { arrowStep, followOnStage } from "#kf/marks/drag.js";
import { setBreakdowns, setJoints, setPins } from "#kf/marks/edits.js";
import { fromStage, onStage, toStage } from "#kf/marks/fit.js";
import { markedDrawing, markedPose } from "#kf/marks/marked.js";
import { dragged, limbsOf, parentsOf } from "#kf/marks/marks.js";
import { maskView, paintMask } from "#kf/marks/maskview.js";
import { modeBar } from "#kf/marks/modebar.js";
import { endOf, movedPin, withoutPin, withPin } from "#kf/marks/pins.js";
import { pinsView } from "#kf/marks/pinsview.js";
import { proposalView, skeletonView, wayView } from "#kf/marks/skeletonview.js";
import { paintStrip, strip } from "#kf/marks/strip.js";
import { previewOf } from "#kf/preview/preview.js";

/** What `<kf-marks>` draws while something is marked or pulled at. */
export class Overlay {
  #area;
  #store;
  #marking;

  /** @param {SignalElement} area what places are measured from @param {Store} store @param {Marking} marking */
  constructor(area, store, marking) {
    this.#area = area;
    this.#store = store;
    this.#marking = marking;
  }

  get #sheet() {
    const marking = this.#marking;
    return onStage(marking.view.value, this.#store.project.value, this.#picture(marking));
  }

  /** @param {Mode} mode */
  view(mode) {
    const [store, marking] = [this.#store, this.#marking];
    return html`${this.#content(store, marking, mode, this.#sheet)}${strip(store, marking)}${modeBar(store, marking)}`;
  }

  /** Nothing is marked: the arcs, if they are wanted. */
  arcs() {
    const arcs = arcsLayer(this.#area, this.#store, this.#marking, this.#sheet);
    return arcs === nothing
      ? nothing
      : html`<svg class="mk" role="group" aria-label=${t("Motion arcs")}>${arcs}</svg>`;
  }

  /** Fill the canvases among what has been drawn. */
  paint() {
    paintMask(this.#area, this.#marking);
    const shown = /** @type {HTMLCanvasElement | null} */ (this.#area.querySelector(".mk-strip"));
    if (shown) paintStrip(shown, this.#store, this.#marking);
  }

  /** Places are shares of the pose's picture on joints and masks, and of the canvas elsewhere. @param {Marking} marking */
  #picture(marking) {
    const kind = marking.mode.value?.kind;
    return kind === "joints" || kind === "mask" ? marking.subject : null;
  }

  /** @param {Store} store @param {Marking} marking @param {Mode} mode @param {Sheet} sheet */
  #content(store, marking, mode, sheet) {
    if (mode.kind === "mask") return maskView(this.#area, marking, sheet);
    const label = {
      joints: t("Joints"),
      breakdown: t("Joints of this drawing"),
      pins: t("Pins"),
    }[mode.kind];
    const content =
      mode.kind === "joints"
        ? this.#joints(store, marking, sheet)
        : mode.kind === "pins"
          ? this.#pins(store, marking, sheet)
          : this.#breakdown(store, marking, sheet);
    return html`<svg class="mk" role="group" aria-label=${label}>${content}</svg>`;
  }

  // --- joints -------------------------------------------------------------------------------------------

  /** @param {Store} store @param {Marking} marking @param {Sheet} sheet */
  #joints(store, marking, sheet) {
    const marked = markedPose(store, marking);
    if (!marked?.character) return nothing;
    const { pose, character, joints } = marked;
    const proposal = marking.proposal.value;
    return svg`${joints ? this.#skeleton(character, joints, pose.behind, sheet, (next, joint, join) => void setJoints(store, pose, next, { joint: character.skeleton.names[joint], join: join && `${pose.id}:${join}` })) : nothing}
      ${proposal?.pose === pose.id ? proposalView(sheet, character.skeleton, proposal) : nothing}`;
  }

  /**
   * @param {import("#kf/core/types.d.ts").Character} character @param {Point[]} joints @param {readonly string[]} behind
   * @param {Sheet} sheet @param {(joints: Point[], joint: number, join?: string) => void} save
   */
  #skeleton(character, joints, behind, sheet, save) {
    const marking = this.#marking;
    const { skeleton } = character;
    return skeletonView({
      sheet,
      skeleton,
      limbs: limbsOf(character),
      joints,
      behind,
      chosen: marking.chosen.value,
      focus: (joint) => (marking.chosen.value = joint),
      grab: (event, joint) =>
        this.#grabJoint(event, { joint, joints, parents: parentsOf(skeleton), sheet, save }),
      key: (event, joint) =>
        this.#keyJoint(event, { joint, joints, parents: parentsOf(skeleton), sheet, save }),
    });
  }

  /** @typedef {{joint: number, joints: Point[], parents: number[], sheet: Sheet, save: (joints: Point[], joint: number, join?: string) => void}} Hold */

  /** Where joints are close to each other, the one that is pointed at is taken, not the one that was drawn last. @param {PointerEvent} event @param {Hold} hold */
  #grabJoint(event, { joints, parents, sheet, save }) {
    if (event.button !== 0) return;
    const marking = this.#marking;
    const box = this.#area.getBoundingClientRect();
    const places = joints.map((one) => toStage(sheet, one));
    const joint = nearestOf(places, [event.clientX - box.left, event.clientY - box.top]).index;
    /** @type {SVGElement | null} */ (this.#area.querySelector(`[data-joint="${joint}"]`))?.focus();
    followOnStage(event, this.#area, places[joint], {
      move: (to) => {
        const share = fromStage(sheet, to);
        marking.held.value = dragged(
          parents,
          joints,
          joint,
          share,
          marking.grip.value,
          sheet.width / sheet.height,
        );
      },
      drop: () => {
        const next = marking.held.value;
        if (next) save(next, joint);
        marking.held.value = null;
      },
      cancel: () => {
        marking.held.value = null;
      },
    });
  }

  /** @param {KeyboardEvent} event @param {Hold} hold */
  #keyJoint(event, { joint, joints, parents, sheet, save }) {
    const to = this.#nudged(event, sheet, joints[joint]);
    if (!to) return;
    const aspect = sheet.width / sheet.height;
    save(dragged(parents, joints, joint, to, this.#marking.grip.value, aspect), joint, `joint:${joint}`);
  }

  /** Where an arrow key takes a place to. @param {KeyboardEvent} event @param {Sheet} sheet @param {Point} from @returns {Point | null} */
  #nudged(event, sheet, [x, y]) {
    const step = arrowStep(event);
    if (!step) return null;
    event.preventDefault();
    event.stopPropagation();
    const { scale } = this.#marking.view.value;
    return [x + (step[0] * scale) / sheet.width, y + (step[1] * scale) / sheet.height];
  }

  // --- a drawing's joints -------------------------------------------------------------------------------

  /** @param {Store} store @param {Marking} marking @param {Sheet} sheet */
  #breakdown(store, marking, sheet) {
    const between = markedDrawing(store, marking);
    if (!between) return nothing;
    const { key, character, joints, moments, u } = between;
    void marking.path.follow(key, store.revision.value);
    if (!joints || u === null) return nothing;
    const save = (
      /** @type {Point[]} */ next,
      /** @type {number} */ _joint,
      /** @type {string} */ join = "",
    ) =>
      void setBreakdowns(
        store,
        key,
        withBreakdown(key.breakdowns, u, next),
        join && `${key.id}:${join}:${u}`,
      );
    this.#preview(key, u);
    const way = moments?.map((moment) => moment.joints[marking.chosen.value]).filter(Boolean) ?? [];
    return svg`${wayView(sheet, way)}${this.#skeleton(character, joints, [], sheet, save)}`;
  }

  /** While joints are dragged, the drawing follows them as fast as previews come. @param {import("#kf/core/types.d.ts").Keyframe} key @param {number} u */
  #preview({ id, breakdowns }, u) {
    const joints = this.#marking.held.value;
    const { held } = previewOf(this.#store);
    if (!joints && held.peek() === null) return;
    /** @type {import("#kf/core/types.d.ts").Operation[]} */
    const operations = joints
      ? [{ do: "set", on: "keyframe", id, to: { breakdowns: withBreakdown(breakdowns, u, joints) } }]
      : [];
    // Told after rendering: a signal is not changed by what reads it.
    queueMicrotask(() => (held.value = joints ? { left: id, u, operations } : null));
  }

  // --- pins -----------------------------------------------------------------------------------------------

  /** @param {Store} store @param {Marking} marking @param {Sheet} sheet */
  #pins(store, marking, sheet) {
    const mode = marking.mode.value;
    const key = store.keyframes.value.get(mode && "key" in mode ? mode.key : "");
    if (!key) return nothing;
    const side = marking.side.value;
    const pins = this.#heldPins ?? key.pins;
    return svg`<rect class="mk-ground" width="100%" height="100%" @pointerdown=${(/** @type {PointerEvent} */ event) => this.#dropPin(event, sheet)} />
      ${pinsView({
        sheet,
        pins,
        side,
        half: marking.halfPin.value,
        chosen: marking.chosen.value,
        focus: (pin) => (marking.chosen.value = pin),
        grab: (event, pin) => this.#grabPin(event, pin, sheet),
        key: (event, pin) => this.#keyPin(event, pin, sheet),
      })}`;
  }

  /** @type {import("#kf/core/types.d.ts").Pin[] | null} */
  #heldPins = null;

  get #pinKey() {
    const mode = this.#marking.mode.value;
    return this.#store.keyframes.value.get(mode?.kind === "pins" ? mode.key : "");
  }

  /** @param {PointerEvent} event @param {Sheet} sheet */
  #dropPin(event, sheet) {
    const store = this.#store;
    const key = this.#pinKey;
    if (event.button !== 0 || !key) return;
    event.preventDefault();
    event.stopPropagation();
    const box = this.#area.getBoundingClientRect();
    const at = fromStage(sheet, [event.clientX - box.left, event.clientY - box.top]);
    if (at.some((share) => share < 0 || share > 1)) return;
    const marking = this.#marking;
    const half = marking.halfPin.value;
    if (!half || marking.side.value === "first") {
      marking.halfPin.value = at;
      marking.side.value = "last";
      return;
    }
    marking.halfPin.value = null;
    marking.side.value = "first";
    marking.chosen.value = key.pins.length;
    void setPins(store, key, withPin(key.pins, half, at));
  }

  /** @param {PointerEvent} event @param {number} pin @param {Sheet} sheet */
  #grabPin(event, pin, sheet) {
    const store = this.#store;
    const key = this.#pinKey;
    if (event.button !== 0 || !key) return;
    const side = this.#marking.side.value;
    /** @type {SVGElement} */ (event.currentTarget).focus();
    const done = () => {
      this.#heldPins = null;
      this.#area.requestUpdate();
    };
    followOnStage(event, this.#area, toStage(sheet, endOf(key.pins[pin], side)), {
      move: (to) => {
        this.#heldPins = movedPin(key.pins, pin, side, fromStage(sheet, to));
        this.#area.requestUpdate();
      },
      drop: () => {
        if (this.#heldPins) void setPins(store, key, this.#heldPins);
        done();
      },
      cancel: done,
    });
  }

  /** @param {KeyboardEvent} event @param {number} pin @param {Sheet} sheet */
  #keyPin(event, pin, sheet) {
    const store = this.#store;
    const key = this.#pinKey;
    if (!key) return;
    const side = this.#marking.side.value;
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      event.stopPropagation();
      void setPins(store, key, withoutPin(key.pins, pin));
      return;
    }
    const to = this.#nudged(event, sheet, endOf(key.pins[pin], side));
    if (to) void setPins(store, key, movedPin(key.pins, pin, side, to), `pin:${key.id}:${pin}:${side}`);
  }
}
