/** Teams: who is in them, as what, and who is invited. */
import { act, wireActs } from "#kf/ui/acts.js";
import { saySince } from "#kf/ui/since.js";

wireActs();
saySince();
document.addEventListener("change", ({ target }) => {
  if (target instanceof HTMLSelectElement && target.dataset.role) void change(target, target.dataset.role);
});

/**
 * Make a member something else; where that is refused, the page goes on saying what they are.
 * @param {HTMLSelectElement} select
 * @param {string} path
 */
async function change(select, path) {
  if (await act(select, `PATCH ${path}`, { role: select.value })) return;
  const was = [...select.options].find((option) => option.defaultSelected);
  if (was) was.selected = true;
}
