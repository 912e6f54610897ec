/**
 * One press on something that is dragged over the stage, from down to up. Esc gives back what was.
 *
 * @import {Point} from "#kf/core/types.d.ts"
 */

/** Pixels of the page before a press is a drag: a click only chooses. */
const FAR = 2;

/**
 * @typedef {object} Acts
 * @property {(to: Point) => void} move a place on the stage, in CSS pixels
 * @property {() => void} drop
 * @property {() => void} cancel
 */

/**
 * Follow a press. Places are where the thing is taken to: the pointer need not have hit its middle.
 * @param {PointerEvent} down
 * @param {Element} area what places are measured from
 * @param {Point} start where the thing is
 * @param {Acts} acts
 */
export function followOnStage(down, area, start, { move, drop, cancel }) {
  const target = /** @type {Element} */ (down.currentTarget);
  const watched = new AbortController();
  const { signal } = watched;
  const box = area.getBoundingClientRect();
  const off = [down.clientX - box.left - start[0], down.clientY - box.top - start[1]];
  let moved = false;
  down.preventDefault();
  down.stopPropagation();
  target.setPointerCapture(down.pointerId);
  const moving = (/** @type {Event} */ event) => {
    const { clientX, clientY, pointerId } = /** @type {PointerEvent} */ (event);
    if (pointerId !== down.pointerId) return;
    if (!moved && Math.hypot(clientX - down.clientX, clientY - down.clientY) < FAR) return;
    moved = true;
    move([clientX - box.left - off[0], clientY - box.top - off[1]]);
  };
  const end = (/** @type {boolean} */ keep) => {
    watched.abort();
    if (keep && moved) drop();
    else cancel();
  };
  target.addEventListener("pointermove", moving, { signal });
  target.addEventListener("pointerup", () => end(true), { signal });
  target.addEventListener("pointercancel", () => end(false), { signal });
  const given = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    end(false);
  };
  globalThis.addEventListener("keydown", given, { signal, capture: true });
}

/** Pixels of the project that an arrow key moves something by: Shift is finer. */
const STEP = 4;
const FINE = 1;

/**
 * How far an arrow key moves something, in pixels of the project, or null for other keys.
 * @param {KeyboardEvent} event
 * @returns {Point | null}
 */
export function arrowStep({ key, shiftKey, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return null;
  const by = shiftKey ? FINE : STEP;
  const steps = /** @type {Record<string, Point>} */ ({
    ArrowLeft: [-by, 0],
    ArrowRight: [by, 0],
    ArrowUp: [0, -by],
    ArrowDown: [0, by],
  });
  return steps[key] ?? null;
}
