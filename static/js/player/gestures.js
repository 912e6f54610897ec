/**
 * Moving the picture on the stage. Wheel and pinch zoom where the pointer is; a plain wheel, the middle button, Space
 * and a drag, or two fingers move it; one finger does where the picture is larger than the stage. Two taps show all.
 * In a page around it, a plain wheel over a picture that is shown whole goes on to that page.
 *
 * While somebody marks with a pen, fingers only move the picture; and a second finger always does, whatever the
 * first one was about.
 */

/** @typedef {{x: number, y: number}} Place */
/**
 * @typedef {object} Moves
 * @property {(factor: number, point: Place) => void} zoom
 * @property {(dx: number, dy: number) => void} pan
 * @property {() => void} fit
 * @property {() => boolean} fitted whether all of the picture is shown
 * @property {() => boolean} marking
 * @property {() => boolean} grab whether a drag is to move the picture, whatever it is on
 */

const FINE = 0.0015;
const DOUBLE = 300;
/** How far apart two taps may be, in pixels. */
const NEAR = 32;

/**
 * Listen on an element.
 * @param {HTMLElement} element
 * @param {Moves} moves
 * @returns {() => void} to stop
 */
export function gestures(element, moves) {
  const stop = new AbortController();
  const { signal } = stop;
  /** @type {Map<number, Place>} */
  const pointers = new Map();
  /** @type {{at: number, place: Place} | null} */
  let tapped = null;
  let penned = false;
  /** A touch that something on the stage has taken for itself. @type {PointerEvent | null} */
  let taken = null;

  const at = (/** @type {MouseEvent} */ { clientX, clientY }) => {
    const box = element.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
  };
  const onWheel = (/** @type {WheelEvent} */ event) => {
    if (event.target instanceof Element && event.target.closest(".island, [popover]")) return;
    const zoom = event.ctrlKey || event.metaKey;
    if (!zoom && !event.shiftKey && window.parent !== window && moves.fitted()) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (zoom) moves.zoom(Math.exp(-event.deltaY * lines * FINE * 4), at(event));
    else moves.pan(-event.deltaX * lines, -event.deltaY * lines);
  };
  const take = (/** @type {PointerEvent} */ event) => {
    event.stopPropagation();
    if (event.pointerType !== "touch") event.preventDefault();
    element.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, at(event));
  };
  /** Before anything on the stage hears of it. */
  const onDown = (/** @type {PointerEvent} */ event) => {
    const { pointerType, button, target } = event;
    if (pointerType === "pen") penned = true;
    if (target instanceof Element && target.closest("button, a, input, .island, figure")) return;
    if (pointerType !== "touch") {
      if (button === 1 || (button === 0 && moves.grab())) take(event);
      return;
    }
    if (taken && taken.pointerId !== event.pointerId) letGo(taken);
    const marking = moves.marking() && target instanceof Element && target.closest("kf-marks") !== null;
    if (marking && !penned && pointers.size === 0) {
      taken = event; // the first finger marks; where it is matters when a second one comes
      pointers.set(event.pointerId, at(event));
      return;
    }
    take(event);
    if (pointers.size === 1) tap(event);
  };
  /** Tell whoever follows the first finger that it is over. @param {PointerEvent} first */
  const letGo = (first) => {
    const { pointerId, pointerType } = first;
    taken = null;
    first.target?.dispatchEvent(new PointerEvent("pointercancel", { pointerId, pointerType, bubbles: true }));
    element.setPointerCapture(pointerId);
    pointers.set(pointerId, at(first));
  };
  const tap = (/** @type {PointerEvent} */ event) => {
    const place = at(event);
    const again = tapped && event.timeStamp - tapped.at < DOUBLE && apart(place, tapped.place) < NEAR;
    tapped = again ? null : { at: event.timeStamp, place };
    if (again) moves.fit();
  };
  const onMove = (/** @type {PointerEvent} */ event) => {
    const from = pointers.get(event.pointerId);
    if (!from || taken?.pointerId === event.pointerId) return;
    event.stopPropagation();
    const to = at(event);
    pointers.set(event.pointerId, to);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      tapped = null;
      moves.zoom(Math.max(0.5, apart(to, other)) / Math.max(0.5, apart(from, other)), middle(to, other));
      moves.pan((to.x - from.x) / 2, (to.y - from.y) / 2);
    } else if (event.pointerType !== "touch" || moves.marking() || !moves.fitted()) {
      moves.pan(to.x - from.x, to.y - from.y);
    }
  };
  const onUp = (/** @type {PointerEvent} */ event) => {
    if (!event.isTrusted) return; // our own word to whoever marked
    pointers.delete(event.pointerId);
    if (taken?.pointerId === event.pointerId) taken = null;
  };

  element.addEventListener("wheel", onWheel, { signal, passive: false });
  element.addEventListener("pointerdown", onDown, { signal, capture: true });
  element.addEventListener("pointermove", onMove, { signal, capture: true });
  element.addEventListener("pointerup", onUp, { signal, capture: true });
  element.addEventListener("pointercancel", onUp, { signal, capture: true });
  return () => stop.abort();
}

/** @param {Place} a @param {Place} b */
function apart(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** @param {Place} a @param {Place} b */
function middle(a, b) {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
