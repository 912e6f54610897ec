/**
 * Keeping a copy, with credit. It needs somebody to belong to.
 *
 * @import {Values} from "#kf/watch/reel.js"
 */
import { t } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { api } from "#kf/core/net.js";
import { box, button, link, sentence } from "#kf/watch/box.js";
import { part } from "#kf/watch/parts.js";

/** The id of the copy that is made next: asked for again after a failure, it is one copy. */
let next = uuid();

/** @param {Values} values */
export async function copy({ id, title }) {
  // Who looks without an account is told so without a question that the server has to refuse.
  if (part("copy").dataset.nobody !== undefined) return offerAccount(title);
  try {
    const { url } = await api(`/api/projects/${id}/copy`, { json: { id: next } });
    next = uuid();
    location.assign(url);
  } catch (error) {
    const { code, sentence: said } = /** @type {{code?: string, sentence?: string}} */ (error);
    if (code === "account_needed" || code === "signed_out") offerAccount(title);
    else tell(said ?? t("The copy could not be made. Nothing was changed; try again in a moment."));
  }
}

/** @param {string} title */
function offerAccount(title) {
  const { dialog, body, acts } = box(t("A copy of your own"));
  const back = encodeURIComponent(location.pathname + location.search);
  body.append(
    sentence(
      t(
        "A copy of {title} is yours to change, and says whose work it began with. It needs an account to belong to; then you come back here.",
        {
          title,
        },
      ),
    ),
  );
  acts.append(
    button(t("Not now"), () => dialog.close(), "btn--quiet"),
    link(t("Sign in"), `/accounts/login/?next=${back}`, "btn--line"),
    link(t("Make an account"), `/accounts/signup/?next=${back}`, "btn--primary"),
  );
}

/** @param {string} words */
function tell(words) {
  const { dialog, body, acts } = box(t("No copy was made"));
  body.append(sentence(words, "alert"));
  acts.append(button(t("Close"), () => dialog.close()));
}
