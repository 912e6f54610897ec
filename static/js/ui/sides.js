/**
 * Library and inspector: beside the stage they fold away, in a narrow window they come up as sheets. Both ways
 * through one verb, so that a key and a button mean the same everywhere.
 */
import { keep, kept } from "#kf/ui/kept.js";

const KEY = "kf-folded";
const narrow = matchMedia("(max-width: 899px)");

/** @typedef {"library" | "inspector"} Panel */

/** @returns {Set<string>} */
function folded() {
  return new Set((document.body.dataset.folded ?? "").split(" ").filter(Boolean));
}

/** @param {Set<string>} names */
function fold(names) {
  document.body.dataset.folded = [...names].join(" ");
  keep(KEY, document.body.dataset.folded);
}

/** @param {Panel} name */
export function togglePanel(name) {
  if (narrow.matches) return sheet(document.body.dataset.sheet === name ? null : name);
  const names = folded();
  if (!names.delete(name)) names.add(name);
  fold(names);
  mark();
}

/** In a narrow window, show the stage. */
export function closeSheet() {
  if (!document.body.dataset.sheet) return;
  delete document.body.dataset.sheet;
  mark();
}

/** Fold both panels away, or bring them back. */
export function togglePanels() {
  fold(folded().size > 0 ? new Set() : new Set(["library", "inspector"]));
  mark();
}

/** @param {Panel | null} name */
function sheet(name) {
  const before = document.body.dataset.sheet;
  if (name) document.body.dataset.sheet = name;
  else delete document.body.dataset.sheet;
  mark();
  if (name)
    /** @type {HTMLElement | null} */ (document.querySelector(`#${name} .sheet-h button`))?.focus({
      preventScroll: true,
    });
  else if (before)
    /** @type {HTMLElement | null} */ (document.querySelector(`.ed-nav [data-panel="${before}"]`))?.focus({
      preventScroll: true,
    });
}

function mark() {
  const hidden = folded();
  for (const button of document.querySelectorAll("[data-panel]")) {
    const name = button.getAttribute("data-panel") ?? "";
    const open = narrow.matches ? document.body.dataset.sheet === name : !hidden.has(name);
    button.setAttribute(button.closest(".ed-nav") ? "aria-expanded" : "aria-pressed", String(open));
  }
}

/** Let the page's panel buttons work. */
export function wireSides() {
  document.body.dataset.folded = kept(KEY) ?? "";
  mark();
  narrow.addEventListener("change", () => sheet(null));
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const button = target?.closest("[data-panel]");
    if (button) togglePanel(/** @type {Panel} */ (button.getAttribute("data-panel")));
    else if (target?.closest("[data-close-sheet]")) sheet(null);
  });
  document.addEventListener("keydown", (event) => {
    // What lies over the sheet closes first.
    const above = document.querySelector("dialog:modal, [popover]:popover-open");
    if (event.key === "Escape" && document.body.dataset.sheet && !event.defaultPrevented && !above)
      sheet(null);
  });
}
