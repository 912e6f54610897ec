/**
 * From a key that is pressed to what is done. The part of the page that does an act says so with `on`; the table
 * (`#kf/core/bindings.js`) and the person's own choice decide which keys that is and where it counts.
 *
 * @import {Binding, Context} from "#kf/core/bindings.js"
 */
import { BINDINGS } from "#kf/core/bindings.js";
import { t } from "#kf/core/i18n.js";
import { keysOf } from "#kf/core/keychoice.js";

/** @typedef {{act: string, keys: string[], label: string}} SheetRow */
/** @typedef {{group: string, rows: SheetRow[]}} SheetGroup */

/** @type {ReadonlySet<Context>} */
const EVERYWHERE = new Set(["always", "global"]);

/** Acts of the timeline that count wherever nothing else has their keys: the browser would select the page's words. */
const WIDE = new Set(["select-all"]);

export class Keymap {
  /** @type {Map<string, (event: KeyboardEvent) => void | boolean>} */
  #acts = new Map();

  /**
   * Say what an act does; the last to say so holds.
   * @param {string} act a name in BINDINGS
   * @param {(event: KeyboardEvent) => void | boolean} run false leaves the press to the browser
   * @returns {() => void} to take it back
   */
  on(act, run) {
    if (!BINDINGS.some((binding) => binding.act === act))
      throw new RangeError(`no shortcut is called ${act}`);
    this.#acts.set(act, run);
    return () => {
      if (this.#acts.get(act) === run) this.#acts.delete(act);
    };
  }

  /**
   * Listen. An element with data-keys="timeline" (or stage, library) makes that context of what is in it.
   * @param {EventTarget} target
   * @returns {() => void} to stop
   */
  listen(target) {
    const heard = (/** @type {Event} */ event) => this.press(/** @type {KeyboardEvent} */ (event));
    target.addEventListener("keydown", heard);
    return () => target.removeEventListener("keydown", heard);
  }

  /**
   * Do what a key press stands for.
   * @param {KeyboardEvent} event
   * @returns {boolean} whether it stood for anything
   */
  press(event) {
    if (event.defaultPrevented || event.isComposing || occupied()) return false;
    const binding = this.#find(event);
    if (binding?.context !== "always" && deaf(event)) return false;
    const run = binding && this.#acts.get(binding.act);
    if (!run || run(event) === false) return false;
    event.preventDefault();
    return true;
  }

  /** @param {KeyboardEvent} event */
  #find(event) {
    const context = contextOf(event);
    const here = BINDINGS.filter((one) => one.context === context && this.#acts.has(one.act));
    const anywhere = BINDINGS.filter((one) => EVERYWHERE.has(one.context) && this.#acts.has(one.act));
    const wide = BINDINGS.filter(({ act }) => context !== "library" && WIDE.has(act) && this.#acts.has(act));
    const names = pressed(event);
    for (const name of names) {
      const found = [...here, ...anywhere, ...wide].find((binding) => keysOf(binding).includes(name));
      if (found) return found;
    }
    return undefined;
  }

  /** What the shortcut sheet shows: only what something on this page does. @returns {SheetGroup[]} */
  sheet() {
    /** @type {Map<string, SheetGroup>} */
    const groups = new Map();
    for (const binding of BINDINGS) {
      const { act, label, group } = binding;
      if (!this.#acts.has(act)) continue;
      const name = group();
      const entry = groups.get(name) ?? { group: name, rows: [] };
      entry.rows.push({ act, keys: keysOf(binding).map(keyLabel), label: label() });
      groups.set(name, entry);
    }
    return [...groups.values()];
  }

  /**
   * Do an act as if its key had been pressed, as menus and the command palette do.
   * @param {string} act
   * @returns {boolean} whether anything on this page does it
   */
  run(act) {
    const run = this.#acts.get(act);
    run?.(new KeyboardEvent("keydown"));
    return run !== undefined;
  }
}

/** The page's one keymap. */
export const keymap = new Keymap();

const SIGNS = /** @type {Record<string, string>} */ ({
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  PageUp: "PgUp",
  PageDown: "PgDn",
  Delete: "Del",
  Escape: "Esc",
});

/** Write a key as it is printed on the board. @param {string} name */
export function keyLabel(name) {
  const mac = /Mac|iP(hone|ad)/.test(globalThis.navigator?.platform ?? "");
  return name
    .split(/\+(?=.)/)
    .map((part) => (part === "Mod" ? (mac ? "⌘" : "Ctrl") : (SIGNS[part] ?? part)))
    .join("+");
}

/** The first key of an act as it is printed on the board, or "" where it has none. @param {string} act */
export function keyOf(act) {
  const binding = BINDINGS.find((one) => one.act === act);
  const [key] = binding ? keysOf(binding) : [];
  return key ? keyLabel(key) : "";
}

/** Words for a tooltip, with the key of the act that they speak of. @param {string} words @param {string} act */
export function withKey(words, act) {
  const key = keyOf(act);
  return key ? t("{word} ({key})", { word: words, key }) : words;
}

/**
 * The names a press goes by: what the key writes, then, for boards without Latin letters, where the key lies.
 * @param {KeyboardEvent} event
 * @returns {string[]}
 */
export function pressed({ key, code, ctrlKey, metaKey, altKey, shiftKey }) {
  const before = `${ctrlKey || metaKey ? "Mod+" : ""}${altKey ? "Alt+" : ""}`;
  const letter = /^[a-z]$/i.test(key) ? key.toUpperCase() : "";
  const physical = code?.match(/^Key([A-Z])$/)?.[1] ?? "";
  const shift = shiftKey ? "Shift+" : "";
  if (key === " ") return [`${before}${shift}Space`];
  if (letter) return [`${before}${shift}${letter}`];
  const written = key.length === 1 ? [`${before}${key}`] : [];
  const named = `${before}${shift}${key}`;
  return physical ? [...written, named, `${before}${shift}${physical}`] : [...written, named];
}

/** @param {Event} event @returns {Context} */
function contextOf(event) {
  for (const node of event.composedPath()) {
    const context = node instanceof HTMLElement && node.dataset.keys;
    if (context) return /** @type {Context} */ (context);
  }
  return "global";
}

/** Inputs that take no text: pressing a key in them writes nothing. */
const BUTTONLIKE = new Set([
  "button",
  "checkbox",
  "color",
  "file",
  "image",
  "radio",
  "range",
  "reset",
  "submit",
]);

/** Inputs that are changed with the keys that walk. */
const WALKED = new Set(["color", "radio", "range"]);
const STEPS = new Set([
  "ArrowLeft",
  "ArrowRight",
  "ArrowUp",
  "ArrowDown",
  "Home",
  "End",
  "PageUp",
  "PageDown",
]);

/** Whether a dialog is open: then the keys are its own. */
function occupied() {
  return Boolean(globalThis.document?.querySelector("dialog:modal"));
}

/**
 * Whether a press belongs to what has the focus and not to us: a text field, a list of choices, or a button that
 * Enter and Space would press. Only acts that count always are heard there.
 * @param {KeyboardEvent} event
 */
function deaf(event) {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  if (target instanceof HTMLInputElement && !BUTTONLIKE.has(target.type)) return true;
  if (target instanceof HTMLInputElement && WALKED.has(target.type) && STEPS.has(event.key)) return true;
  const pressing = event.key === "Enter" || event.key === " ";
  return (
    pressing &&
    target.matches(
      "button, a[href], summary, input, [role=button], [role=menuitem], [role=option], [role=tab]",
    )
  );
}
