/**
 * @import {Point} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Sheet} from "#kf/marks/fit.js"
 * @import {Marking, Mode} from "#kf/marks/mode.js"
 */
import { html, nothing, svg } from "lit";
import { t } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { withBreakdown } from "#kf/marks/breakdown.js";
import { arrowStep, followOnStage } from "#kf/marks/drag.js";
import { drawEdge } from "#kf/marks/edge.js";
import { setBreakdowns, setJoints, setPins } from "#kf/marks/edits.js";
import { fromStage, onStage, toStage } from "#kf/marks/fit.js";
import { dragged, limbsOf, parentsOf } from "#kf/marks/marks.js";
import { markingOf } from "#kf/marks/mode.js";
import { modeBar } from "#kf/marks/modebar.js";
import { endOf, movedPin, withoutPin, withPin } from "#kf/marks/pins.js";
import { pinsView } from "#kf/marks/pinsview.js";
import { proposalView, skeletonView, wayView } from "#kf/marks/skeletonview.js";
import { markedDrawing, markedPose } from "#kf/marks/subject.js";

/** How much an arrow key moves the brush, in pixels of the project; Shift is finer. */
const BRUSH_STEPS = 3;

/** What is marked, over the picture: `<kf-marks>`. */
export class Marks extends SignalElement {
  static properties = { store: { attribute: false } };

