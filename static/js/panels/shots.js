/**
 * @import {Shot} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {ShotList} from "#kf/panels/shotlist.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { dialogs } from "#kf/later/parts.js";
import { icon } from "#kf/ui/icon.js";

/** The name of the current shot, under which the list of all opens: `<kf-shots>`. */
export class Shots extends SignalElement {
  static properties = { store: { attribute: false }, opened: { state: true } };

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    this.opened = false;
  }

  render() {
    const { store } = this;
    if (!store) return nothing;
    const shots = store.shotList.value;
    const shot = store.currentShot.value;
    return html`<button type="button" class="shots-now" popovertarget="kf-shots" aria-haspopup="dialog" title=${t("Shots")}>
        <span class="ell">${shot?.name ?? t("No shot")}</span>${shots.length > 1 ? html`<span class="dim num">${shots.indexOf(/** @type {Shot} */ (shot)) + 1}/${shots.length}</span>` : nothing}${icon("down", "icon-12")}
      </button>
      <div id="kf-shots" class="menu shots" popover role="dialog" aria-label=${t("Shots")} @toggle=${this.#toggled}>${this.opened ? html`<kf-shot-list .store=${store}></kf-shot-list>` : nothing}</div>`;
  }

  /** The list opens under its button; the current shot has the focus. @param {ToggleEvent} event */
  async #toggled(event) {
    const panel = /** @type {HTMLElement} */ (event.currentTarget);
    this.opened = event.newState === "open";
    if (!this.opened) return;
    this.#place(panel);
    await dialogs.load();
    await this.updateComplete;
    const list = /** @type {ShotList | null} */ (this.querySelector("kf-shot-list"));
    await list?.updateComplete;
    this.#place(panel);
    /** @type {HTMLElement | null} */ (list?.querySelector("[aria-current] .shot-open"))?.focus();
  }

  /** @param {HTMLElement} panel */
  #place(panel) {
    const anchor = /** @type {HTMLElement} */ (this.querySelector(".shots-now")).getBoundingClientRect();
    panel.style.left = `${Math.max(8, Math.min(anchor.left, innerWidth - panel.offsetWidth - 8))}px`;
    panel.style.top = `${anchor.bottom + 4}px`;
  }
}

customElements.define("kf-shots", Shots);
