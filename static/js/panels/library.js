/**
 * @import {Pose, Upload} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t, tn } from "#kf/core/i18n.js";
import { keyLabel } from "#kf/core/keymap.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { pictureUrl } from "#kf/core/urls.js";
import { markingOf } from "#kf/marks/mode.js";
import { carry } from "#kf/panels/carry.js";
import { closeUp } from "#kf/panels/figurebox.js";
import { byName } from "#kf/panels/natural.js";
import { placeAtPlayhead } from "#kf/panels/place.js";
import { layUnder, regroup, removePose, renamePose, usesOf } from "#kf/panels/poses.js";
import { picturesOf, uploaderOf } from "#kf/panels/uploads.js";
import { icon } from "#kf/ui/icon.js";
import { openMenu } from "#kf/ui/menu.js";

const ACCEPT = "image/png,image/jpeg,image/webp";
/** From this many pictures on there is a field to find one by its name. */
const MANY = 13;

/** The project's pictures: `<kf-library>`. */
export class Library extends SignalElement {
  static properties = {
    store: { attribute: false },
    renaming: { state: true },
    sought: { state: true },
    over: { state: true },
  };

  #background = false;

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** @type {string | null} the pose whose name is being typed */
    this.renaming = null;
    this.sought = "";
    this.over = false;
  }

  /** Let the person choose files. @param {{background?: boolean}} [wish] */
  pick({ background = false } = {}) {
    this.#background = background;
    /** @type {HTMLInputElement | null} */ (this.querySelector("input[type=file]"))?.click();
  }

  /** @param {Event} event */
  #picked(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    this.#send(field.files ?? []);
    field.value = "";
  }

  /** @param {Iterable<File>} files */
  #send(files) {
    const { store } = this;
    if (!store) return;
    const background = this.#background;
    this.#background = false;
    uploaderOf(store).add(files, {
      background,
      landed: (pose) => {
        if (!background) store.chosenPose.value ??= pose.id;
      },
    });
  }

  render() {
    const { store } = this;
    if (!store) return nothing;
    const poses = byName(store.poseList.value);
    const plates = byName(store.plateList.value);
    const empty = poses.length + plates.length + store.uploads.value.length === 0;
    return html`<div class="ph">
        <h2>${t("Poses")}</h2>
        <span>${this.#more(store)}<button type="button" class="ibtn" aria-label=${t("Upload pictures")} title=${t("Upload pictures")} @click=${() => this.pick()}>${icon("plus")}</button></span>
      </div>
      <input type="file" accept=${ACCEPT} multiple hidden @change=${this.#picked}>
      ${poses.length + plates.length >= MANY ? this.#search() : nothing}
      <div class="lib-scroll" data-keys="library">
        ${empty ? this.#invitation() : nothing}
        ${store.uploads.value.length > 0 ? this.#uploads(store) : nothing}
        ${this.#group(store, poses, t("Poses"), "")}
        ${
          plates.length > 0
            ? html`<div class="who">${icon("image")}${t("Backgrounds")}<span class="dim num">${plates.length}</span></div>
          ${this.#group(store, plates, t("Backgrounds"), "poses--plates")}`
            : nothing
        }
      </div>
      ${empty ? nothing : this.#dropButton()}`;
  }

  /** The chosen pose's menu, for those who cannot hover. @param {Store} store */
  #more(store) {
    const pose = store.poses.value.get(store.chosenPose.value ?? "");
    if (!pose) return nothing;
    const label = t("More for {name}", { name: pose.name });
    return html`<button type="button" class="ibtn" aria-haspopup="menu" aria-label=${label} title=${label}
      @click=${(/** @type {MouseEvent} */ event) => this.#menu(event, pose)}>${icon("more")}</button>`;
  }

  #search() {
    return html`<label class="input input--quiet input--dense lib-find">${icon("search")}<span class="vh">${t("Find a pose")}</span>
      <input type="search" placeholder=${t("Find a pose")} .value=${this.sought}
        @input=${(/** @type {Event} */ event) => (this.sought = /** @type {HTMLInputElement} */ (event.target).value)}></label>`;
  }

  #invitation() {
    return html`<div class="drop drop--tall ${this.over ? "is-over" : ""}" @dragover=${this.#dragged} @dragleave=${this.#left} @drop=${this.#dropped}>
      ${icon("image")}<b class="strong">${t("Drop two poses of the same character here")}</b>
      <p>${t("PNG, JPEG or WebP, up to 25 MB each. Several at once is fine.")}</p>
      <button type="button" class="btn btn--line" @click=${() => this.pick()}>${icon("upload")}${t("Choose pictures")}</button>
    </div>`;
  }

  #dropButton() {
    return html`<button type="button" class="drop ${this.over ? "is-over" : ""}" @click=${() => this.pick()}
      @dragover=${this.#dragged} @dragleave=${this.#left} @drop=${this.#dropped}>${icon("upload")}${t("Upload poses")}</button>`;
  }

  // --- pictures -------------------------------------------------------------------------------------------

  /** @param {Store} store @param {Pose[]} poses @param {string} label @param {string} look */
  #group(store, poses, label, look) {
    const sought = this.sought.trim().toLocaleLowerCase();
    const found = sought ? poses.filter(({ name }) => name.toLocaleLowerCase().includes(sought)) : poses;
    if (found.length === 0) return nothing;
    const reachable = found.some(({ id }) => id === store.chosenPose.value)
      ? store.chosenPose.value
      : found[0].id;
    return html`<div class="poses ${look}" role="listbox" aria-label=${label} @keydown=${this.#keyed}>
      ${repeat(
        found,
        ({ id }) => id,
        (pose) => this.#card(store, pose, pose.id === reachable),
      )}</div>`;
  }

  /** @param {Store} store @param {Pose} pose @param {boolean} reachable by Tab; the others by arrow keys */
  #card(store, pose, reachable) {
    const { keys, plates } = usesOf(store, pose.id);
    const uses = pose.is_plate
      ? tn("{count} shot", "{count} shots", plates.length)
      : tn("{count} key", "{count} keys", keys.length);
    const chosen = store.chosenPose.value === pose.id;
    const marked = pose.joints ? t("joints marked") : "";
    const picture = pictureUrl(store.project.value.id, pose.sha256);
    return html`<div class="pose-cell" role="none">
      <div class="pose" role="option" tabindex=${reachable ? 0 : -1} aria-selected=${chosen} data-pose=${pose.id}
        aria-label=${[pose.name, uses, marked].filter(Boolean).join(", ")} @click=${() => this.#choose(pose)} @dblclick=${() => this.#rename(pose.id)}
        @pointerdown=${(/** @type {PointerEvent} */ event) => this.#held(event, pose, picture)}
        @contextmenu=${(/** @type {MouseEvent} */ event) => this.#menu(event, pose)}>
        <span class="im"><img class="pic pic--whole" src=${picture} alt="" decoding="async" draggable="false" .style=${closeUp(picture, pose.has_alpha)}>${marked ? html`<span class="pose-marked" title=${marked}>${icon("joints", "icon-12")}</span>` : nothing}</span>
        ${this.renaming === pose.id ? this.#nameField(store, pose) : html`<span class="nm"><span class="ell">${pose.name}</span> <span class="dim num">${uses}</span></span>`}
      </div>
      <button type="button" class="ibtn pose-more" tabindex="-1" aria-hidden="true" title=${t("More for {name}", { name: pose.name })}
        @click=${(/** @type {MouseEvent} */ event) => this.#menu(event, pose)}>${icon("more")}</button>
    </div>`;
  }

  /** @param {string} pose */
  #rename(pose) {
    this.renaming = pose;
  }

  /** @param {PointerEvent} event @param {Pose} pose @param {string} picture */
  #held(event, pose, picture) {
    const { target } = event;
    if (!this.store || (target instanceof Element && target.closest("button, input"))) return;
    carry(event, this.store, pose, picture);
  }

  /** @param {Pose} pose */
  #choose(pose) {
    if (this.store) this.store.chosenPose.value = pose.id;
  }

  /** @param {Store} store @param {Pose} pose */
  #nameField(store, pose) {
    const done = (/** @type {Event} */ event) => {
      if (this.renaming !== pose.id) return;
      this.renaming = null;
      renamePose(store, pose, /** @type {HTMLInputElement} */ (event.target).value);
    };
    const keyed = (/** @type {KeyboardEvent} */ event) => {
      event.stopPropagation();
      if (event.key === "Enter") done(event);
      if (event.key === "Escape") this.renaming = null;
      if (event.key === "Enter" || event.key === "Escape") void this.#focus(pose.id);
    };
    return html`<input class="input input--dense pose-name" aria-label=${t("Name of the pose")} maxlength="120" autocomplete="off" spellcheck="false"
      .value=${pose.name} @keydown=${keyed} @blur=${done} @click=${stop} @dblclick=${stop}>`;
  }

  updated() {
    const field = /** @type {HTMLInputElement | null} */ (this.querySelector(".pose-name"));
    if (!field || field === document.activeElement) return;
    field.focus();
    field.select();
  }

  /** @param {string} pose */
  async #focus(pose) {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(`[data-pose="${pose}"]`))?.focus();
  }

  /** @param {KeyboardEvent} event */
  #keyed(event) {
    const { store } = this;
    const card =
      event.target instanceof Element
        ? /** @type {HTMLElement | null} */ (event.target.closest("[data-pose]"))
        : null;
    const pose = store?.poses.value.get(card?.dataset.pose ?? "");
    if (!store || !card || !pose || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = nextCard(card, event.key);
    if (next?.dataset.pose) {
      store.chosenPose.value = next.dataset.pose;
      next.focus();
    } else if (event.key === "Enter") pose.is_plate ? layUnder(store, pose) : placeAtPlayhead(store, pose.id);
    else if (event.key === " ") this.#choose(pose);
    else if (event.key === "F2") this.renaming = pose.id;
    else if (event.key === "Delete" || event.key === "Backspace") void removePose(store, pose);
    else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) this.#menu(event, pose);
    else if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {MouseEvent | KeyboardEvent} event @param {Pose} pose */
  #menu(event, pose) {
    const { store } = this;
    if (!store) return;
    event.preventDefault();
    event.stopPropagation();
    this.#choose(pose);
    const place = pose.is_plate
      ? {
          label: t("Lay under this shot"),
          icon: "image",
          kbd: keyLabel("Enter"),
          run: () => layUnder(store, pose),
        }
      : {
          label: t("Place at the playhead"),
          icon: "key",
          kbd: keyLabel("A"),
          run: () => placeAtPlayhead(store, pose.id),
        };
    const items = [
      place,
      ...(pose.is_plate
        ? []
        : [
            {
              label: pose.joints ? t("Change the joints") : t("Mark joints"),
              icon: "joints",
              run: () => markingOf(store).markJoints(pose.id),
            },
            {
              label: t("Correct the mask"),
              icon: "pen",
              run: () => markingOf(store).editMask(pose.id),
            },
          ]),
      { label: t("Rename"), icon: "edit", kbd: "F2", run: () => this.#rename(pose.id) },
      {
        label: pose.is_plate ? t("Use as a pose") : t("Use as a background"),
        icon: pose.is_plate ? "key" : "image",
        run: () => regroup(store, pose),
      },
      null,
      {
        label: t("Delete"),
        icon: "trash",
        kbd: keyLabel("Delete"),
        danger: true,
        run: () => void removePose(store, pose),
      },
    ];
    const pointed = event instanceof MouseEvent && event.type === "contextmenu";
    const at = pointed ? { x: event.clientX, y: event.clientY } : /** @type {Element} */ (event.target);
    openMenu(items, at, pose.name);
  }

  // --- uploads --------------------------------------------------------------------------------------------

  /** @param {Store} store */
  #uploads(store) {
    return html`<ul class="poses uploads" aria-label=${t("Uploads")}>
      ${repeat(
        store.uploads.value,
        ({ id }) => id,
        (upload) => uploadCard(upload),
      )}</ul>`;
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
  #dropped = (event) => {
    event.preventDefault();
    event.stopPropagation();
    this.over = false;
    this.#send(picturesOf(event.dataTransfer));
  };
}

