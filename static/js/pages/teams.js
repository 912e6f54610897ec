/** Teams: who is in them, as what, and who is invited. */
import { act, wireActs } from "#kf/ui/acts.js";

wireActs();
document.addEventListener("change", (event) => {
  const select = /** @type {HTMLSelectElement} */ (event.target);
  if (select.dataset.role) void act(select, `PATCH ${select.dataset.role}`, { role: select.value });
});
