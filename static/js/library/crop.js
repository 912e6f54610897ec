/**
 * Cutting and straightening a pose's picture, in a dialog. It always begins with the picture as it came in, so
 * nothing of that is ever lost.
 *
 * @import {Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Form, Side} from "#kf/library/cropfields.js"
 * @import {Frame, Handle, Size} from "#kf/library/framing.js"
 * @import {Version} from "#kf/library/versions.js"
 */
import { html, LitElement, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { ApiError, api } from "#kf/core/net.js";
import { pictureUrl } from "#kf/core/urls.js";
import { ask, showBy } from "#kf/library/acts.js";
import { cropFields } from "#kf/library/cropfields.js";
import {
  exceeds,
  filling,
  fitting,
  fromShares,
  reformed,
  resized,
  shares,
  turnedBox,
  whole,
} from "#kf/library/framing.js";
import { show } from "#kf/ui/dialog.js";
import { icon } from "#kf/ui/icon.js";

const AIR = 24;

/** @type {readonly [Handle, () => string][]} */
const HANDLES = [
  ["nw", () => t("Top left corner")],
  ["n", () => t("Top edge")],
  ["ne", () => t("Top right corner")],
  ["e", () => t("Right edge")],
  ["se", () => t("Bottom right corner")],
  ["s", () => t("Bottom edge")],
  ["sw", () => t("Bottom left corner")],
  ["w", () => t("Left edge")],
];

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The picture, the frame over it and its numbers: `<kf-crop>`. */
class Crop extends LitElement {
  static properties = {
    store: { attribute: false },
    pose: { attribute: false },
    original: { attribute: false },
    begin: { attribute: false },
    done: { attribute: false },
    frame: { state: true },
    form: { state: true },
    busy: { state: true },
    problem: { state: true },
    room: { state: true },
  };

  /** Where the view stands while something is dragged: it must not run away under the pointer. @type {{x: number, y: number, scale: number} | null} */
  #held = null;
  #resized = new ResizeObserver(([entry]) => {
    this.room = { width: entry.contentRect.width, height: entry.contentRect.height };
  });

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** @type {Pose | undefined} */
    this.pose = undefined;
    /** @type {{sha256: string, has_alpha: boolean} & Size} */
    this.original = { sha256: "", has_alpha: true, width: 1, height: 1 };
    /** @type {Frame} */
    this.begin = whole({ width: 1, height: 1 });
    /** @type {(setting?: any) => void} */
    this.done = () => {};
    this.frame = this.begin;
    /** @type {Form} */
    this.form = "free";
    this.busy = false;
    this.problem = "";
    this.room = { width: 480, height: 320 };
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.frame = this.begin;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  firstUpdated() {
    const view = this.querySelector(".crop-view");
    if (view) this.#resized.observe(view);
  }

  get #ratio() {
    const { width, height } = this.store?.project.value ?? this.original;
    if (this.form === "film") return width / height;
    return this.form === "picture" ? this.original.width / this.original.height : null;
  }

  /** From pixels of the original to those of the view. */
  get #view() {
    if (this.#held) return this.#held;
    const box = turnedBox(this.original, this.frame.turn);
    const { x, y, width, height } = this.frame;
    const left = Math.min(box.x, x);
    const top = Math.min(box.y, y);
    const wide = Math.max(box.x + box.width, x + width) - left;
    const high = Math.max(box.y + box.height, y + height) - top;
    const scale = Math.max(
      0.001,
      Math.min((this.room.width - 2 * AIR) / wide, (this.room.height - 2 * AIR) / high),
    );
    return {
      scale,
      x: left - (this.room.width / scale - wide) / 2,
      y: top - (this.room.height / scale - high) / 2,
    };
  }

  render() {
    const { store, pose, original, frame } = this;
    if (!store || !pose) return nothing;
    const { scale, x, y } = this.#view;
    const at = (/** @type {Frame | (Size & {x: number, y: number})} */ one) =>
      `left:${(one.x - x) * scale}px;top:${(one.y - y) * scale}px;width:${one.width * scale}px;height:${one.height * scale}px`;
    const picture = pictureUrl(store.project.value.id, original.sha256, "poster.webp");
    return html`<div class="crop">
      <div class="crop-view" @pointerdown=${this.#grabbed}>
        <img src=${picture} alt="" draggable="false" .style=${`${at({ x: 0, y: 0, ...original })};rotate:${frame.turn}deg`}>
        <div class="crop-frame" tabindex="0" role="group" aria-label=${t("Frame: arrow keys move it, with Shift ten pixels at a time")} data-handle="move" .style=${at(frame)} @keydown=${this.#keyed}>
          <i class="crop-thirds"></i>
          ${HANDLES.map(([handle, label]) => html`<button type="button" class="crop-handle crop-handle--${handle}" data-handle=${handle} aria-label=${t("{edge}: arrow keys move it", { edge: label() })}></button>`)}
        </div>
      </div>
      ${cropFields({ frame, form: this.form }, this.#acts)}
    </div>
    ${this.#hints(store)}
    <div class="acts">
      <button type="button" class="btn btn--quiet" ?disabled=${this.#same(whole(original))} @click=${() => this.#set(whole(original), "free")}>${icon("undo")}${t("Whole picture again")}</button>
      <span class="grow"></span>
      <button type="button" class="btn btn--quiet" @click=${() => this.done()}>${t("Cancel")}</button>
      <button type="button" class="btn btn--primary" ?disabled=${this.busy || this.#same(this.begin)} @click=${this.#apply}>${this.busy ? t("Cutting…") : t("Apply")}</button>
    </div>`;
  }

  /** @param {Store} store */
  #hints(store) {
    const { frame, original } = this;
    const film = store.project.value;
    const size = t("The new picture has {width} × {height} pixels.", {
      width: Math.round(frame.width),
      height: Math.round(frame.height),
    });
    const small = frame.width < film.width * 0.75 && frame.height < film.height * 0.75;
    return html`<p class="hint num">${size}
        ${small ? t("The film has {width} × {height}: it will look soft.", { width: film.width, height: film.height }) : nothing}
        ${exceeds(frame, original) && !original.has_alpha ? t("Where the picture does not reach it becomes see-through, and the pose a cut-out.") : nothing}</p>
      ${this.problem ? html`<p class="hint hint--error" role="alert">${icon("alert", "icon-12")}${this.problem}</p>` : nothing}`;
  }

  /** @type {import("#kf/library/cropfields.js").Acts} */
  #acts = {
    form: (form) => this.#reform(form),
    fit: () => this.#set(fitting(this.original, this.frame.turn, this.#film), "film"),
    fill: () => this.#set(filling(this.original, this.frame.turn, this.#film), "film"),
    side: (side, value) => this.#typed(side, value),
    turn: (turn) => this.#turn(turn),
  };

  get #film() {
    const { width, height } = this.store?.project.value ?? this.original;
    return width / height;
  }

  /** @param {Frame} other */
  #same(other) {
    return JSON.stringify(shares(this.frame, this.original)) === JSON.stringify(shares(other, this.original));
  }

  /** @param {Frame} frame @param {Form} [form] */
  #set(frame, form) {
    this.frame = frame;
    this.problem = "";
    if (form) this.form = form;
  }

  /** @param {Form} form */
  #reform(form) {
    this.form = form;
    const ratio = this.#ratio;
    if (ratio !== null) this.#set(reformed(this.frame, ratio));
  }

  /** @param {number} turn */
  #turn(turn) {
    const within = ((((turn + 180) % 360) + 360) % 360) - 180;
    this.#set({ ...this.frame, turn: Math.round((Number.isFinite(within) ? within : 0) * 100) / 100 });
  }

  /** @param {Side} name @param {number} value */
  #typed(name, value) {
    const { frame } = this;
    if (!Number.isFinite(value)) return this.requestUpdate();
    if (name === "x" || name === "y") return this.#set({ ...frame, [name]: value });
    const by = value - frame[name];
    this.#set(resized(frame, name === "width" ? "e" : "s", by, by, this.#ratio));
  }

  /** @param {KeyboardEvent} event */
  #keyed = (event) => {
    const arrow = ARROWS[event.key];
    if (!arrow || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? 10 : 1;
    const handle = /** @type {HTMLElement} */ (event.target).dataset.handle ?? "move";
    this.#set(this.#moved(this.frame, handle, arrow[0] * step, arrow[1] * step));
  };

  /** @param {Frame} frame @param {string} handle @param {number} dx @param {number} dy @returns {Frame} */
  #moved(frame, handle, dx, dy) {
    if (handle === "move") return { ...frame, x: frame.x + dx, y: frame.y + dy };
    return resized(frame, /** @type {Handle} */ (handle), dx, dy, this.#ratio);
  }

  /** @param {PointerEvent} event */
  #grabbed = (event) => {
    const target = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (event.target).closest("[data-handle]")
    );
    if (!target || event.button !== 0) return;
    event.preventDefault();
    target.focus();
    const view = this.#view;
    const { frame } = this;
    const handle = target.dataset.handle ?? "move";
    const stop = new AbortController();
    this.#held = view;
    const move = (/** @type {PointerEvent} */ now) =>
      this.#set(
        this.#moved(
          frame,
          handle,
          (now.clientX - event.clientX) / view.scale,
          (now.clientY - event.clientY) / view.scale,
        ),
      );
    const end = () => {
      stop.abort();
      this.#held = null;
      this.requestUpdate();
    };
    const leave = (/** @type {KeyboardEvent} */ pressed) => {
      if (pressed.key !== "Escape") return;
      pressed.preventDefault();
      this.#set(frame);
      end();
    };
    addEventListener("pointermove", move, { signal: stop.signal });
    for (const type of ["pointerup", "pointercancel"]) addEventListener(type, end, { signal: stop.signal });
    addEventListener("keydown", leave, { signal: stop.signal, capture: true });
  };

  #apply = async () => {
    const { store, pose } = this;
    if (!store || !pose) return;
    this.busy = true;
    try {
      const path = `/api/projects/${store.project.value.id}/poses/${pose.id}/framing`;
      this.done(await api(path, { json: shares(this.frame, this.original), timeout: 120_000 }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.problem = error.sentence;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define("kf-crop", Crop);

/** @param {Store} store @param {Pose} pose */
export async function openCrop(store, pose) {
  await store.settled();
  /** @type {Version[] | null} */
  const versions = await ask(store, `/poses/${pose.id}/versions`);
  const present = versions?.find(({ present: now }) => now);
  const original = versions?.find(({ sha256 }) => sha256 === present?.original);
  if (!present || !original) return;
  const begin = fromShares(/** @type {any} */ (present.framing), original);
  const title = t("Crop and straighten {name}", { name: pose.name });
  /** @type {any} */
  let setting = null;
  await show(
    (close) => html`<h2 dir="auto">${title}</h2>
      <kf-crop .store=${store} .pose=${pose} .original=${original} .begin=${begin} .done=${(
        /** @type {any} */ made,
      ) => {
        setting = made ?? null;
        close();
      }}></kf-crop>`,
    { label: title, wide: true },
  );
  const now = store.poses.value.get(pose.id);
  if (!setting || !now) return;
  await showBy(store, now, setting, {
    edit: t("Crop {name}", { name: pose.name }),
    told: t("{name} is cropped.", { name: pose.name }),
  });
}