/** @param {Event} event */
function stop(event) {
  event.stopPropagation();
}

/**
 * The card that an arrow key leads to; up and down go by rows.
 * @param {HTMLElement} card @param {string} key
 * @returns {HTMLElement | undefined}
 */
function nextCard(card, key) {
  const cards = /** @type {HTMLElement[]} */ ([
    ...(card.closest(".poses")?.querySelectorAll("[data-pose]") ?? []),
  ]);
  const top = (/** @type {HTMLElement} */ one) => one.parentElement?.offsetTop;
  const columns = cards.filter((one) => top(one) === top(cards[0])).length;
  const steps = /** @type {Record<string, number>} */ ({
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
  });
  if (key === "Home") return cards[0];
  if (key === "End") return cards.at(-1);
  return key in steps ? cards[cards.indexOf(card) + steps[key]] : undefined;
}

/** @param {Upload} upload */
function uploadCard({ name, state, sent, sentence, preview, retry, cancel }) {
  const percent = Math.round(sent * 100);
  const stuck = state === "refused" || (state === "failed" && sentence !== undefined);
  const words = state === "waiting" ? t("Waiting") : state === "sending" ? t("{percent} %", { percent }) : "";
  return html`<li class="pose upload ${stuck ? "is-stuck" : ""}">
    <span class="im">${preview && !stuck ? html`<img class="pic pic--whole" src=${preview} alt="">` : nothing}
      ${stuck ? html`<span class="upload-sign">${icon("alert")}</span>` : html`<progress max="100" .value=${percent} aria-label=${t("Uploading {name}", { name })}></progress>`}
    </span>
    <span class="nm"><span class="ell" title=${name}>${name}</span><span class="dim num">${words}</span></span>
    ${sentence ? html`<p class="hint hint--error" role="alert">${sentence}</p>` : nothing}
    <span class="upload-do">
      ${stuck && retry ? html`<button type="button" class="btn btn--line btn--dense" @click=${retry}>${t("Try again")}</button>` : nothing}
      <button type="button" class="ibtn" aria-label=${stuck ? t("Dismiss {name}", { name }) : t("Cancel {name}", { name })} @click=${cancel}>${icon("close", "icon-12")}</button>
    </span>
  </li>`;
}

customElements.define("kf-library", Library);
