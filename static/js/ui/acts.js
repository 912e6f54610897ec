/**
 * Forms and buttons of plain pages that speak to the API:
 *
 *     <form data-send="POST /api/teams" data-then="/teams/{id}">       its fields are the JSON
 *     <button data-act="DELETE /api/…" data-ask="Really?">             asked first, where it says so
 *
 * `{name}` in an address is a field of the form, or of the answer in `data-then`. Without `data-then` the page is read
 * again; with `data-show` it shows the answer's `url`, where there is one, in the element of that id.
 */
import { ApiError, api } from "#kf/core/net.js";

/** Let them work, also those that come later. */
export function wireActs() {
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.dataset.send) return;
    event.preventDefault();
    const fields = /** @type {Record<string, string>} */ (
      Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
    );
    void act(form, form.dataset.send, fields);
  });
  document.addEventListener("click", pressed);
}

/** @param {MouseEvent} event */
function pressed(event) {
  const button =
    event.target instanceof Element
      ? /** @type {HTMLElement | null} */ (
          event.target.closest("[data-act], [data-open], [data-close], [data-copy]")
        )
      : null;
  if (!button) return;
  const { act: deed, ask, open, copy } = button.dataset;
  if (deed && (!ask || confirm(ask))) void act(button, deed, {});
  else if (open) /** @type {HTMLDialogElement} */ (document.getElementById(open)).showModal();
  else if (button.matches("[data-close]")) button.closest("dialog")?.close();
  else if (copy !== undefined) {
    void navigator.clipboard.writeText(button.parentElement?.querySelector("output")?.textContent ?? "");
  }
}

/**
 * @param {HTMLElement} element
 * @param {string} deed a verb and an address
 * @param {Record<string, string>} fields
 */
export async function act(element, deed, fields) {
  const [method, path = ""] = deed.split(" ");
  const { body, then, show } = element.dataset;
  const inPath = path.match(/\{(\w+)\}/)?.[1];
  const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== inPath));
  const json = body ? JSON.parse(body) : method === "DELETE" ? undefined : rest;
  const problem = document.getElementById("problem");
  if (problem) problem.hidden = true;
  element.setAttribute("aria-busy", "true");
  try {
    const answer = await api(filled(path, fields), { method, json });
    if (show && answer?.url) return reveal(show, answer.url);
    if (then) location.assign(filled(then, answer ?? {}));
    else location.reload();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    element.closest("dialog")?.close();
    tell(problem, error.sentence);
  } finally {
    element.removeAttribute("aria-busy");
  }
}

/** @param {string} text @param {Record<string, string>} values */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** @param {string} id @param {string} text */
function reveal(id, text) {
  const note = document.getElementById(id);
  const output = note?.querySelector("output");
  if (!note || !output) return;
  output.textContent = text;
  note.hidden = false;
  note.querySelector("button")?.focus();
}

/** @param {HTMLElement | null} problem @param {string} sentence */
function tell(problem, sentence) {
  const words = problem?.querySelector("span");
  if (!problem || !words) return;
  words.textContent = sentence;
  problem.hidden = false;
  problem.scrollIntoView({ block: "nearest" });
}
