/**
 * A larger picture of what is under the pointer or has the focus on a track, with its frame number. Not for fingers:
 * they would cover it.
 *
 * @import {Desk} from "#kf/timeline/desk.js"
 */
import { html, nothing, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { shownFrame } from "#kf/core/time.js";
import { pictureUrl } from "#kf/core/urls.js";
import { pictureAt } from "#kf/timeline/peekpicture.js";

const WIDTH = 160;
/** How long the pointer rests before it is shown first, in milliseconds. */
const REST = 350;
const GAP = 8;

export class Peek {
  #desk;
  #host;
  /** @type {HTMLElement | null} */
  #box = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #shown = "";

  /** @param {Desk} desk @param {HTMLElement} host */
  constructor(desk, host) {
    this.#desk = desk;
    this.#host = host;
  }

  /** Look out for pointer and focus until the returned function is called. @param {Event} first what has been seen of them @returns {() => void} */
  watch(first) {
    const rows = this.#host.querySelector(".trks");
    const watched = new AbortController();
    const { signal } = watched;
    rows?.addEventListener("pointermove", (event) => this.#moved(/** @type {PointerEvent} */ (event)), {
      signal,
    });
    rows?.addEventListener("pointerleave", () => this.#hide(), { signal });
    rows?.addEventListener("focusin", (event) => this.#focused(/** @type {FocusEvent} */ (event)), {
      signal,
    });
    rows?.addEventListener("focusout", () => this.#hide(), { signal });
    addEventListener("pointerdown", () => this.#hide(), { signal, capture: true });
    addEventListener("scroll", () => this.#hide(), { signal, capture: true });
    if (first instanceof FocusEvent && first.target === document.activeElement) this.#focused(first);
    return () => {
      watched.abort();
      this.#hide();
    };
  }

  /** @param {PointerEvent} event */
  #moved(event) {
    const { view, hand } = this.#desk;
    if (event.pointerType === "touch" || event.buttons || hand.preview.value) return this.#hide();
    const item = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (event.target).closest("[data-key], [data-seg]")
    );
    const scroller = this.#host.querySelector(".tl-scroll");
    if (!item || !scroller) return this.#hide();
    const { key, seg } = item.dataset;
    const frame = key
      ? (this.#desk.store.keyframes.value.get(key)?.frame ?? 0)
      : view.frameAt(view.under(event.clientX, scroller));
    this.#soon(key ?? seg ?? "", frame, { x: event.clientX, y: item.getBoundingClientRect().top });
  }

  /** @param {FocusEvent} event */
  #focused({ target }) {
    const item = /** @type {HTMLElement} */ (target);
    const key = this.#desk.store.keyframes.value.get(item.dataset.key ?? "");
    if (!key || !item.matches(":focus-visible")) return this.#hide();
    const { left, top } = item.getBoundingClientRect();
    this.#soon(key.id, key.frame, { x: left + 20, y: top });
  }

  /** @param {string} id of the key, or of a segment's left key @param {number} frame @param {{x: number, y: number}} at */
  #soon(id, frame, at) {
    if (this.#box) return this.#show(id, frame, at);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(id, frame, at), REST);
  }

  /** @param {string} id @param {number} frame @param {{x: number, y: number}} at */
  #show(id, frame, at) {
    const { store } = this.#desk;
    const picture = pictureAt(this.#desk, id, frame);
    if (!picture) return this.#hide();
    const { width, height } = store.project.value;
    const high = Math.round((WIDTH * height) / width);
    this.#box ??= this.#open();
    const shown = `${picture.url} ${frame}`;
    if (shown !== this.#shown || !picture.url)
      render(card(picture, shownFrame(frame, store.project.value), high), this.#box);
    this.#shown = shown;
    const x = Math.max(GAP, Math.min(at.x - WIDTH / 2, innerWidth - WIDTH - GAP));
    const y = Math.max(GAP, at.y - high - 24 - GAP);
    this.#box.style.transform = `translate(${Math.round(x)}px,${Math.round(y)}px)`;
  }

  #open() {
    const box = document.createElement("div");
    box.className = "peek";
    box.setAttribute("aria-hidden", "true");
    document.body.append(box);
    return box;
  }

  #hide() {
    clearTimeout(this.#timer);
    this.#box?.remove();
    this.#box = null;
    this.#shown = "";
  }
}

/** @param {NonNullable<ReturnType<typeof pictureAt>>} picture @param {number} frame @param {number} high */
function card({ url, plate, ground, early, project, word }, frame, high) {
  const behind = plate ? `${ground} url("${pictureUrl(project, plate)}") 50%/cover no-repeat` : ground;
  return html`<span class="peek-im" .style=${`height:${high}px;background:${behind}`}>${
    url ? html`<img src=${url} alt="" width=${WIDTH} height=${high}>` : early ? early(WIDTH, high) : nothing
  }</span><span class="peek-w"><b class="num">${t("Frame {frame}", { frame })}</b><span class="dim">${word}</span></span>`;
}
