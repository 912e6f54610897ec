/**
 * @import {Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Acts, Scene} from "#kf/library/card.js"
 * @import {Group} from "#kf/library/order.js"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { library } from "#kf/later/parts.js";
import { filesOf } from "#kf/library/brought.js";
import { nameField } from "#kf/library/card.js";
import { chosenOf } from "#kf/library/chosen.js";
import { deed } from "#kf/library/deeds.js";
import { groupOf } from "#kf/library/group.js";
import { cardsIn, longPress, nextCard } from "#kf/library/keys.js";
import { CUTOUTS, SORT } from "#kf/library/look.js";
import { dropButton, invitation, nothingFound } from "#kf/library/offers.js";
import { filtered, grouped, sorted } from "#kf/library/order.js";
import { takeKeys } from "#kf/library/shortcuts.js";
import { searchField, severalBar, tagRow } from "#kf/library/tools.js";
import { carry } from "#kf/panels/carry.js";
import { renamePose, usesOf } from "#kf/panels/poses.js";
import { icon } from "#kf/ui/icon.js";

const ACCEPT = "image/png,image/jpeg,image/webp";
/** From this many pictures on there is always a field to find one by its name. */
const MANY = 13;

/** The project's pictures, by character: `<kf-library>`. */
export class Library extends SignalElement {
  static properties = {
    store: { attribute: false },
    renaming: { state: true },
    sought: { state: true },
    seeking: { state: true },
    tags: { state: true },
    folded: { state: true },
    over: { state: true },
  };

