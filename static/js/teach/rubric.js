/**
 * The rows of a rubric and what each of their levels means, the lowest first. A row is told only when it is whole: while
 * a name or a level is still empty, what was there before stays.
 *
 * @import {RubricRow} from "#kf/lesson/types.d.ts"
 * @import {Most} from "#kf/teach/types.d.ts"
 */
import { html, nothing, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { icon } from "#kf/ui/icon.js";

export class Rubric {
  /** @type {RubricRow[]} */
  #rows;
  /** Each row as it was when it was whole last. @type {WeakMap<RubricRow, RubricRow>} */
  #whole = new WeakMap();

  /**
   * @param {HTMLElement} box
   * @param {RubricRow[]} rows
   * @param {Most} most
   * @param {() => void} changed
   */
  constructor(box, rows, most, changed) {
    this.box = box;
    this.most = most;
    this.changed = changed;
    this.#rows = structuredClone(rows);
    for (const row of this.#rows) this.#whole.set(row, structuredClone(row));
    this.#draw();
  }

  /** Those that are whole, as they are kept. */
  get rows() {
    for (const row of this.#rows) if (whole(row)) this.#whole.set(row, structuredClone(row));
    return this.#rows.flatMap((row) => this.#whole.get(row) ?? []);
  }

  #told() {
    this.#draw();
    this.changed();
  }

  #draw() {
    render(
      html`${this.#rows.map((row, n) => this.#row(row, n))}
      ${this.#rows.length < this.most.rows ? html`<button type="button" class="btn btn--line" @click=${() => this.#add()}>${icon("plus")}${t("Add a row")}</button>` : nothing}`,
      this.box,
    );
  }

  /** @param {RubricRow} row @param {number} n */
  #row(row, n) {
    const name = row.name || t("row {count}", { count: n + 1 });
    return html`<fieldset class="le-row"><legend class="vh">${name}</legend>
      <div class="le-two"><div class="field"><label class="label" for="row-${n}">${t("What is looked at")}</label><input class="input" id="row-${n}" maxlength=${this.most.name} dir="auto" .value=${row.name} @input=${this.#typed((value) => (row.name = value))}></div>
      <div class="field"><label class="label" for="hint-${n}">${t("Hint")}</label><input class="input" id="hint-${n}" maxlength=${this.most.hint} dir="auto" .value=${row.hint} @input=${this.#typed((value) => (row.hint = value))}></div></div>
      <ol class="le-levels">${row.levels.map(
        (
          words,
          at,
        ) => html`<li><span class="num dim" aria-hidden="true">${at + 1}</span><input class="input input--dense" aria-label=${t("{name}, level {count}", { name, count: at + 1 })} maxlength=${this.most.level} dir="auto" .value=${words} @input=${this.#typed((value) => (row.levels[at] = value))}>
        ${row.levels.length > this.most.least ? html`<button type="button" class="ibtn" aria-label=${t("Remove level {count} of {name}", { name, count: at + 1 })} @click=${() => this.#cut(row, at)}>${icon("close", "icon-12")}</button>` : nothing}</li>`,
      )}</ol>
      <div class="row row--wrap">${row.levels.length < this.most.levels ? html`<button type="button" class="btn btn--quiet btn--dense" @click=${() => this.#grow(row)}>${icon("plus", "icon-12")}${t("Add a level")}</button>` : nothing}
      ${n ? html`<button type="button" class="btn btn--quiet btn--dense" aria-label=${t("Move {name} up", { name })} @click=${() => this.#up(n)}>${icon("up", "icon-12")}${t("Up")}</button>` : nothing}
      <button type="button" class="btn btn--quiet btn--dense" aria-label=${t("Remove {name}", { name })} @click=${() => this.#drop(n)}>${icon("trash")}${t("Remove")}</button>
      ${whole(row) ? nothing : html`<span class="hint">${t("Kept as soon as the name and every level are filled in.")}</span>`}</div></fieldset>`;
  }

  /** @param {(value: string) => void} take */
  #typed(take) {
    return (/** @type {Event} */ { target }) => {
      take(/** @type {HTMLInputElement} */ (target).value);
      this.#told();
    };
  }

  #add() {
    this.#rows.push({ name: "", hint: "", levels: ["", "", ""] });
    this.#draw();
    /** @type {HTMLElement | null} */ (this.box.querySelector(`#row-${this.#rows.length - 1}`))?.focus();
  }

  /** @param {RubricRow} row */
  #grow(row) {
    row.levels.push("");
    this.#draw();
  }

  /** @param {RubricRow} row @param {number} at */
  #cut(row, at) {
    row.levels.splice(at, 1);
    this.#told();
  }

  /** @param {number} n */
  #up(n) {
    const [row] = this.#rows.splice(n, 1);
    this.#rows.splice(n - 1, 0, row);
    this.#told();
  }

  /** @param {number} n */
  #drop(n) {
    this.#rows.splice(n, 1);
    this.#told();
  }
}

/** @param {RubricRow} row */
function whole({ name, levels }) {
  return Boolean(name.trim()) && levels.every((words) => words.trim());
}
