/**
 * What the pointer does on the timeline before it is known what it holds: it finds what was pressed and hands it on.
 *
 * What can be pressed says so: data-key, data-seg, data-hold (a hold's edge), data-track (a row), data-stretch (an end
 * of the selection's bar), data-marker and data-marker-end (a marker, and the end of its range), data-range (an end of
 * in and out).
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Focus, Host} from "#kf/timeline/focus.js"
 * @import {Acts as Following, Point} from "#kf/timeline/gesture.js"
 * @import {Hand} from "#kf/timeline/hand.js"
 * @import {View} from "#kf/timeline/view.js"
 */
import { BoxDrag } from "#kf/timeline/drags/boxes.js";
import { HoldDrag } from "#kf/timeline/drags/holds.js";
import { KeyDrag } from "#kf/timeline/drags/keys.js";
import { MarkerDrag } from "#kf/timeline/drags/markers.js";
import { PanDrag } from "#kf/timeline/drags/pans.js";
import { RangeDrag } from "#kf/timeline/drags/ranges.js";
import { ScrubDrag } from "#kf/timeline/drags/scrubs.js";
import { SpanDrag } from "#kf/timeline/drags/spans.js";
import { follow } from "#kf/timeline/gesture.js";
import { Pinch } from "#kf/timeline/pinch.js";
import { rangeTo } from "#kf/timeline/selecting.js";
import { slide } from "#kf/timeline/slide.js";
import { Wheel } from "#kf/timeline/wheel.js";

/** @typedef {{move: (point: Point) => void, drop: () => void, cancel?: () => void}} Drag */

/** Drawn parts that are pressed, the innermost first. */
const PARTS = ["stretch", "hold", "key", "seg"];

/** A marker that was dragged was not pressed. @param {Event} event */
function stopOnce(event) {
  event.stopPropagation();
  event.preventDefault();
}
const ONCE = { once: true, capture: true };

export class Pointer {
  #store;
  #view;
  #hand;
  #focus;
  #host;
  #wheel;
  #pinch;
  /** Opens the menu of what lies at a place; the menus put themselves here. @type {(target: Element, at: {x: number, y: number}) => void} */
  menu = () => {};

  /** @param {Store} store @param {View} view @param {Hand} hand @param {Focus} focus @param {Host} host */
  constructor(store, view, hand, focus, host) {
    this.#store = store;
    this.#view = view;
    this.#hand = hand;
    this.#focus = focus;
    this.#host = host;
    this.#pinch = new Pinch(view);
    this.#wheel = new Wheel(view);
  }

  get #scroller() {
    return /** @type {HTMLElement | null} */ (this.#host.querySelector(".tl-scroll"));
  }

  /** Where the uppermost track begins on the page. */
  get #top() {
    const [first] = this.#view.rows.value;
    const row = first && this.#host.querySelector(`[data-track="${CSS.escape(first.id)}"]`);
    return row
      ? row.getBoundingClientRect().top - first.top
      : (this.#scroller?.getBoundingClientRect().top ?? 0);
  }

  /** Let go of what would still happen. */
  stop() {
    this.#wheel.stop();
  }

