/**
 * @import {Id, Shot} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { keysByShot } from "#kf/core/document.js";
import { t, tn } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { shotLength } from "#kf/core/time.js";
import { pictureUrl } from "#kf/core/urls.js";
import { closeUp } from "#kf/panels/figurebox.js";
import { addShot, moveShot, removeShot, renameShot } from "#kf/panels/shotedits.js";
import { icon } from "#kf/ui/icon.js";

/** The shots of the project, to be opened, named, moved and deleted: `<kf-shot-list>`. */
export class ShotList extends SignalElement {
  static properties = { store: { attribute: false }, renaming: { state: true } };

  /** @type {{id: Id, from: number} | null} */
  #dragged = null;

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** @type {Id | null} */
    this.renaming = null;
  }

  get #list() {
    return /** @type {HTMLElement | null} */ (this.closest(".shots"));
  }

  render() {
    const { store } = this;
    if (!store) return nothing;
    const shot = store.currentShot.value;
    return html`<ol class="shots-list" @dragover=${(/** @type {DragEvent} */ event) => this.#dragged && event.preventDefault()}>
        ${repeat(
          store.shotList.value,
          ({ id }) => id,
          (one, place) => this.#row(store, one, place),
        )}
      </ol>
      <button type="button" class="btn btn--quiet btn--wide shots-add" @click=${() => this.#add(store)}>${icon("plus")}${t("Add a shot")}</button>
      ${shot ? html`<button type="button" class="btn btn--quiet btn--wide shots-add" @click=${this.#settings}>${icon("settings")}${t("Background, loop, size and rate")}</button>` : nothing}`;
  }

  /** @param {Store} store @param {Shot} shot @param {number} place */
  #row(store, shot, place) {
    const keys = keysByShot(store.keyframes.value).get(shot.id) ?? [];
    const first = store.poses.value.get(keys[0]?.pose ?? "");
    const length = shotLength(keys);
    const current = shot.id === store.shot.value;
    const last = store.shotList.value.length - 1;
    const picture = first ? pictureUrl(store.project.value.id, first.sha256) : null;
    return html`<li class="shot" aria-current=${current ? "true" : nothing} draggable=${this.renaming === shot.id ? "false" : "true"}
      @dragstart=${(/** @type {DragEvent} */ event) => this.#lift(event, shot, place)} @dragend=${() => (this.#dragged = null)}
      @dragenter=${() => this.#over(place)} @keydown=${(/** @type {KeyboardEvent} */ event) => this.#keyed(event, store, shot)}>
      <span class="shot-grip" aria-hidden="true">${icon("grip")}</span>
      <span class="im" .style=${`background:${shot.ground}`}>${picture ? html`<img class="pic pic--whole" src=${picture} alt="" draggable="false" .style=${closeUp(picture, first?.has_alpha ?? false)}>` : nothing}</span>
      ${
        this.renaming === shot.id
          ? this.#nameField(store, shot)
          : html`<button type="button" class="shot-open" @click=${() => this.#open(store, shot)} @dblclick=${() => (this.renaming = shot.id)}>
              <span class="strong ell">${shot.name}</span><span class="dim num t12">${tn("{count} frame", "{count} frames", length)}</span></button>`
      }
      <span class="shot-do">
        ${act("up", t("Move {name} up", { name: shot.name }), place > 0, () => moveShot(store, shot.id, place - 1))}
        ${act("down", t("Move {name} down", { name: shot.name }), place < last, () => moveShot(store, shot.id, place + 1))}
        ${act("edit", t("Rename {name}", { name: shot.name }), true, () => (this.renaming = shot.id))}
        ${act("trash", t("Delete {name}", { name: shot.name }), last > 0, () => removeShot(store, shot))}
      </span>
    </li>`;
  }

  /** @param {Store} store @param {Shot} shot */
  #nameField(store, shot) {
    const done = (/** @type {Event} */ event) => {
      if (this.renaming !== shot.id) return;
      this.renaming = null;
      renameShot(store, shot, /** @type {HTMLInputElement} */ (event.target).value);
    };
    const keyed = (/** @type {KeyboardEvent} */ event) => {
      event.stopPropagation();
      if (event.key === "Enter") done(event);
      if (event.key !== "Escape") return;
      event.preventDefault(); // leaves the field, not the list
      this.renaming = null;
    };
    return html`<input class="input input--dense shot-name" aria-label=${t("Name of the shot")} maxlength="120" autocomplete="off" spellcheck="false"
      .value=${shot.name} @keydown=${keyed} @blur=${done}>`;
  }

  updated() {
    const field = /** @type {HTMLInputElement | null} */ (this.querySelector(".shot-name"));
    if (!field || field === document.activeElement) return;
    field.focus();
    field.select();
  }

  /** @param {Store} store @param {Shot} shot */
  #open(store, shot) {
    store.openShot(shot.id);
    this.#list?.hidePopover();
  }

  /** @param {Store} store */
  #add(store) {
    const id = addShot(store);
    store.openShot(id);
    this.renaming = id;
  }

  /** The settings of the shot and the project stand in the side panel. */
  #settings = () => {
    this.#list?.hidePopover();
    this.dispatchEvent(new CustomEvent("kf-inspect", { bubbles: true, detail: { tab: "settings" } }));
  };

  /** @param {KeyboardEvent} event @param {Store} store @param {Shot} shot */
  #keyed(event, store, shot) {
    const place = store.shotList.value.indexOf(shot);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step && event.altKey) void this.#shift(store, shot, place + step);
    else if (step) this.#focusRow(place + step);
    else if (event.key === "F2") this.renaming = shot.id;
    else if (event.key === "Delete") removeShot(store, shot);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {Store} store @param {Shot} shot @param {number} place */
  async #shift(store, shot, place) {
    moveShot(store, shot.id, place);
    await this.updateComplete;
    this.#focusRow(store.shotList.value.findIndex(({ id }) => id === shot.id));
  }

  /** @param {number} place */
  #focusRow(place) {
    /** @type {HTMLElement | undefined} */ (this.querySelectorAll(".shot-open")[place])?.focus();
  }

  /** @param {DragEvent} event @param {Shot} shot @param {number} from */
  #lift(event, shot, from) {
    this.#dragged = { id: shot.id, from };
    event.dataTransfer?.setData("text/plain", shot.name);
  }

  /** The row moves to where it is held over; one drag is one step of undo. @param {number} place */
  #over(place) {
    const { store } = this;
    if (!store || !this.#dragged || this.#dragged.from === place) return;
    moveShot(store, this.#dragged.id, place);
    this.#dragged.from = place;
  }
}

/** @param {string} sign @param {string} label @param {boolean} enabled @param {() => void} run */
function act(sign, label, enabled, run) {
  const flip = sign === "up" ? "is-up" : "";
  return html`<button type="button" class="ibtn ${flip}" aria-label=${label} title=${label} ?disabled=${!enabled} @click=${run}>
    ${icon(sign === "up" ? "down" : sign, "icon-12")}</button>`;
}

customElements.define("kf-shot-list", ShotList);
