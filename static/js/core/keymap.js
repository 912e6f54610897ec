/**
 * Every shortcut of the editor, in one table. The part of the page that does an act says so with `on`; the
 * table decides which key that is, where it counts, and what the shortcut sheet says.
 */
import { t } from "#kf/core/i18n.js";

/** @typedef {"global" | "stage" | "timeline" | "library"} Context */
/** @typedef {{act: string, context: Context, keys: string[], label: () => string, group: () => string}} Binding */
/** @typedef {{group: string, rows: {keys: string[], label: string}[]}} SheetGroup */

const PLAY = () => t("Play");
const TIME = () => t("Move in time");
const EDIT = () => t("Edit");
const VIEW = () => t("View");

/** @type {readonly Binding[]} */
export const BINDINGS = [
  row("play", "global", ["Space", "L"], PLAY, () => t("Play or pause")),
  row("stop", "global", ["K"], PLAY, () => t("Stop")),
  row("play-back", "global", ["J"], PLAY, () => t("Play backwards")),
  row("loop", "global", ["Shift+L"], PLAY, () => t("Loop")),
  row("next-frame", "global", ["ArrowRight"], TIME, () => t("One frame on")),
  row("previous-frame", "global", ["ArrowLeft"], TIME, () => t("One frame back")),
  row("ten-on", "global", ["Shift+ArrowRight"], TIME, () => t("Ten frames on")),
  row("ten-back", "global", ["Shift+ArrowLeft"], TIME, () => t("Ten frames back")),
  row("previous-key", "global", [","], TIME, () => t("To the keyframe before")),
  row("next-key", "global", ["."], TIME, () => t("To the next keyframe")),
  row("to-start", "global", ["Home"], TIME, () => t("To the start of the shot")),
  row("to-end", "global", ["End"], TIME, () => t("To the end of the shot")),
  row("previous-shot", "global", ["PageUp"], TIME, () => t("To the shot before")),
  row("next-shot", "global", ["PageDown"], TIME, () => t("To the next shot")),
  row("add-key", "global", ["A"], EDIT, () => t("Add a keyframe with the chosen pose at the playhead")),
  row("breakdown", "global", ["B"], EDIT, () => t("Set the joints of the in-between at the playhead")),
  row("marks", "global", ["M"], EDIT, () => t("Mark the joints of the key at the playhead, or leave that")),
  row("render", "global", ["R"], EDIT, () => t("Render what is stale in this shot")),
  row("undo", "global", ["Mod+Z"], EDIT, () => t("Undo what I did last")),
  row("redo", "global", ["Mod+Shift+Z", "Mod+Y"], EDIT, () => t("Redo")),
  row("move-back", "timeline", ["Alt+ArrowLeft"], EDIT, () => t("Move the selected keys one frame back")),
  row("move-on", "timeline", ["Alt+ArrowRight"], EDIT, () => t("Move the selected keys one frame on")),
  row("move-ten-back", "timeline", ["Alt+Shift+ArrowLeft"], EDIT, () =>
    t("Move the selected keys ten frames back"),
  ),
  row("move-ten-on", "timeline", ["Alt+Shift+ArrowRight"], EDIT, () =>
    t("Move the selected keys ten frames on"),
  ),
  row("delete", "timeline", ["Delete", "Backspace"], EDIT, () => t("Delete the selected keys")),
  row("select-all", "timeline", ["Mod+A"], EDIT, () => t("Select all keys of the shot")),
  row("select-before", "timeline", ["["], EDIT, () => t("Select all keys before the playhead")),
  row("select-after", "timeline", ["]"], EDIT, () => t("Select all keys after the playhead")),
  row("select-none", "timeline", ["Escape"], EDIT, () => t("Select nothing")),
  row("zoom-in", "timeline", ["+", "="], VIEW, () => t("Zoom the timeline in")),
  row("zoom-out", "timeline", ["-"], VIEW, () => t("Zoom the timeline out")),
  row("zoom-fit", "timeline", ["Shift+Z"], VIEW, () => t("Fit the whole shot")),
  row("list", "global", ["Shift+T"], VIEW, () => t("Timeline or list")),
  row("onion", "global", ["T"], VIEW, () => t("Onion skin")),
  row("stage-fit", "stage", ["0"], VIEW, () => t("Fit the picture")),
  row("stage-full", "stage", ["1"], VIEW, () => t("Picture at full size")),
  row("help", "global", ["?"], VIEW, () => t("This list")),
];

/**
 * @param {string} act @param {Context} context @param {string[]} keys
 * @param {() => string} group @param {() => string} label
 * @returns {Binding}
 */
function row(act, context, keys, group, label) {
  return { act, context, keys, group, label };
}

export class Keymap {
  /** @type {Map<string, (event: KeyboardEvent) => void>} */
  #acts = new Map();

  /**
   * Say what an act does; the last to say so holds.
   * @param {string} act a name in BINDINGS
   * @param {(event: KeyboardEvent) => void} run
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
    if (event.defaultPrevented || event.isComposing || deaf(event)) return false;
    const binding = this.#find(event);
    const run = binding && this.#acts.get(binding.act);
    if (!run) return false;
    event.preventDefault();
    run(event);
    return true;
  }

  /** @param {KeyboardEvent} event */
  #find(event) {
    const context = contextOf(event);
    const here = BINDINGS.filter((one) => one.context === context && this.#acts.has(one.act));
    const anywhere = BINDINGS.filter((one) => one.context === "global" && this.#acts.has(one.act));
    const names = pressed(event);
    for (const name of names) {
      const found = [...here, ...anywhere].find(({ keys }) => keys.includes(name));
      if (found) return found;
    }
    return undefined;
  }

  /** What the shortcut sheet shows: only what something on this page does. @returns {SheetGroup[]} */
  sheet() {
    /** @type {Map<string, SheetGroup>} */
    const groups = new Map();
    for (const { act, keys, label, group } of BINDINGS) {
      if (!this.#acts.has(act)) continue;
      const name = group();
      const entry = groups.get(name) ?? { group: name, rows: [] };
      entry.rows.push({ keys: keys.map(keyLabel), label: label() });
      groups.set(name, entry);
    }
    return [...groups.values()];
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

/**
 * The names a press goes by: what the key writes, then, for boards without Latin letters, where the key lies.
 * @param {KeyboardEvent} event
 * @returns {string[]}
 */
function pressed({ key, code, ctrlKey, metaKey, altKey, shiftKey }) {
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

/**
 * Whether a press belongs to what has the focus and not to us: a text field, a list of choices, an open
 * dialog, or a button that Enter and Space would press.
 * @param {KeyboardEvent} event
 */
function deaf(event) {
  if (globalThis.document?.querySelector("dialog:modal")) return true;
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  if (target instanceof HTMLInputElement && !BUTTONLIKE.has(target.type)) return true;
  const pressing = event.key === "Enter" || event.key === " ";
  return (
    pressing &&
    target.matches(
      "button, a[href], summary, input, [role=button], [role=menuitem], [role=option], [role=tab]",
    )
  );
}
