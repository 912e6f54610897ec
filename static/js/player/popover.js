/**
 * A small panel beside its button, with things to set: it stays while one sets them, and goes at a press elsewhere.
 */
import { effect } from "@preact/signals-core";
import { render } from "lit";

const MARGIN = 8;

/**
 * Open it, or close it when it is open already.
 * @param {string} id
 * @param {Element} anchor
 * @param {string} label its name for those who hear it
 * @param {() => unknown} content a Lit template; it is drawn anew when a signal that was read in it changes
 */
export function openPanel(id, anchor, label, content) {
  const open = document.getElementById(id);
  if (open) return open.hidePopover();
  const panel = document.createElement("div");
  Object.assign(panel, { id, className: "pop", popover: "auto" });
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", label);
  const back = document.activeElement;
  const stop = effect(() => {
    render(content(), panel);
  });
  (document.fullscreenElement ?? document.body).append(panel);
  anchor.setAttribute("aria-expanded", "true");
  panel.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    stop();
    sized.disconnect();
    anchor.setAttribute("aria-expanded", "false");
    if (panel.contains(document.activeElement) || document.activeElement === document.body)
      /** @type {HTMLElement | null} */ (back)?.focus?.({ preventScroll: true });
    panel.remove();
  });
  panel.showPopover();
  // What it holds may come to its height later.
  const sized = new ResizeObserver(() => beside(panel, anchor.getBoundingClientRect()));
  sized.observe(panel);
  beside(panel, anchor.getBoundingClientRect());
  /** @type {HTMLElement | null} */ (panel.querySelector("input, button, select"))?.focus({
    preventScroll: true,
  });
}

/** Above its button where there is room, as the buttons are at the foot of the stage. @param {HTMLElement} panel @param {DOMRect} anchor */
function beside(panel, anchor) {
  const { offsetWidth: width, offsetHeight: height } = panel;
  const left = Math.min(anchor.right - width, innerWidth - width - MARGIN);
  const above = anchor.top - height - MARGIN;
  const top = above >= MARGIN ? above : Math.min(anchor.bottom + MARGIN, innerHeight - height - MARGIN);
  panel.style.left = `${Math.max(MARGIN, left)}px`;
  panel.style.top = `${Math.max(MARGIN, top)}px`;
}