  /** What the files that are being chosen are for. @type {{background?: boolean, replace?: Pose}} */
  #wish = {};
  /** @type {(() => void) | null} */
  #giveBack = null;

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** @type {string | null} the pose whose name is being typed */
    this.renaming = null;
    this.sought = "";
    /** Whether the field to find by name is open. */
    this.seeking = false;
    /** @type {ReadonlySet<string>} tags that every shown picture has */
    this.tags = new Set();
    /** @type {ReadonlySet<string>} groups that are closed */
    this.folded = new Set();
    this.over = false;
  }

  // --- files ----------------------------------------------------------------------------------------------

  /** Let the person choose files. @param {{background?: boolean, folder?: boolean}} [wish] */
  pick({ background = false, folder = false } = {}) {
    this.#wish = { background };
    this.#field(folder ? ".lib-folder" : ".lib-files")?.click();
  }

  /** Let the person choose a picture to show a pose by. @param {Pose} pose */
  #replace = (pose) => {
    this.#wish = { replace: pose };
    this.#field(".lib-one")?.click();
  };

  /** @param {string} which @returns {HTMLInputElement | null} */
  #field(which) {
    return this.querySelector(which);
  }

  /** @param {Event} event */
  #picked(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    void this.#send([...(field.files ?? [])]);
    field.value = "";
  }

  /** @param {File[]} files */
  async #send(files) {
    const { store } = this;
    if (!store) return;
    const { background, replace } = this.#wish;
    this.#wish = {};
    const { uploaderOf } = await library.load();
    if (replace) return uploaderOf(store).replace(replace, files);
    uploaderOf(store).add(files, {
      background,
      landed: (pose) => {
        if (!background) store.chosenPose.value ??= pose.id;
      },
    });
  }

  // --- what is seen ---------------------------------------------------------------------------------------

  render() {
    const { store } = this;
    if (!store) return nothing;
    const all = [...store.poses.value.values()];
    const empty = all.length + store.uploads.value.length === 0;
    const shown = this.#shown(store);
    const groups = grouped(shown, store.characters.value.values()).filter(
      ({ poses }) => poses.length > 0 || !this.#filtering,
    );
    const chosen = chosenOf(store);
    const scene = this.#scene(store, groups);
    return html`<div class="ph">
        <h2>${t("Poses")}</h2>
        <span>${this.#more(store)}${this.#tool("search", t("Find a pose"), () => this.#seek(), this.seeking)}${this.#view(store)}${this.#tool("plus", t("Upload pictures"), () => this.pick())}</span>
      </div>
      <input class="lib-files" type="file" accept=${ACCEPT} multiple hidden @change=${this.#picked}>
      <input class="lib-folder" type="file" webkitdirectory hidden @change=${this.#picked}>
      <input class="lib-one" type="file" accept=${ACCEPT} hidden @change=${this.#picked}>
      ${this.seeking || all.length >= MANY ? searchField(this.sought, (text) => (this.sought = text)) : nothing}
      ${tagRow(all, this.tags, (tags) => (this.tags = tags))}
      <div class="lib-scroll" data-keys="library" @keydown=${this.#keyed}>
        ${empty ? invitation(this.#offer(store)) : nothing}
        ${store.uploads.value.length > 0 ? this.#uploads(store) : nothing}
        ${!empty && shown.length === 0 && this.#filtering ? nothingFound(this.#offer(store)) : nothing}
        ${repeat(
          groups,
          ({ id }) => id,
          (group) =>
            groupOf(scene, group, groups, { open: this.#isOpen(group.id), flip: () => this.#fold(group.id) }),
        )}
        ${this.#nameField(store)}
      </div>
      ${chosen.ids.value.size > 1 || chosen.gathering.value ? severalBar(store) : empty ? nothing : dropButton(this.#offer(store))}`;
  }

  /** @param {Store} store */
  #nameField(store) {
    const pose = store.poses.value.get(this.renaming ?? "");
    return pose ? nameField(this.#acts, pose) : nothing;
  }

  get #filtering() {
    return this.sought.trim() !== "" || this.tags.size > 0;
  }

  /** The pictures that are shown, in their order. @param {Store} store */
  #shown(store) {
    const uses = (/** @type {Pose} */ { id }) => {
      const { keys, plates } = usesOf(store, id);
      return keys.length + plates.length;
    };
    const all = sorted([...store.poses.value.values()], SORT.value, uses);
    return filtered(all, { sought: this.sought, tags: this.tags });
  }

  /** @param {string} sign @param {string} label @param {() => void} act @param {boolean} [pressed] */
  #tool(sign, label, act, pressed) {
    return html`<button type="button" class="ibtn" aria-label=${label} title=${label} aria-pressed=${pressed ?? nothing} @click=${act}>${icon(sign)}</button>`;
  }

  /** @param {Store} store */
  #view(store) {
    const label = t("View and more");
    const open = async (/** @type {MouseEvent} */ event) => {
      const at = /** @type {Element} */ (event.currentTarget);
      (await library.load()).openViewMenu(store, at, {
        upload: (wish) => this.pick(wish),
        gather: () => (chosenOf(store).gathering.value = true),
      });
    };
    return html`<button type="button" class="ibtn" aria-haspopup="menu" aria-label=${label} title=${label} @click=${open}>${icon("settings")}</button>`;
  }

  /** The chosen pose's menu, for those who cannot hover. @param {Store} store */
  #more(store) {
    const pose = store.poses.value.get(store.chosenPose.value ?? "");
    if (!pose) return nothing;
    const label = t("More for {name}", { name: pose.name });
    return html`<button type="button" class="ibtn lib-more" aria-haspopup="menu" aria-label=${label} title=${label}
      @click=${(/** @type {MouseEvent} */ event) => this.#menu(event, pose)}>${icon("more")}</button>`;
  }

  /** @param {Store} store @returns {import("#kf/library/offers.js").Offer} */
  #offer(store) {
    return {
      over: this.over,
      pick: () => this.pick(),
      starter: async () => void (await library.load()).addStarter(store),
      all: () => {
        this.sought = "";
        this.tags = new Set();
      },
      dragged: this.#dragged,
      left: this.#left,
      dropped: this.#dropped,
    };
  }

  /** @param {Store} store */
  #uploads(store) {
    return html`<ul class="poses uploads" aria-label=${t("Uploads")}>
      ${repeat(
        store.uploads.value,
        ({ id }) => id,
        (upload) => library.wanted?.uploadCard(upload),
      )}</ul>`;
  }

  /** @param {string} group */
  #isOpen(group) {
    return !this.folded.has(group) || this.#filtering;
  }

  /** @param {string} group */
  #fold(group) {
    const next = new Set(this.folded);
    if (!next.delete(group)) next.add(group);
    this.folded = next;
  }

  /** @param {Store} store @param {Group[]} groups @returns {Scene} */
  #scene(store, groups) {
    const chosen = store.chosenPose.value;
    const visible = groups.filter(({ id }) => this.#isOpen(id)).flatMap(({ poses }) => poses);
    const reachable = visible.some(({ id }) => id === chosen) ? chosen : visible[0]?.id;
    return {
      store,
      chosen: chosenOf(store).ids.value,
      reachable: reachable ?? undefined,
      renaming: this.renaming,
      cutouts: CUTOUTS.value,
      acts: this.#acts,
    };
  }

  // --- what is done ---------------------------------------------------------------------------------------

  /** @type {Acts} */
  #acts = {
    press: (event, pose) => this.#press(event, pose),
    held: (event, pose, picture) => this.#held(event, pose, picture),
    menu: (event, pose) => this.#menu(event, pose),
    rename: (pose) => this.#rename(pose),
    renamed: (pose, name) => this.#renamed(pose, name),
    uses: async (pose) => this.store && (await library.load()).showNextKey(this.store, pose),
  };

  /** Ids of the cards as they lie. */
  get #order() {
    return cardsIn(this).map(({ dataset }) => dataset.pose ?? "");
  }

  /** @param {MouseEvent} event @param {Pose} pose */
  #press(event, pose) {
    if (!this.store) return;
    const chosen = chosenOf(this.store);
    if (event.shiftKey) chosen.through(pose.id, this.#order);
    else if (event.ctrlKey || event.metaKey || chosen.gathering.value) chosen.toggle(pose.id);
    else chosen.only(pose.id);
  }

  /** @param {PointerEvent} event @param {Pose} pose @param {string} picture */
  #held(event, pose, picture) {
    const { store } = this;
    const { target } = event;
    if (!store || (target instanceof Element && target.closest("button, input"))) return;
    longPress(event, (place) => this.#openMenu(pose, place));
    carry(event, store, pose, picture);
  }

  /** @param {Pose} pose */
  #rename = (pose) => {
    this.renaming = pose.id;
  };

  /** @param {Pose} pose @param {string | null} name null leaves it */
  #renamed(pose, name) {
    if (this.renaming !== pose.id || !this.store) return;
    const inside = this.querySelector(".pose-name") === document.activeElement;
    this.renaming = null;
    if (name !== null) renamePose(this.store, pose, name);
    if (inside) void this.#focus(pose.id);
  }

  /** @param {boolean} [open] */
  async #seek(open = !this.seeking) {
    this.seeking = open;
    if (!open) this.sought = "";
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(".lib-find input"))?.focus();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#giveBack?.();
    this.#giveBack = null;
  }

  updated() {
    if (this.store) this.#giveBack ??= takeKeys(this.store, this.#host);
    const field = /** @type {HTMLInputElement | null} */ (this.querySelector(".pose-name"));
    const name = this.querySelector(`[data-pose="${this.renaming}"] .nm`)?.getBoundingClientRect();
    const room = field?.offsetParent;
    if (!field || !name || !room) return;
    const { left, top } = room.getBoundingClientRect();
    field.style.left = `${name.left - left + room.scrollLeft - 2}px`;
    field.style.top = `${name.top - top + room.scrollTop - 4}px`;
    field.style.width = `${Math.max(64, name.width + 4)}px`;
    if (field === document.activeElement) return;
    field.focus();
    field.select();
  }

  /** @param {string} pose */
  #focus = async (pose) => {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(`[data-pose="${pose}"]`))?.focus();
  };

  /** @param {KeyboardEvent} event */
  #keyed(event) {
    const { store } = this;
    const target = event.target instanceof Element ? event.target : null;
    const here = /** @type {HTMLElement | null} */ (target?.closest("[data-pose]") ?? null);
    const pose = store?.poses.value.get(here?.dataset.pose ?? "");
    if (!store || !here || !pose || event.altKey || target?.closest("input")) return;
    if (!this.#moved(event, here) && !deed(event, store, pose, this.#host) && !event.key.startsWith("Arrow"))
      return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {KeyboardEvent} event @param {HTMLElement} here @returns {boolean} whether it led to another card */
  #moved(event, here) {
    const next = nextCard(cardsIn(this), here, event.key);
    if (!next?.dataset.pose || !this.store) return false;
    const chosen = chosenOf(this.store);
    if (event.shiftKey) chosen.through(next.dataset.pose, this.#order);
    else if (!event.ctrlKey && !event.metaKey) chosen.only(next.dataset.pose);
    next.focus();
    return true;
  }

  /** @param {MouseEvent | KeyboardEvent} event @param {Pose} pose */
  #menu(event, pose) {
    event.preventDefault();
    event.stopPropagation();
    const pointed = event instanceof MouseEvent && event.type === "contextmenu" && event.clientX > 0;
    const at = pointed ? { x: event.clientX, y: event.clientY } : /** @type {Element} */ (event.target);
    this.#openMenu(pose, at);
  }

  /** What the library does for keys and menus. @type {import("#kf/library/deeds.js").Host} */
  #host = {
    rename: this.#rename,
    replace: this.#replace,
    focus: this.#focus,
    seek: () => void this.#seek(true),
    menu: (event, pose) => this.#menu(event, pose),
    order: () => this.#order,
  };

  /** @param {Pose} pose @param {{x: number, y: number} | Element} at */
  async #openMenu(pose, at) {
    if (!this.store) return;
    const chosen = chosenOf(this.store);
    if (!chosen.ids.value.has(pose.id)) chosen.only(pose.id);
    (await library.load()).openPoseMenu(this.store, this.#host, pose, at);
  }

  /** @param {DragEvent} event */
  #dragged = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.over = true;
  };

  #left = () => {
    this.over = false;
  };

  /** @param {DragEvent} event */
  #dropped = async (event) => {
    event.preventDefault();
    this.over = false;
    this.#wish = {};
    void this.#send(await filesOf(event.dataTransfer));
  };
}

customElements.define("kf-library", Library);
