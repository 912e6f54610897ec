/**
 * Dark, light, or as the system has it. The choice lies in this browser; a tiny script in the page's head sets it before
 * the first paint, this module changes it.
 */
import { keep, kept } from "#kf/ui/kept.js";

const KEY = "kf-theme";

/** @typedef {"dark" | "light" | "system"} Theme */

/** @returns {Theme | null} null when nothing was chosen: each page then has its own ground */
export function theme() {
  return /** @type {Theme | null} */ (kept(KEY));
}

/** @param {Theme} choice */
export function setTheme(choice) {
  keep(KEY, choice);
  apply(choice);
}

/** @param {Theme | null} choice */
function apply(choice) {
  const root = document.documentElement;
  if (choice === "dark" || choice === "light") root.dataset.theme = choice;
  else if (choice === "system") delete root.dataset.theme;
  mark();
}

/** @returns {Theme} what the menu shows as chosen */
function current() {
  return theme() ?? /** @type {Theme | undefined} */ (document.documentElement.dataset.theme) ?? "system";
}

function mark() {
  for (const item of document.querySelectorAll("[data-set-theme]")) {
    item.setAttribute("aria-checked", String(item.getAttribute("data-set-theme") === current()));
  }
}

/** Let the page's theme items work, and follow a change made in another tab. */
export function wireTheme() {
  mark();
  addEventListener("storage", (event) => {
    if (event.key === KEY) apply(theme());
  });
  document.addEventListener("click", (event) => {
    const item = event.target instanceof Element ? event.target.closest("[data-set-theme]") : null;
    if (item) setTheme(/** @type {Theme} */ (item.getAttribute("data-set-theme")));
  });
}
