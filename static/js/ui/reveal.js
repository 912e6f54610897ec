import { t } from "#kf/core/i18n.js";

/** Let the eye beside a password show and hide it. Without scripts the eye is not there. */
export function wireReveal() {
  for (const eye of document.querySelectorAll("button[data-reveal]")) {
    const field = /** @type {HTMLInputElement | null} */ (
      document.getElementById(eye.getAttribute("data-reveal") ?? "")
    );
    if (!field) continue;
    /** @type {HTMLElement} */ (eye).hidden = false;
    eye.addEventListener("click", () => toggle(eye, field));
    // A password manager and the browser's own memory want a password field at the moment of sending.
    field.form?.addEventListener("submit", () => (field.type = "password"));
  }
}

/** @param {Element} eye @param {HTMLInputElement} field */
function toggle(eye, field) {
  const shown = field.type === "password";
  field.type = shown ? "text" : "password";
  eye.setAttribute("aria-label", shown ? t("Hide the password") : t("Show the password"));
  const sign = eye.querySelector("use");
  sign?.setAttribute(
    "href",
    (sign.getAttribute("href") ?? "").replace(/#.*/, shown ? "#i-eye-off" : "#i-eye"),
  );
  field.focus();
}
