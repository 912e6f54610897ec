/**
 * @import {Store} from "#kf/core/store.js"
 * @import {SavedState} from "#kf/core/types.d.ts"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { icon } from "#kf/ui/icon.js";

/** @type {Record<SavedState, {sign: string | null, look: string}>} */
const LOOKS = {
  saved: { sign: "check", look: "" },
  saving: { sign: null, look: "" },
  offline: { sign: "offline", look: "saved--away" },
  closed: { sign: "lock", look: "saved--refused" },
};

/** Says truly whether everything is saved: `<kf-saved>`. */
export class Saved extends SignalElement {
  static properties = { store: { attribute: false } };

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
  }

  render() {
    const { sign, look } = LOOKS[this.store?.saved.value ?? "saved"];
    const text = this.store?.savedText.value ?? t("Saved");
    return html`<span class="saved ${look}" role="status" title=${text}>${sign ? icon(sign) : nothing}<span>${text}</span></span>`;
  }
}

customElements.define("kf-saved", Saved);
