/**
 * Moving the picture on the stage: wheel and pinch zoom where the pointer is; a plain wheel, the middle
 * button or two fingers move it.
 */

/** @typedef {{zoom: (factor: number, point: {x: number, y: number}) => void, pan: (dx: number, dy: number) => void, fit: () => void}} Moves */

const FINE = 0.0015;
const DOUBLE = 300;

/**
 * Listen on an element.
 * @param {HTMLElement} element
 * @param {Moves} moves
 * @returns {() => void} to stop
 */
export function gestures(element, moves) {
  const stop = new AbortController();
  const { signal } = stop;
  /** @type {Map<number, {x: number, y: number}>} */
  const pointers = new Map();
  let lastTap = 0;

  const at = (/** @type {PointerEvent | WheelEvent} */ { clientX, clientY }) => {
    const box = element.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
  };
  const onWheel = (/** @type {WheelEvent} */ event) => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (event.ctrlKey || event.metaKey) moves.zoom(Math.exp(-event.deltaY * lines * FINE * 4), at(event));
    else moves.pan(-event.deltaX * lines, -event.deltaY * lines);
  };
  const onDown = (/** @type {PointerEvent} */ event) => {
    const touch = event.pointerType === "touch";
    if (!touch && event.button !== 1) return;
    if (event.target instanceof Element && event.target.closest("button, a")) return;
    if (!touch) event.preventDefault();
    element.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, at(event));
    if (!touch) return;
    if (pointers.size === 1 && event.timeStamp - lastTap < DOUBLE) moves.fit();
    lastTap = event.timeStamp;
  };
  const onMove = (/** @type {PointerEvent} */ event) => {
    const from = pointers.get(event.pointerId);
    if (!from) return;
    const to = at(event);
    pointers.set(event.pointerId, to);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      moves.zoom(Math.max(0.5, apart(to, other)) / Math.max(0.5, apart(from, other)), middle(to, other));
      moves.pan((to.x - from.x) / 2, (to.y - from.y) / 2);
    } else if (event.pointerType !== "touch") {
      moves.pan(to.x - from.x, to.y - from.y);
    }
  };
  const onUp = (/** @type {PointerEvent} */ event) => pointers.delete(event.pointerId);

  element.addEventListener("wheel", onWheel, { signal, passive: false });
  element.addEventListener("pointerdown", onDown, { signal });
  element.addEventListener("pointermove", onMove, { signal });
  element.addEventListener("pointerup", onUp, { signal });
  element.addEventListener("pointercancel", onUp, { signal });
  return () => stop.abort();
}

/** @param {{x: number, y: number}} a @param {{x: number, y: number}} b */
function apart(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** @param {{x: number, y: number}} a @param {{x: number, y: number}} b */
function middle(a, b) {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
