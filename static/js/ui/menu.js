/**
 * Menus: `<div class="menu" role="menu" popover>`, opened by a button that names it in popovertarget (or by `openMenu`
 * at a place of the page). The browser opens, closes and layers them; this puts them beside their button and
 * moves the focus by arrow keys, Home, End and first letters.
 */
import { html, nothing, render } from "lit";
import { icon } from "#kf/ui/icon.js";

/** @typedef {{label: string, run: () => void, icon?: string, colour?: string, kbd?: string, hint?: string, disabled?: boolean, danger?: boolean, checked?: boolean}} Item */
/** @typedef {{x: number, y: number}} Place */

const MARGIN = 8;

/** The button pressed last: two buttons may open one menu. @type {Element | null} */
let opener = null;

/** Let every menu of the page work, also those that come later. */
export function wireMenus() {
  document.addEventListener("toggle", toggled, true);
  document.addEventListener("keydown", keyed, true); // before the page's shortcuts hear of it
  document.addEventListener("click", chosen);
  for (const menu of document.querySelectorAll("[role=menu]:popover-open"))
    opened(/** @type {HTMLElement} */ (menu)); // somebody was quicker than this
}

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
function menuOf(target) {
  return target instanceof Element ? target.closest("[role=menu][popover]") : null;
}

/** @param {HTMLElement} menu @returns {Element | null} */
function buttonOf(menu) {
  if (!menu.id) return null;
  if (opener?.getAttribute("popovertarget") === menu.id) return opener;
  return document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
}

/** @param {HTMLElement} menu @returns {HTMLElement[]} */
function itemsOf(menu) {
  const items = /** @type {NodeListOf<HTMLElement>} */ (menu.querySelectorAll("[role^=menuitem]"));
  return [...items].filter((item) => !item.matches(":disabled, [aria-disabled=true], [hidden]"));
}

/** @param {Event} event */
function toggled(event) {
  const menu = menuOf(event.target);
  if (!menu || event.target !== menu) return;
  const open = /** @type {ToggleEvent} */ (event).newState === "open";
  if (open) opened(menu);
  else buttonOf(menu)?.setAttribute("aria-expanded", "false");
}

/** @param {HTMLElement} menu */
function opened(menu) {
  const button = buttonOf(menu);
  button?.setAttribute("aria-expanded", "true");
  if (button) beside(menu, button.getBoundingClientRect());
  enter(menu);
}

/** Go to the first item, unless the focus is in the menu already. @param {HTMLElement} menu */
function enter(menu) {
  if (!menu.contains(document.activeElement)) itemsOf(menu)[0]?.focus({ preventScroll: true });
}

/** @param {HTMLElement} menu @param {Pick<DOMRect, "left" | "right" | "top" | "bottom">} anchor */
function beside(menu, anchor) {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const fits = anchor.left + width + MARGIN <= innerWidth;
  const left = fits ? anchor.left : anchor.right - width;
  const below = anchor.bottom + 4;
  const top = below + height + MARGIN <= innerHeight ? below : anchor.top - height - 4;
  menu.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN))}px`;
  menu.style.top = `${Math.max(MARGIN, Math.min(top, innerHeight - height - MARGIN))}px`;
}

/** @param {KeyboardEvent} event */
function keyed(event) {
  const menu = menuOf(event.target);
  if (!menu) return;
  const items = itemsOf(menu);
  const next = aim(event, items);
  if (!next) {
    if (event.key === "Tab") menu.hidePopover();
    if (writes(event)) event.preventDefault(); // no item begins so, and it is no shortcut here
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

/** @param {KeyboardEvent} event @param {HTMLElement[]} items @returns {HTMLElement | undefined} */
function aim(event, items) {
  const { key } = event;
  const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  if (key === "ArrowDown") return items[(at + 1) % items.length];
  if (key === "ArrowUp") return items.at(at <= 0 ? -1 : at - 1);
  if (key === "Home") return items[0];
  if (key === "End") return items.at(-1);
  if (!writes(event)) return undefined;
  const later = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return later.find((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}

/** @param {KeyboardEvent} event */
function writes({ key, ctrlKey, metaKey, altKey }) {
  return key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
}

/** @param {MouseEvent} event */
function chosen(event) {
  const target = event.target instanceof Element ? event.target : null;
  opener = target?.closest("[popovertarget]") ?? opener;
  const item = target?.closest("[role^=menuitem]");
  if (item && !item.matches("[aria-disabled=true]")) menuOf(item)?.hidePopover();
}

/**
 * Open a menu at a place, as for a press of the right button, or beside an element.
 * @param {readonly (Item | null)[]} items null draws a line between groups
 * @param {Place | Element} at
 * @param {string} label the menu's name for those who hear it
 */
export function openMenu(items, at, label) {
  const menu = document.createElement("div");
  menu.className = "menu";
  menu.popover = "auto";
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", label);
  const back = document.activeElement;
  render(
    items.map((item) => (item ? row(item) : html`<hr>`)),
    menu,
  );
  // In a landmark, as everything on a page should be; it is drawn above all the same.
  (document.querySelector("main") ?? document.body).append(menu);
  menu.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    if (document.activeElement === document.body && back instanceof HTMLElement)
      back.focus({ preventScroll: true });
    menu.remove();
  });
  released(() => {
    menu.showPopover();
    beside(
      menu,
      at instanceof Element
        ? at.getBoundingClientRect()
        : { left: at.x, right: at.x, top: at.y, bottom: at.y },
    );
    enter(menu); // before the browser says that it is open: a key may be quicker
  });
}

/**
 * Call back when no button is held down. Some systems ask for a menu as the right button goes down; when it then
 * comes up outside of the menu, the browser would close it again.
 * @param {() => void} act
 */
function released(act) {
  if (!held) return act();
  const stop = new AbortController();
  const up = () => {
    stop.abort();
    setTimeout(act);
  };
  for (const type of ["pointerup", "pointercancel"]) addEventListener(type, up, { signal: stop.signal });
}

let held = false;
const watch = (/** @type {Event} */ { type }) => {
  held = type === "pointerdown";
};
for (const type of ["pointerdown", "pointerup", "pointercancel"])
  globalThis.addEventListener?.(type, watch, true);

/** @param {Item} item */
function row({ label, run, icon: sign, colour, kbd, hint, disabled = false, danger = false, checked }) {
  return html`<button type="button" role=${checked === undefined ? "menuitem" : "menuitemradio"} tabindex="-1"
    class=${danger ? "is-danger" : nothing} aria-checked=${checked ?? nothing} ?disabled=${disabled} @click=${run}>
    ${sign ? icon(sign) : nothing}${colour ? html`<i class="dot" .style=${`background:${colour}`}></i>` : nothing}<span dir="auto">${label}${hint ? html`<small>${hint}</small>` : nothing}</span>
    ${kbd ? html`<kbd class="kbd">${kbd}</kbd>` : nothing}
  </button>`;
}
