/**
 * Forms and buttons of plain pages that speak to the API:
 *
 *     <form data-send="POST /api/teams" data-then="/teams/{id}">                its fields are the JSON
 *     <button data-act="DELETE /api/…" data-ask="Really?" data-warn="It is …">  asked first, where it says so
 *
 * `{name}` in an address is a field of the form, or of the answer in `data-then`. Without `data-then` the page is read
 * again; with `data-show` it stays, and shows of the answer what `reveal` finds a place for, and reads again what
 * `data-again` names.
 */
import { t } from "#kf/core/i18n.js";
import { ApiError, api } from "#kf/core/net.js";
import { copyFrom } from "#kf/share/copy.js";
import { ask } from "#kf/ui/dialog.js";

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
  const { act: deed, open, copy } = button.dataset;
  if (deed) void asked(button, deed);
  else if (open) /** @type {HTMLDialogElement} */ (document.getElementById(open)).showModal();
  else if (button.matches("[data-close]")) button.closest("dialog")?.close();
  else if (copy !== undefined) void copied(button);
}

/** @param {HTMLElement} button @param {string} deed */
async function asked(button, deed) {
  const { ask: title, warn: sentence = "" } = button.dataset;
  const verb = button.textContent?.trim() ?? "";
  if (!title || (await ask({ title, sentence, verb, danger: deed.startsWith("DELETE") })))
    await act(button, deed, {});
}

/** Copy the field beside a button, which then says so. @param {HTMLElement} button */
async function copied(button) {
  const field = fieldIn(button.parentElement);
  if (!field || !button.lastChild || !(await copyFrom(field))) return;
  button.lastChild.textContent = t("Copied");
  button.removeAttribute("aria-label"); // it names what is done now
}

/** @param {Element | null} element @returns {HTMLOutputElement | HTMLInputElement | null | undefined} */
function fieldIn(element) {
  return element?.querySelector("output, input");
}

/**
 * @param {HTMLElement} element
 * @param {string} deed a verb and an address
 * @param {Record<string, string>} fields
 * @returns {Promise<boolean>} whether it was done; if not, the page says why
 */
export async function act(element, deed, fields) {
  const [method, path = ""] = deed.split(" ");
  const { body, then, show, again } = element.dataset;
  const inPath = path.match(/\{(\w+)\}/)?.[1];
  const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== inPath));
  const json = body ? JSON.parse(body) : method === "DELETE" ? undefined : rest;
  const problem = document.getElementById("problem");
  if (problem) problem.hidden = true;
  element.setAttribute("aria-busy", "true");
  try {
    const answer = await api(filled(path, fields), { method, json });
    if (show) {
      reveal(show, answer ?? {});
      if (element instanceof HTMLFormElement) element.reset();
      if (again) await readAgain(again);
    } else if (then) location.assign(filled(then, answer ?? {}));
    else location.reload();
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    element.closest("dialog")?.close();
    tell(problem, error.sentence);
    return false;
  } finally {
    element.removeAttribute("aria-busy");
  }
}

/** @param {string} text @param {Record<string, string>} values */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/**
 * Show those elements whose field the answer fills: by its name, an `<output>` or an `<input>`.
 * @param {string} ids
 * @param {Record<string, string | null>} answer
 */
function reveal(ids, answer) {
  for (const id of ids.split(" ")) {
    const note = document.getElementById(id);
    const field = fieldIn(note);
    if (!note || !field) continue;
    field.value = answer[field.name] ?? "";
    note.hidden = !field.value;
    const copy = note.querySelector("button");
    if (!field.value || !copy) continue;
    copy.textContent = t("Copy");
    copy.focus();
  }
}

/** Put a part of the page in as it is now. @param {string} id */
async function readAgain(id) {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
  const now = page.getElementById(id);
  if (now) document.getElementById(id)?.replaceWith(now);
}

/** @param {HTMLElement | null} problem @param {string} sentence */
function tell(problem, sentence) {
  const words = problem?.querySelector("span");
  if (!problem || !words) return;
  words.textContent = sentence;
  problem.hidden = false;
  problem.scrollIntoView({ block: "nearest" });
}
