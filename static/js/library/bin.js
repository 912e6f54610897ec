/**
 * The project's bin: what was deleted, when and by whom, and the way back.
 *
 * @import {Id, Operation, Row} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { pictureUrl } from "#kf/core/urls.js";
import { ask } from "#kf/library/acts.js";
import { show } from "#kf/ui/dialog.js";
import { icon } from "#kf/ui/icon.js";

/** @typedef {{on: Row, id: Id}} Named */
/** needs: what must come back before it. @typedef {{on: Row, rows: Named[], needs: Named[], name: string, pictures: string[], count: number, deleted_at: string, by: string}} Entry */

/** @type {Record<string, () => string>} */
const KINDS = {
  pose: () => t("Pose"),
  shot: () => t("Shot"),
  track: () => t("Track"),
  character: () => t("Character"),
  keyframe: () => t("Keys"),
  marker: () => t("Marker"),
};
/** @type {Record<string, string>} */
const SIGNS = {
  pose: "image",
  shot: "film",
  track: "timeline",
  character: "users",
  keyframe: "key",
  marker: "flag",
};

/** The list in the dialog: `<kf-bin .store=…>`. */
class Bin extends SignalElement {
  static properties = { store: { attribute: false }, entries: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** @type {Entry[] | null} */
    this.entries = null;
    /** @type {string | null} */
    this.busy = null;
  }

  connectedCallback() {
    super.connectedCallback();
    void this.#read();
  }

  async #read() {
    if (!this.store) return;
    await this.store.settled();
    const answer = await ask(this.store, "/bin");
    this.entries = answer?.entries ?? [];
  }

  render() {
    const { store, entries } = this;
    if (!store) return nothing;
    if (entries === null) return html`<p class="hint" role="status">${t("Looking into the bin…")}</p>`;
    if (entries.length === 0)
      return html`<div class="empty">${icon("trash")}<h3>${t("The bin is empty")}</h3>
        <p>${t("Poses, shots, tracks, characters and keys that are deleted wait here until they are put back.")}</p></div>`;
    return html`<ul class="bin-list" role="list">${entries.map((entry) => this.#row(store, entry))}</ul>`;
  }

  /** @param {Store} store @param {Entry} entry */
  #row(store, entry) {
    const { on, rows, name, pictures, count, deleted_at: when, by } = entry;
    const date = new Date(when).toLocaleString(document.documentElement.lang || undefined, {
      dateStyle: "medium",
      timeStyle: "short",
    });
    const told = by
      ? t("deleted {when} by {name}", { when: date, name: by })
      : t("deleted {when}", { when: date });
    const url = (/** @type {string} */ sha256) => pictureUrl(store.project.value.id, sha256);
    return html`<li><span class="bin-im">${
      pictures.length > 0
        ? pictures
            .slice(0, 3)
            .map((sha256) => html`<img class="pic pic--whole" src=${url(sha256)} alt="" loading="lazy">`)
        : icon(SIGNS[on] ?? "image")
    }</span>
      <span class="grow"><span class="strong ell" dir="auto">${on === "keyframe" ? keysWords(count, name) : name}</span>
        <span class="dim t12">${KINDS[on]?.() ?? on}${on !== "keyframe" && count > 0 ? html` · <span class="num">${tn("{count} key", "{count} keys", count)}</span>` : nothing} · ${told}</span></span>
      <button type="button" class="btn btn--line btn--dense" ?disabled=${this.busy !== null} aria-label=${t("Put {name} back", { name })} @click=${() => this.#restore(store, entry)}>${icon("undo")}${this.busy === rows[0]?.id ? t("Putting back…") : t("Put back")}</button></li>`;
  }

  /** @param {Store} store @param {Entry} entry */
  async #restore(store, entry) {
    this.busy = entry.rows[0]?.id ?? "";
    /** @type {Operation[]} */
    const operations = [...entry.needs, ...entry.rows].map(({ on, id }) =>
      // A key whose frame is taken by now can be put on another: the server says which.
      on === "keyframe" ? { do: "restore", on, id, to: {} } : { do: "restore", on, id },
    );
    const restored = store.edit(t("Put {name} back", { name: entry.name }), operations);
    const undo = store.undoOffer();
    const { ok } = await restored;
    this.busy = null;
    // Why it cannot be, and what would do instead, is said under the dialog.
    if (!ok) return this.closest("dialog")?.close();
    store.toast(t("{name} is back.", { name: entry.name }), undo);
    await this.#read();
    (
      this.querySelector("button") ??
      /** @type {HTMLElement | null} */ (this.closest("dialog")?.querySelector(".acts button"))
    )?.focus();
  }
}

/** @param {number} count @param {string} shot */
function keysWords(count, shot) {
  return tn("{count} key of {shot}", "{count} keys of {shot}", count, { shot });
}

customElements.define("kf-bin", Bin);

/** @param {Store} store */
export function openBin(store) {
  return show(
    (close) => html`<h2>${t("Bin")}</h2><kf-bin .store=${store}></kf-bin>
      <div class="acts"><button type="button" class="btn btn--primary" @click=${() => close()}>${t("Close")}</button></div>`,
    { label: t("Bin"), wide: true },
  );
}
