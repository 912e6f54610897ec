/** The parts of the page, in the order of reading: F6 goes from one to the next, Shift+F6 back. */

const REGIONS = "header, #library, #stage, #timeline, #inspector, kf-status, .tour";

/** @returns {HTMLElement[]} those that are to be seen */
function regions() {
  const found = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`body > :is(${REGIONS})`));
  return [...found].filter((region) => region.checkVisibility({ visibilityProperty: true }));
}

/** @param {HTMLElement} region */
function enter(region) {
  const roving = /** @type {HTMLElement | null} */ (
    region.querySelector("[role=gridcell][tabindex='0'], [aria-current]:is(a, button)")
  );
  if (roving) return roving.focus();
  if (!region.hasAttribute("tabindex")) region.tabIndex = -1;
  region.focus();
}

/** @param {1 | -1} direction */
export function toRegion(direction) {
  const all = regions();
  const here = all.findIndex((region) => region.contains(document.activeElement));
  const next = all[(here + direction + all.length) % all.length] ?? all[0];
  if (next) enter(next);
}
