/** A learner's class: when things are due, and new words to come back with. */
import { ApiError, api } from "#kf/core/net.js";
import { sayMoments } from "#kf/lesson/moment.js";

sayMoments();
document.querySelector("[data-words]")?.addEventListener("click", (event) => {
  void fetchWords(/** @type {HTMLElement} */ (event.currentTarget).dataset.words ?? "");
});

/** @param {string} path */
async function fetchWords(path) {
  const problem = /** @type {HTMLElement} */ (document.getElementById("problem"));
  try {
    const { words } = await api(path, { json: {} });
    const note = /** @type {HTMLElement} */ (document.getElementById("words"));
    const output = note.querySelector("output");
    if (output) output.textContent = words.join(" ");
    note.hidden = false;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const text = problem.querySelector("span");
    if (text) text.textContent = error.sentence;
    problem.hidden = false;
  }
}
