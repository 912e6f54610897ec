/** What stands around the editor's panels: title, saved state, toasts, the split, help, and panels that fold. */
import { dialogs } from "#kf/later/parts.js";
import { wireSides } from "#kf/ui/sides.js";
import "#kf/ui/saved.js";
import "#kf/ui/split.js";
import "#kf/ui/title.js";
import "#kf/ui/toast.js";

wireSides();
document
  .querySelector("[data-help]")
  ?.addEventListener("click", async () => void (await dialogs.load()).showShortcuts());
