/**
 * @import {Desk} from "#kf/timeline/desk.js"
 */
import { timeline } from "#kf/later/parts.js";

/**
 * Have larger pictures shown from when a mouse or the focus comes onto the tracks first.
 * @param {Desk} desk @param {HTMLElement} host
 * @returns {() => void} stop
 */
export function peekLater(desk, host) {
  const rows = host.querySelector(".trks");
  const waiting = new AbortController();
  let stop = () => waiting.abort();
  const begin = async (/** @type {Event} */ event) => {
    if (event instanceof PointerEvent && event.pointerType === "touch") return;
    waiting.abort();
    let left = false;
    stop = () => {
      left = true;
    };
    await timeline.foresee(); // nobody has asked for anything yet
    if (!left && timeline.here) stop = new timeline.here.Peek(desk, host).watch(event);
  };
  for (const type of ["pointermove", "focusin"])
    rows?.addEventListener(type, begin, { signal: waiting.signal });
  return () => stop();
}
