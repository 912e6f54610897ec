/**
 * The fields of the table of keys.
 */
import { html } from "lit";

/** @typedef {import("#kf/timeline/tablerows.js").Read} Read */

/**
 * A field that takes what is typed when it is left or Enter is pressed, and Esc gives back.
 * @param {string} label
 * @param {string} value
 * @param {(text: string) => Read} read
 * @param {(value: number) => void} commit
 * @param {boolean} [disabled]
 */
export function typed(label, value, read, commit, disabled = false) {
  const take = (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const found = input.value.trim() === value ? null : read(input.value);
    const wrong = found && "wrong" in found ? found.wrong : "";
    input.setCustomValidity(wrong);
    input.setAttribute("aria-invalid", wrong ? "true" : "false");
    if (wrong) input.reportValidity();
    else if (found && "value" in found) {
      commit(found.value);
      input.value = value; // what it comes to is drawn again
    }
  };
  const back = (/** @type {KeyboardEvent} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (event.key === "Enter") take(event);
    if (event.key !== "Escape") return;
    input.value = value;
    input.setCustomValidity("");
    input.setAttribute("aria-invalid", "false");
  };
  return html`<input class="input input--dense kl-in num" type="text" inputmode="text" autocomplete="off" spellcheck="false"
    aria-label=${label} .value=${value} ?disabled=${disabled} @change=${take} @keydown=${back}>`;
}

/**
 * A list of choices. Only an open one has all of them: a thousand rows with a hundred poses each would be slow.
 * @param {string} label
 * @param {readonly {value: string | number, label: string}[]} choices
 * @param {string | number} value
 * @param {(value: string) => void} choose
 * @param {{open: boolean, disabled?: boolean}} how
 */
export function chosen(label, choices, value, choose, { open, disabled = false }) {
  const known = choices.find((choice) => choice.value === value);
  const own = known ?? { value, label: String(value) };
  const all = open ? (known ? choices : [...choices, own]) : [own];
  return html`<select class="input input--dense kl-in" aria-label=${label} ?disabled=${disabled}
    @change=${(/** @type {Event} */ event) => choose(/** @type {HTMLSelectElement} */ (event.target).value)}>
    ${all.map((choice) => html`<option value=${choice.value} .selected=${choice.value === value}>${choice.label}</option>`)}
  </select>`;
}
