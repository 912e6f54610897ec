/**
 * @import {Store} from "#kf/core/store.js"
 * @import {ExportDialog} from "#kf/panels/exportdialog.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { dialogs } from "#kf/later/parts.js";
import { icon } from "#kf/ui/icon.js";

/** The button to the film: `<kf-export>`. Its dialog stays, once it is there: a film may wait for its renders. */
export class Export extends SignalElement {
  static properties = { store: { attribute: false }, asked: { state: true } };

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    this.asked = false;
  }

  async open() {
    await dialogs.load();
    this.asked = true;
    await this.updateComplete;
    const dialog = /** @type {ExportDialog | null} */ (this.querySelector("kf-export-dialog"));
    await dialog?.open();
  }

  render() {
    const { store } = this;
    if (!store) return nothing;
    return html`<button type="button" class="btn btn--primary btn--dense" ?disabled=${store.keyframes.value.size === 0} aria-haspopup="dialog" aria-label=${t("Download")} @click=${() => this.open()}>
        ${icon("download")}<span class="export-word">${t("Download")}</span></button>
      ${this.asked ? html`<kf-export-dialog .store=${store}></kf-export-dialog>` : nothing}`;
  }
}

customElements.define("kf-export", Export);
