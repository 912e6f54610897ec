/** Joining a class by its code, and coming back to it. */
import { ApiError, api } from "#kf/core/net.js";

/** Refusals after which going on as somebody else is a way. */
const OTHERWISE = new Set(["you_are_in", "guest_has_work"]);

const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-join]"));
const problem = /** @type {HTMLElement} */ (document.getElementById("problem"));
const other = /** @type {HTMLElement} */ (document.getElementById("other"));

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const submitter = /** @type {HTMLButtonElement | null} */ (event.submitter);
  void send(submitter?.name === "other");
});
document.querySelector("[data-copy-words]")?.addEventListener("click", () => {
  void navigator.clipboard.writeText(document.querySelector(".threewords")?.textContent ?? "");
});

/** @param {boolean} asOther */
async function send(asOther) {
  const { other: _, ...fields } = Object.fromEntries(new FormData(form));
  problem.hidden = true;
  form.setAttribute("aria-busy", "true");
  try {
    const joined = await api(form.dataset.join ?? "", { json: { ...fields, other: asOther } });
    const goal = `/classes/${joined.class.id}`;
    if (joined.words) show(joined.words, goal);
    else location.assign(goal);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    refuse(error);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

/** @param {string[]} words @param {string} goal */
function show(words, goal) {
  const section = /** @type {HTMLElement} */ (document.getElementById("words"));
  const output = /** @type {HTMLElement} */ (section.querySelector(".threewords"));
  /** @type {HTMLAnchorElement} */ (document.getElementById("go")).href = goal;
  output.textContent = words.join(" ");
  form.hidden = true;
  /** @type {HTMLElement} */ (document.getElementById("intro")).hidden = true;
  /** @type {HTMLElement} */ (document.getElementById("joined")).hidden = false;
  section.hidden = false;
  section.focus();
}

/** @param {ApiError} error */
function refuse(error) {
  const words = problem.querySelector("span");
  if (words) words.textContent = error.sentence;
  problem.hidden = false;
  other.hidden = !OTHERWISE.has(error.code);
}
