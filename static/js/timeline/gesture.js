/**
 * One press of the pointer, from down to up: a click, or a drag once it has gone far enough. Esc gives back
 * the old state. Near the edges the timeline scrolls by itself, the faster the nearer.
 *
 * @import {View} from "#kf/timeline/view.js"
 */

const EDGE = 40;
const FASTEST = 24;

/** @typedef {{x: number, clientX: number, clientY: number, event: PointerEvent}} Point x: of the content */
/**
 * @typedef {Object} Acts
 * @property {number} [threshold] pixels before it is a drag; 0 for handles
 * @property {() => void} [start] the drag begins
 * @property {(point: Point) => void} move
 * @property {() => void} drop the drag ends where it is
 * @property {() => void} [cancel] the drag is given back
 * @property {(event: PointerEvent) => void} [click] it never became a drag
 */

/** How far a pointer goes before it drags: a finger is less steady. @param {PointerEvent} event */
export function threshold({ pointerType }) {
  return pointerType === "touch" ? 8 : 4;
}

/**
 * Follow a press.
 * @param {PointerEvent} down
 * @param {HTMLElement} scroller
 * @param {View} view
 * @param {Acts} acts
 */
export function follow(down, scroller, view, acts) {
  const edge = scroller.getBoundingClientRect().left;
  const far = acts.threshold ?? threshold(down);
  const watched = new AbortController();
  let dragging = false;
  let last = down;
  let frame = 0;

  const point = () => ({
    x: last.clientX - edge + view.left.value,
    clientX: last.clientX,
    clientY: last.clientY,
    event: last,
  });

  const begin = () => {
    dragging = true;
    acts.start?.();
  };

  const tick = () => {
    frame = 0;
    const speed = edgeSpeed(last.clientX - edge, view.width.value);
    if (speed !== 0) {
      view.left.value = Math.max(0, view.left.value + speed);
      frame = requestAnimationFrame(tick);
    }
    acts.move(point());
  };

  const end = () => {
    watched.abort();
    cancelAnimationFrame(frame);
    if (scroller.hasPointerCapture(down.pointerId)) scroller.releasePointerCapture(down.pointerId);
  };

  const moved = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId !== down.pointerId) return;
    last = event;
    if (!dragging && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) >= far) begin();
    if (dragging) frame ||= requestAnimationFrame(tick);
  };

  const up = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId !== down.pointerId) return;
    last = event;
    end();
    if (!dragging) return acts.click?.(event);
    acts.move(point());
    acts.drop();
  };

  const giveBack = () => {
    end();
    if (dragging) acts.cancel?.();
  };

  const { signal } = watched;
  scroller.setPointerCapture(down.pointerId);
  scroller.addEventListener("pointermove", moved, { signal });
  scroller.addEventListener("pointerup", up, { signal });
  scroller.addEventListener("pointercancel", giveBack, { signal });
  globalThis.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      giveBack();
    },
    { signal, capture: true },
  );
  if (far === 0) begin();
}

/** @param {number} x from the left edge of what is seen @param {number} width */
function edgeSpeed(x, width) {
  if (x < EDGE) return -Math.ceil(Math.min(1, (EDGE - x) / EDGE) * FASTEST);
  if (x > width - EDGE) return Math.ceil(Math.min(1, (x - width + EDGE) / EDGE) * FASTEST);
  return 0;
}
