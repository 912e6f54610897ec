/**
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { beginning, marks, panels, sharing } from "#kf/later/parts.js";
import { markingOf } from "#kf/marks/mode.js";
import { modeName } from "#kf/marks/modename.js";
import { subjectOf } from "#kf/panels/subject.js";
import { thingFoot, thingName, thingPanel } from "#kf/panels/thingpanel.js";
import { icon } from "#kf/ui/icon.js";
import { keep, kept } from "#kf/ui/kept.js";

/** @typedef {"thing" | "review" | "history" | "comments" | "settings"} Tab */

const STEPS_HIDDEN = "kf-first-steps-hidden";

/** The settings of what is selected, or else of what the playhead stands on: `<kf-inspector>`. */
export class Inspector extends SignalElement {
  static properties = { store: { attribute: false }, tab: { state: true }, hidden_steps: { state: true } };

  /** @type {import("#kf/marks/mode.js").Mode | null} what was marked when this was drawn last */
  #marked = null;
  /** @type {ReadonlySet<string> | null} what was selected then */
  #selected = null;

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** @type {Tab} */
    this.tab = "thing";
    this.hidden_steps = kept(STEPS_HIDDEN) !== null;
  }

  render() {
    const { store } = this;
    if (!store) return nothing;
    const marking = markingOf(store);
    const marked = modeName(marking);
    if (!this.hidden_steps && store.keyframes.value.size < 2 && !marked && this.tab === "thing")
      return this.#beginner(store);
    const subject = subjectOf(store);
    return html`${this.#tabs(marked ?? thingName(subject))}
      <div class="insp-tab" role="tabpanel" id="insp-panel" tabindex="-1" aria-labelledby="insp-${this.tab}">${this.#page(store)}</div>`;
  }

  /** @param {string} name of what is selected */
  #tabs(name) {
    const tabs = /** @type {[Tab, unknown, string][]} */ ([
      ["thing", name, ""],
      ["review", t("Review"), ""],
      ["history", t("History"), ""],
      ["comments", icon("comment"), t("Comments")],
      ["settings", icon("settings"), t("Shot and project")],
    ]);
    return html`<div class="tabs insp-tabs" role="tablist" aria-label=${t("Settings")} @keydown=${this.#rove}>
      ${tabs.map(
        ([
          id,
          words,
          label,
        ]) => html`<button type="button" role="tab" id="insp-${id}" aria-controls="insp-panel" aria-selected=${id === this.tab}
        aria-label=${label || nothing} title=${label || nothing} tabindex=${id === this.tab ? 0 : -1} @click=${() => this.#turn(id)}>${words}</button>`,
      )}
    </div>`;
  }

  /** @param {Store} store */
  #page(store) {
    const marking = markingOf(store);
    if (this.tab === "review" || this.tab === "history") void panels.wanted;
    if (this.tab === "review") return html`<kf-review class="insp-page" .store=${store}></kf-review>`;
    if (this.tab === "history") return html`<kf-history class="insp-page" .store=${store}></kf-history>`;
    if (this.tab === "comments") {
      void sharing.wanted;
      return html`<kf-comments class="insp-page" .store=${store}></kf-comments>`;
    }
    if (this.tab === "settings")
      return html`<div class="insp"><section class="insp-s"><h2 class="insp-h">${t("Shot")}</h2>${panels.wanted?.shotPanel(store)}</section>
        <section class="insp-s insp-next"><h2 class="insp-h">${t("Project")}</h2>${panels.wanted?.projectPanel(store)}</section></div>`;
    if (modeName(marking)) return html`<div class="insp">${marks.wanted?.modePanel(store, marking)}</div>`;
    const subject = subjectOf(store);
    return html`<div class="insp">${thingPanel(store, subject)}</div>${thingFoot(store, subject)}`;
  }

  /** @param {Store} store */
  #beginner(store) {
    const hide = () => {
      keep(STEPS_HIDDEN, "1");
      this.hidden_steps = true;
    };
    return html`<div class="tabs insp-tabs" role="presentation"><span aria-current="page">${t("First steps")}</span></div>
      <div class="insp">${beginning.wanted?.firstSteps(store)}</div>
      <div class="insp-f row"><button type="button" class="btn btn--quiet grow" @click=${hide}>${t("Hide first steps")}</button>
        <button type="button" class="ibtn" aria-label=${t("Shot and project")} title=${t("Shot and project")} @click=${() => this.#turn("settings")}>${icon("settings")}</button></div>`;
  }

  /** @param {Tab} tab */
  #turn(tab) {
    this.tab = tab;
  }

  /** @param {KeyboardEvent} event */
  #rove = (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const tabs = /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[role=tab]")]);
    const next =
      tabs[(tabs.indexOf(/** @type {HTMLElement} */ (event.target)) + step + tabs.length) % tabs.length];
    next.click();
    next.focus();
  };

  willUpdate() {
    const mode = this.store ? markingOf(this.store).mode.peek() : null;
    if (mode && mode !== this.#marked) this.tab = "thing";
    this.#marked = mode;
    // Who selects something on the timeline wants to see it, not the shot's settings; who does so by a button of
    // these settings is still busy with them.
    const selected = this.store?.selection.peek() ?? null;
    const elsewhere = !this.contains(document.activeElement);
    if (this.tab === "settings" && selected !== this.#selected && selected?.size && elsewhere)
      this.tab = "thing";
    this.#selected = selected;
  }

  /** What the tab shows is there. */
  async #loaded() {
    const { store } = this;
    if (!store) return;
    const { keys, lefts } = subjectOf(store);
    if (this.tab === "thing" && modeName(markingOf(store))) await marks.load();
    else if (this.tab === "comments") await sharing.load();
    else if (this.tab !== "thing" || keys.length > 1 || lefts.length > 0) await panels.load();
  }

  /**
   * Show a tab and go to its first field; where one judges, to the whole of it, as its keys and Space then count.
   * @param {Tab} [tab]
   */
  async open(tab = "thing") {
    this.#turn(tab);
    await this.updateComplete;
    await this.#loaded();
    await this.updateComplete;
    const panel = this.querySelector("[role=tabpanel]");
    const field =
      tab === "review"
        ? panel
        : (panel?.querySelector(":is(input, select, textarea):not(:disabled)") ??
          panel?.querySelector("button"));
    /** @type {HTMLElement | null} */ (field)?.focus();
  }
}

customElements.define("kf-inspector", Inspector);
