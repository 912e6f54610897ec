/**
 * One press of the pointer, from down to up: a click, a long press, or a drag once it has gone far enough. Esc
 * gives back the old state. Near the edges the timeline scrolls by itself, the faster the nearer.
 *
 * @import {View} from "#kf/timeline/view.js"
 */

/** Pixels from an edge in which it scrolls, and how many pixels a picture at most: sideways, and up and down. */
const ASIDE = { edge: 40, fastest: 24 };
const UPWARDS = { edge: 20, fastest: 10 };
/** How long a finger or a pen rests for a menu, in milliseconds. */
const LONG = 450;
const MODIFIERS = new Set(["Alt", "Control", "Meta", "Shift"]);

/** @typedef {{x: number, clientX: number, clientY: number, alt: boolean, ctrl: boolean, shift: boolean, coarse: boolean}} Point
 *  x: of the content; ctrl: also the command key */
/**
 * @typedef {Object} Acts
 * @property {number} [threshold] pixels before it is a drag; 0 for handles
 * @property {(point: Point) => void} [start] the drag begins
 * @property {(point: Point) => void} move
 * @property {() => void} drop the drag ends where it is
 * @property {() => void} [cancel] the drag is given back
 * @property {(event: PointerEvent) => void} [click] it never became a drag
 * @property {(event: PointerEvent) => void} [long] a finger or a pen rested there
 * @property {boolean} [rows] the drag goes over rows, which scroll too
 * @property {HTMLElement} [on] what keeps the pointer; the scroller, if nothing is said
 */

/** Gives back what is being dragged now. @type {(() => void) | null} */
let current = null;

/** Give back whatever is being dragged: a second finger has come down, or a menu opens. */
export function giveBack() {
  current?.();
}

/** How far a pointer goes before it drags: a finger is less steady. @param {PointerEvent} event */
export function threshold({ pointerType }) {
  return pointerType === "touch" ? 8 : 4;
}

/** Whether what points is as thick as a finger. @param {PointerEvent} event */
function coarse({ pointerType }) {
  return pointerType === "touch";
}

/**
 * Follow a press.
 * @param {PointerEvent} down
 * @param {HTMLElement} scroller
 * @param {View} view
 * @param {Acts} acts
 */
export function follow(down, scroller, view, acts) {
  giveBack();
  const edge = view.edge(scroller);
  const far = acts.threshold ?? threshold(down);
  const keeper = acts.on ?? scroller;
  const watched = new AbortController();
  let dragging = false;
  let last = down;
  let held = modifiers(down);
  let frame = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let rest;

  const point = () => ({
    x: last.clientX - edge + view.left.value,
    clientX: last.clientX,
    clientY: last.clientY,
    coarse: coarse(down),
    ...held,
  });

  const begin = () => {
    dragging = true;
    clearTimeout(rest);
    acts.start?.(point());
  };

  const tick = () => {
    frame = 0;
    const speed = edgeSpeed(last.clientX - edge, view.width.value, ASIDE);
    if (speed !== 0) view.left.value = Math.max(0, view.left.value + speed);
    const rolled = acts.rows === true && roll(scroller, view, last.clientY);
    if (speed !== 0 || rolled) frame = requestAnimationFrame(tick);
    acts.move(point());
  };

  const end = () => {
    watched.abort();
    clearTimeout(rest);
    cancelAnimationFrame(frame);
    if (current === cancel) current = null;
    if (keeper.hasPointerCapture(down.pointerId)) keeper.releasePointerCapture(down.pointerId);
  };

  const moved = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId !== down.pointerId) return;
    last = event;
    held = modifiers(event);
    if (!dragging && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) >= far) begin();
    if (dragging) frame ||= requestAnimationFrame(tick);
  };

  const up = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId !== down.pointerId) return;
    last = event;
    held = modifiers(event);
    end();
    if (!dragging) return acts.click?.(event);
    acts.move(point());
    acts.drop();
  };

  const cancel = () => {
    end();
    if (dragging) acts.cancel?.();
  };

  /** A modifier that is pressed in the middle of a drag counts from then on. @param {KeyboardEvent} event */
  const keyed = (event) => {
    if (event.type === "keydown" && event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      cancel();
    } else if (MODIFIERS.has(event.key)) {
      event.preventDefault();
      held = modifiers(event);
      if (dragging) frame ||= requestAnimationFrame(tick);
    }
  };

  const { signal } = watched;
  current = cancel;
  keeper.setPointerCapture(down.pointerId);
  keeper.addEventListener("pointermove", moved, { signal });
  keeper.addEventListener("pointerup", up, { signal });
  keeper.addEventListener("pointercancel", cancel, { signal });
  globalThis.addEventListener("keydown", keyed, { signal, capture: true });
  globalThis.addEventListener("keyup", keyed, { signal, capture: true });
  if (far === 0) return begin();
  if (down.pointerType === "mouse" || !acts.long) return;
  rest = setTimeout(() => {
    end();
    acts.long?.(last);
  }, LONG);
}

/** @param {PointerEvent | KeyboardEvent} event */
function modifiers({ altKey, ctrlKey, metaKey, shiftKey }) {
  return { alt: altKey, ctrl: ctrlKey || metaKey, shift: shiftKey };
}

/** Scroll the rows where the pointer is near their edge. @param {HTMLElement} scroller @param {View} view @param {number} clientY @returns {boolean} whether they have moved */
function roll(scroller, view, clientY) {
  const height = view.height.value;
  const before = scroller.scrollTop;
  scroller.scrollTop += edgeSpeed(
    clientY - scroller.getBoundingClientRect().bottom + height,
    height,
    UPWARDS,
  );
  return scroller.scrollTop !== before;
}

/** @param {number} at from the edge of what is seen @param {number} size of what is seen @param {{edge: number, fastest: number}} how */
function edgeSpeed(at, size, { edge, fastest }) {
  if (at < edge) return -Math.ceil(Math.min(1, (edge - at) / edge) * fastest);
  if (at > size - edge) return Math.ceil(Math.min(1, (at - size + edge) / edge) * fastest);
  return 0;
}
