import { html, nothing, render } from "lit";
import { t } from "#kf/core/i18n.js";

/**
 * Show content in a dialog of its own; it is gone from the page once closed.
 * @param {(close: (value?: string) => void) => unknown} content a Lit template; `close` ends the dialog with a value
 * @param {{label: string, wide?: boolean}} options label: the dialog's name for those who hear it
 * @returns {Promise<string>} what it was closed with; "" when it was left
 */
export function show(content, { label, wide = false }) {
  const dialog = document.createElement("dialog");
  dialog.className = wide ? "dialog dialog--wide" : "dialog";
  dialog.setAttribute("aria-label", label);
  // A press that begins inside and ends on the backdrop (selecting text, say) must not close it.
  let began = false;
  dialog.addEventListener("pointerdown", (event) => (began = event.target === dialog));
  dialog.addEventListener("click", (event) => {
    if (began && event.target === dialog && outside(dialog, event)) dialog.close("");
  });
  render(
    content((value = "") => dialog.close(value)),
    dialog,
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(dialog.returnValue);
    });
  });
}

/** @param {Element} element @param {MouseEvent} event */
function outside(element, { clientX: x, clientY: y }) {
  const box = element.getBoundingClientRect();
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}

/**
 * Ask before something that is hard to take back.
 * @param {{title: string, sentence: string, verb: string, danger?: boolean}} question verb: what the button says
 * @returns {Promise<boolean>}
 */
export async function ask({ title, sentence, verb, danger = false }) {
  const answer = await show(
    (close) => html`<h2>${title}</h2>
      <p>${sentence}</p>
      <div class="acts">
        <button type="button" class="btn btn--quiet" autofocus=${danger ? "" : nothing} @click=${() => close()}>${t("Cancel")}</button>
        <button type="button" class="btn ${danger ? "btn--danger" : "btn--primary"}" autofocus=${danger ? nothing : ""} @click=${() => close("yes")}>${verb}</button>
      </div>`,
    { label: title },
  );
  return answer === "yes";
}
