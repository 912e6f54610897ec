/** A lesson to read: trying it in a project of one's own, and taking it over to teach with it. */
import { ApiError, api } from "#kf/core/net.js";

document.addEventListener("click", (event) => {
  const button =
    event.target instanceof Element
      ? /** @type {HTMLElement | null} */ (event.target.closest("[data-try], [data-take]"))
      : null;
  if (button?.dataset.try)
    void go("/api/projects", { sample: button.dataset.try === "sample" }, "/projects/");
  if (button?.dataset.take) void go("/api/lessons", { from: button.dataset.take }, "/lessons/", "/edit");
});

/**
 * Make something and open it.
 * @param {string} path
 * @param {object} wish
 * @param {string} before of its id, in its address
 * @param {string} [after]
 */
async function go(path, wish, before, after = "") {
  const problem = document.getElementById("problem");
  try {
    const made = await api(path, { json: wish });
    location.assign(`${before}${made.id}${after}`);
  } catch (error) {
    if (!(error instanceof ApiError) || !problem) throw error;
    const words = problem.querySelector("span");
    if (words) words.textContent = error.sentence;
    problem.hidden = false;
  }
}
