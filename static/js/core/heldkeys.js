/**
 * Keys that are pressed while a part of the page is on its way are meant for what it opens: they wait, and are pressed
 * again once it is there. Where it does not come they are forgotten, as what they were meant for is not done.
 */

/** Milliseconds after which nobody types for what has not come. */
const PATIENCE = 10_000;

/** Keys that lead elsewhere: who presses them waits no longer. */
const LEAVING = new Set(["Escape", "Tab"]);

/** Keys with a name that wait, beside those that write something. The others are the browser's. */
const NAMED = new Set([
  ...["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"],
  ...["Enter", "Backspace", "Delete", "F2"],
]);

/** How many parts are awaited. */
let awaited = 0;
/** @type {KeyboardEvent[]} */
let held = [];
/** @type {AbortController | null} */
let listening = null;

/** Let keys wait for a part that somebody has asked for. @param {Promise<unknown>} part */
export async function holdKeys(part) {
  awaited += 1;
  listen();
  const late = setTimeout(forget, PATIENCE);
  await part.catch(forget);
  clearTimeout(late);
  await new Promise((done) => setTimeout(done)); // what was asked for opens, and takes the focus
  awaited -= 1;
  // A key that is pressed again may ask for another part, for which the others wait once more.
  while (awaited === 0 && held.length > 0) press(/** @type {KeyboardEvent} */ (held.shift()));
  if (awaited === 0) forget();
}

function listen() {
  if (listening) return;
  listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  globalThis.addEventListener?.("keydown", hold, options);
  globalThis.addEventListener?.("keyup", hold, options);
  globalThis.addEventListener?.("pointerdown", forget, options);
}

function forget() {
  listening?.abort();
  listening = null;
  held = [];
}

/** @param {KeyboardEvent} event */
function hold(event) {
  if (!event.isTrusted || event.isComposing) return;
  if (event.type === "keydown" && LEAVING.has(event.key)) return forget();
  // A key is let go after it was pressed, also where both wait.
  const waits = event.type === "keydown" ? waiting(event) : held.some(({ code }) => code === event.code);
  if (!waits) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  held.push(event);
}

/** @param {KeyboardEvent} event */
function waiting({ key, ctrlKey, metaKey }) {
  return (key.length === 1 || NAMED.has(key)) && !ctrlKey && !metaKey;
}

/** @param {KeyboardEvent} event */
function press(event) {
  const at = document.activeElement ?? document.body;
  const unheard = at.dispatchEvent(new KeyboardEvent(event.type, event));
  if (unheard && event.type === "keydown") write(at, event.key);
}

/** What a browser does with a key that nobody hears; with an event that was made it does nothing. @param {Element} at @param {string} key */
function write(at, key) {
  const presses = key === "Enter" || key === " ";
  if (presses && at instanceof HTMLButtonElement) at.click();
  else if (key === "Backspace") document.execCommand("delete");
  else if (key.length === 1) document.execCommand("insertText", false, key);
  else if (key === "Enter" && at instanceof HTMLInputElement) {
    at.dispatchEvent(new Event("change", { bubbles: true }));
    at.form?.requestSubmit();
  }
}
