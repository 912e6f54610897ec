/** A dialog of the player's page. */

/**
 * Open a dialog with a heading; it is gone from the page once closed.
 * @param {string} heading
 * @returns {{dialog: HTMLDialogElement, body: HTMLElement, acts: HTMLElement}}
 */
export function box(heading) {
  const dialog = Object.assign(document.createElement("dialog"), { className: "dialog" });
  const title = Object.assign(document.createElement("h2"), { textContent: heading, id: "box-h" });
  const body = Object.assign(document.createElement("div"), { className: "col" });
  const acts = Object.assign(document.createElement("div"), { className: "acts" });
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.append(title, body, acts);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, body, acts };
}

/**
 * A sentence.
 * @param {string} text
 * @param {string} [role]
 */
export function sentence(text, role) {
  const found = Object.assign(document.createElement("p"), { textContent: text });
  if (role) found.setAttribute("role", role);
  return found;
}

/**
 * A button.
 * @param {string} label
 * @param {() => void} run
 * @param {string} [look]
 */
export function button(label, run, look = "") {
  const found = Object.assign(document.createElement("button"), { type: "button", textContent: label });
  found.className = `btn ${look}`;
  found.addEventListener("click", run);
  return found;
}

/**
 * A link that looks like a button.
 * @param {string} label
 * @param {string} href
 * @param {string} [look]
 */
export function link(label, href, look = "") {
  return Object.assign(document.createElement("a"), { textContent: label, href, className: `btn ${look}` });
}