  /** @type {Mode | null} the mode that has had the focus brought to it */
  #entered = null;
  /** @type {(() => void)[]} */
  #undo = [];

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("keydown", this.#early, true);
    document.addEventListener("keydown", this.#late);
    this.#undo = [
      () => document.removeEventListener("keydown", this.#early, true),
      () => document.removeEventListener("keydown", this.#late),
    ];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const undo of this.#undo.splice(0)) undo();
  }

  /** @returns {Marking} */
  get #marking() {
    return markingOf(/** @type {Store} */ (this.store));
  }

  /** In the mask, undo takes back strokes: they are not edits yet. */
  #early = (/** @type {KeyboardEvent} */ event) => {
    const { store } = this;
    if (!store || this.#marking.mode.value?.kind !== "mask") return;
    const undo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    if (!undo || !this.#marking.brush.undo()) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** The way out when what had the focus is gone; on the stage, the stage sees to it. */
  #late = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.target !== document.body) return;
    if (!this.store || !this.#marking.mode.value) return;
    event.preventDefault();
    this.#marking.end();
  };

  render() {
    const { store } = this;
    if (!store) return nothing;
    const marking = this.#marking;
    const mode = marking.mode.value;
    if (!mode) return nothing;
    const sheet = onStage(marking.view.value, store.project.value, this.#picture(marking));
    return html`${this.#content(store, marking, mode, sheet)}${modeBar(store, marking)}`;
  }

  /** Places are shares of the pose's picture on joints and masks, and of the canvas elsewhere. @param {Marking} marking */
  #picture(marking) {
    const kind = marking.mode.value?.kind;
    return kind === "joints" || kind === "mask" ? marking.subject : null;
  }

  /** @param {Store} store @param {Marking} marking @param {Mode} mode @param {Sheet} sheet */
  #content(store, marking, mode, sheet) {
    if (mode.kind === "mask") return this.#mask(marking, sheet);
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

  /** @param {PointerEvent} event @param {Hold} hold */
  #grabJoint(event, { joint, joints, parents, sheet, save }) {
    if (event.button !== 0) return;
    const marking = this.#marking;
    /** @type {SVGElement} */ (event.currentTarget).focus();
    followOnStage(event, this, toStage(sheet, joints[joint]), {
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
    const way = moments?.map((moment) => moment.joints[marking.chosen.value]).filter(Boolean) ?? [];
    return svg`${wayView(sheet, way)}${this.#skeleton(character, joints, [], sheet, save)}`;
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
    return this.store?.keyframes.value.get(mode?.kind === "pins" ? mode.key : "");
  }

  /** @param {PointerEvent} event @param {Sheet} sheet */
  #dropPin(event, sheet) {
    const { store } = this;
    const key = this.#pinKey;
    if (event.button !== 0 || !store || !key) return;
    event.preventDefault();
    event.stopPropagation();
    const box = this.getBoundingClientRect();
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
    const { store } = this;
    const key = this.#pinKey;
    if (event.button !== 0 || !store || !key) return;
    const side = this.#marking.side.value;
    /** @type {SVGElement} */ (event.currentTarget).focus();
    const done = () => {
      this.#heldPins = null;
      this.requestUpdate();
    };
    followOnStage(event, this, toStage(sheet, endOf(key.pins[pin], side)), {
      move: (to) => {
        this.#heldPins = movedPin(key.pins, pin, side, fromStage(sheet, to));
        this.requestUpdate();
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
    const { store } = this;
    const key = this.#pinKey;
    if (!store || !key) return;
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

  // --- the mask -------------------------------------------------------------------------------------------

  /** @param {Marking} marking @param {Sheet} sheet */
  #mask({ brush }, sheet) {
    const style = `left:${sheet.x}px;top:${sheet.y}px;width:${sheet.width}px;height:${sheet.height}px`;
    const size = brush.size.value * sheet.width;
    const [x, y] = brush.at.value;
    void brush.strokes.value;
    const state = brush.state.value;
    const hidden = state === "loading" || state === "failed";
    return html`<canvas class="mk-mask" .style=${style} aria-hidden="true" ?hidden=${hidden}></canvas>
      <canvas class="mk-edge" .style=${style} aria-hidden="true" ?hidden=${hidden}></canvas>
      <div class="mk-paint" tabindex="0" role="application" aria-label=${t("Mask. Arrow keys move the brush, Space paints, X turns between adding and taking away.")}
        @pointerdown=${(/** @type {PointerEvent} */ event) => this.#stroke(event, sheet)} @keydown=${(/** @type {KeyboardEvent} */ event) => this.#keyBrush(event, sheet)}
        @pointermove=${(/** @type {PointerEvent} */ event) => this.#hover(event, sheet)}>
        <span class=${brush.adds.value ? "mk-brush" : "mk-brush mk-brush--out"}
          .style=${`translate:${sheet.x + x * sheet.width - size / 2}px ${sheet.y + y * sheet.height - size / 2}px;width:${size}px;height:${size}px`}></span>
      </div>
      ${state === "loading" ? html`<p class="mk-say" role="status">${t("Finding the figure…")}</p>` : nothing}
      ${state === "failed" ? html`<p class="mk-say" role="alert">${t("The mask did not come. Leave and try again.")}</p>` : nothing}`;
  }

  /** @param {PointerEvent | MouseEvent} event @param {Sheet} sheet @returns {Point} */
  #share(event, sheet) {
    const box = this.getBoundingClientRect();
    return fromStage(sheet, [event.clientX - box.left, event.clientY - box.top]);
  }

  /** @param {PointerEvent} event @param {Sheet} sheet */
  #hover(event, sheet) {
    this.#marking.brush.at.value = this.#share(event, sheet);
  }

  /** @param {PointerEvent} event @param {Sheet} sheet */
  #stroke(event, sheet) {
    if (event.button !== 0) return;
    const { brush } = this.#marking;
    const target = /** @type {HTMLElement} */ (event.currentTarget);
    const watched = new AbortController();
    const { signal } = watched;
    event.preventDefault();
    event.stopPropagation();
    target.focus({ preventScroll: true });
    target.setPointerCapture(event.pointerId);
    brush.press(this.#share(event, sheet));
    const move = (/** @type {Event} */ moved) =>
      brush.draw(this.#share(/** @type {PointerEvent} */ (moved), sheet));
    const end = () => watched.abort();
    target.addEventListener("pointermove", move, { signal });
    target.addEventListener("pointerup", end, { signal });
    target.addEventListener("pointercancel", end, { signal });
  }

  /** @param {KeyboardEvent} event @param {Sheet} sheet */
  #keyBrush(event, sheet) {
    const { brush } = this.#marking;
    const step = arrowStep(event);
    if (step) {
      const { scale } = this.#marking.view.value;
      const [x, y] = brush.at.value;
      const by = BRUSH_STEPS * scale;
      const one = (/** @type {number} */ share) => Math.min(1, Math.max(0, share));
      brush.at.value = [one(x + (step[0] * by) / sheet.width), one(y + (step[1] * by) / sheet.height)];
    } else if (event.key === " ") brush.press(brush.at.value);
    else if (event.key.toLowerCase() === "x" && !event.ctrlKey && !event.metaKey)
      brush.adds.value = !brush.adds.value;
    else if (event.key === "[" || event.key === "]") brush.resize(event.key === "[" ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // --- after drawing --------------------------------------------------------------------------------------

  updated() {
    this.#showMask();
    const mode = this.#marking.mode.peek();
    if (mode === this.#entered) return;
    this.#entered = mode;
    if (!mode) return this.#giveFocusBack();
    const first = this.querySelector("[tabindex='0']");
    /** @type {HTMLElement | null} */ (first)?.focus({ preventScroll: true });
  }

  /** The button that ended a mode is gone: what had the focus is the stage's now. */
  #giveFocusBack() {
    if (document.activeElement !== document.body) return;
    /** @type {HTMLElement | null} */ (this.closest(".stage"))?.focus({ preventScroll: true });
  }

  /** Lay the mask over the picture, in one colour. */
  #showMask() {
    const shown = /** @type {HTMLCanvasElement | null} */ (this.querySelector(".mk-mask"));
    const mask = this.#marking.brush.canvas;
    const context = shown?.getContext("2d");
    if (!shown || !mask || !context) return;
    if (shown.width !== mask.width || shown.height !== mask.height)
      Object.assign(shown, { width: mask.width, height: mask.height });
    context.globalCompositeOperation = "copy";
    context.fillStyle = getComputedStyle(this).getPropertyValue("--mask-tint").trim() || "blue";
    context.fillRect(0, 0, shown.width, shown.height);
    context.globalCompositeOperation = "destination-in";
    context.drawImage(mask, 0, 0);
    const edge = /** @type {HTMLCanvasElement | null} */ (this.querySelector(".mk-edge"));
    if (edge) drawEdge(edge, mask);
  }
}

customElements.define("kf-marks", Marks);
