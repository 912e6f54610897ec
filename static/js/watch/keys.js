/** The player's keys: those of the editor, as far as they mean something here. */

/** @type {Record<string, string>} */
const KEYS = {
  " ": "play",
  ArrowLeft: "previous-frame",
  ArrowRight: "next-frame",
  "Shift+ArrowLeft": "ten-back",
  "Shift+ArrowRight": "ten-on",
  ",": "previous-key",
  ".": "next-key",
  Home: "to-start",
  End: "to-end",
  PageUp: "previous-shot",
  PageDown: "next-shot",
  "Shift+L": "loop",
  F: "full",
  C: "comment",
  "?": "sheet",
};

/**
 * Do what a key stands for, as long as nobody writes and no dialog is open.
 * @param {(act: string) => boolean} run false leaves the press to the browser
 * @param {Record<string, string>} [keys] another page's keys, each with its act
 */
export function listen(run, keys = KEYS) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog:modal, :popover-open") || deaf(event)) return;
    const act = names(event)
      .map((name) => keys[name])
      .find(Boolean);
    if (!act || (event.repeat && (act === "play" || act === "full")) || !run(act)) return;
    event.preventDefault();
  });
}

/** What a press goes by: what the key writes and, on boards without Latin letters, where it lies. @param {KeyboardEvent} event */
function names({ key, code, shiftKey }) {
  const shift = shiftKey ? "Shift+" : "";
  const letter = /^[a-z]$/i.test(key) ? key.toUpperCase() : (code?.match(/^Key([A-Z])$/)?.[1] ?? "");
  return key.length === 1 ? [key, shift + letter] : [shift + key];
}

/** Whether a press belongs to what has the focus. @param {KeyboardEvent} event */
function deaf(event) {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("input, textarea, select")) return true;
  return event.key === " " && target.matches("button, a[href], summary");
}