  /** A press on a track, a marker or a handle. */
  press = (/** @type {PointerEvent} */ down) => {
    const scroller = this.#scroller;
    if (!scroller || this.#pinch.down(down, scroller) || down.button !== 0) return;
    const target = /** @type {HTMLElement} */ (down.target);
    if (target.closest("button, input")) return;
    this.#view.settle();
    down.preventDefault();
    const name = PARTS.find((one) => target.closest(`[data-${one}]`));
    const part = /** @type {HTMLElement | null} */ (name ? target.closest(`[data-${name}]`) : null);
    const id = part?.getAttribute(`data-${name}`) ?? "";
    if (name === "key") return this.#pressKey(down, scroller, id);
    if (name === "hold") return this.#pressHold(down, scroller, id);
    if (name === "stretch") {
      const end = id === "start" ? "start" : "end";
      const drag = new SpanDrag(this.#hand, end, this.#view.under(down.clientX, scroller));
      return this.#drag(down, scroller, drag, { threshold: 0 });
    }
    this.#pressGround(down, scroller, name === "seg" ? id : null);
  };

  /**
   * @param {PointerEvent} down @param {HTMLElement} scroller @param {Drag} drag
   * @param {Partial<Following>} [more]
   */
  #drag(down, scroller, drag, more) {
    follow(down, scroller, this.#view, {
      move: (point) => drag.move(point),
      drop: () => drag.drop(),
      cancel: () => (drag.cancel ? drag.cancel() : this.#hand.clear()),
      long: (event) => this.#long(event),
      ...more,
    });
  }

  /** A finger has rested: the menu of what lies under it, which opens as the finger is lifted. @param {PointerEvent} event */
  #long({ clientX: x, clientY: y }) {
    navigator.vibrate?.(10);
    const target = document.elementFromPoint(x, y);
    if (target && this.#host.contains(target)) this.menu(target, { x, y });
  }

  /** @param {PointerEvent} down @param {HTMLElement} scroller @param {string} id */
  #pressKey(down, scroller, id) {
    const { selection } = this.#store;
    const swap = down.ctrlKey || down.metaKey;
    const grown = swap || down.shiftKey || this.#hand.gathering.value;
    this.#focus.on(id);
    if (!grown && !selection.value.has(id)) this.#store.select([id]);
    const drag = new KeyDrag(this.#hand, id, {
      x: this.#view.under(down.clientX, scroller),
      top: () => this.#top,
      swap,
    });
    this.#drag(down, scroller, drag, {
      rows: true,
      start: () => !selection.value.has(id) && this.#store.select([id], swap ? "only" : "add"),
      drop: () => {
        drag.drop();
        this.#focus.on(id); // on another track it is drawn anew
      },
      click: (event) => this.#clickKey(event, id),
    });
  }

  /** @param {PointerEvent} event @param {string} id */
  #clickKey(event, id) {
    const store = this.#store;
    store.openTrack(store.keyframes.value.get(id)?.track ?? "");
    if (event.ctrlKey || event.metaKey || this.#hand.gathering.value) store.select([id], "toggle");
    else if (event.shiftKey) store.select(rangeTo(store, id), "add");
    else store.select([id]);
  }

  /** @param {PointerEvent} down @param {HTMLElement} scroller @param {string} id */
  #pressHold(down, scroller, id) {
    this.#focus.on(id);
    this.#store.select([id]);
    this.#drag(down, scroller, new HoldDrag(this.#hand, id), { threshold: 0 });
  }

  /** A press on a marker: it is moved, or its end is. What it does when it is only pressed is its button's own. */
  pressMarker = (/** @type {PointerEvent} */ down) => {
    const scroller = this.#scroller;
    const target = /** @type {HTMLElement} */ (down.target);
    const button = /** @type {HTMLElement | null} */ (target.closest("[data-marker]"));
    if (down.button !== 0 || !scroller || !button) return;
    const edge = target.closest("[data-marker-end]") !== null;
    const x = this.#view.under(down.clientX, scroller);
    const drag = new MarkerDrag(this.#hand, button.dataset.marker ?? "", { x, edge });
    this.#drag(down, scroller, drag, {
      on: button,
      start: () => button.addEventListener("click", stopOnce, ONCE),
    });
  };

  /**
   * A press on a segment or on free ground: a click selects it (or nothing), a drag draws a box. A finger that drags
   * the ground pulls the timeline along. Which track is active changes how high the rows are, so that waits until the
   * pointer is let go.
   * @param {PointerEvent} down @param {HTMLElement} scroller @param {string | null} segment
   */
  #pressGround(down, scroller, segment) {
    const store = this.#store;
    const grown = down.shiftKey || down.ctrlKey || down.metaKey || this.#hand.gathering.value;
    const before = grown ? new Set(store.selection.value) : new Set();
    const row = /** @type {HTMLElement} */ (down.target).closest("[data-track]")?.getAttribute("data-track");
    if (segment) this.#focus.on(`seg:${segment}`);
    const x = this.#view.under(down.clientX, scroller);
    const drag =
      down.pointerType === "touch"
        ? new PanDrag(this.#view, scroller, down)
        : new BoxDrag(this.#hand, { x, clientY: down.clientY, top: () => this.#top }, before);
    this.#drag(down, scroller, drag, {
      rows: down.pointerType !== "touch",
      click: (event) => {
        if (row) store.openTrack(row);
        const many = event.ctrlKey || event.metaKey || this.#hand.gathering.value;
        if (segment) store.select([`seg:${segment}`], many ? "toggle" : "only");
        else {
          this.#hand.gathering.value = false;
          if (!event.shiftKey && !many) store.select([]);
        }
      },
    });
  }

  /** Go to a key. A press captures the pointer, so what is under it has to be looked up. */
  goTo = (/** @type {MouseEvent} */ event) => {
    const target = document.elementFromPoint(event.clientX, event.clientY);
    const id = /** @type {HTMLElement | null} */ (target?.closest("[data-key]"))?.dataset.key;
    const key = this.#store.keyframes.value.get(id ?? "");
    if (key) this.#store.seek(key.frame);
  };

  /** A press on the ruler: the playhead jumps there and follows; what stands on the ruler has its own drags. */
  scrub = (/** @type {PointerEvent} */ down) => {
    const scroller = this.#scroller;
    const target = /** @type {HTMLElement} */ (down.target);
    const end = /** @type {HTMLElement | null} */ (target.closest("[data-range]"))?.dataset.range;
    if (end && scroller && down.button === 0)
      return this.#drag(down, scroller, new RangeDrag(this.#hand, end === "in" ? "in" : "out"), {
        threshold: 0,
        long: undefined,
      });
    if (!scroller || this.#pinch.down(down, scroller) || down.button !== 0) return;
    this.#view.settle();
    const ruler = /** @type {HTMLElement} */ (down.currentTarget);
    ruler.focus({ preventScroll: true });
    down.preventDefault();
    this.#host.dispatchEvent(new CustomEvent("kf-scrub", { bubbles: true }));
    const strip = ruler.getBoundingClientRect();
    const drag = new ScrubDrag(this.#hand, {
      x: this.#view.under(down.clientX, scroller),
      bottom: strip.bottom,
    });
    this.#drag(down, scroller, drag, { threshold: 0, long: undefined });
  };

  slide = (/** @type {KeyboardEvent} */ event) => slide(this.#store, event);

  wheeled = (/** @type {WheelEvent} */ event) => {
    if (this.#scroller) this.#wheel.turned(event, this.#scroller);
  };

  /** The right button, the menu key, Shift+F10: the menu of what is there. */
  context = (/** @type {MouseEvent} */ event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("input, [data-head]")) return;
    event.preventDefault();
    const keyed = event.button !== 2 && document.activeElement === target;
    const box = target.getBoundingClientRect();
    this.menu(target, keyed ? { x: box.left + 8, y: box.bottom } : { x: event.clientX, y: event.clientY });
  };
}
