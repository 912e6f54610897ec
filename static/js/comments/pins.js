/**
 * Pins on a picture: those of the comments on this frame, and the one that is being set. That one is dragged, or moved
 * by the arrows.
 *
 * @import {Thread} from "#kf/comments/threads.js"
 */
import { t } from "#kf/core/i18n.js";

const STEP = 0.02;

export class Pins {
  /** Where the pin of the next comment stands, in shares of the picture. @type {[number, number] | null} */
  asked = null;
  /** @type {HTMLButtonElement | null} */
  #own = null;
  #moved = () => {};
  /** @type {HTMLElement[]} */
  #shown = [];

  /** @param {HTMLElement} layer lies over the picture */
  constructor(layer) {
    this.layer = layer;
  }

  /** @param {Thread[]} threads @param {(id: string) => void} choose */
  show(threads, choose) {
    for (const pin of this.#shown) pin.remove();
    this.#shown = threads.map((thread) => {
      const pin = button(
        t("Comment of {name}", { name: thread.by }),
        [...thread.by][0]?.toUpperCase() ?? "?",
      );
      place(pin, /** @type {[number, number]} */ (thread.pin));
      pin.addEventListener("click", () => choose(thread.id));
      this.layer.append(pin);
      return pin;
    });
  }

  /** Have a pin set, or none. @param {boolean} on @param {() => void} moved */
  ask(on, moved) {
    this.#own?.remove();
    this.#own = null;
    this.asked = null;
    this.#moved = moved;
    this.layer.classList.toggle("is-asking", on);
    if (!on) return;
    this.#own = button(t("Pin: drag it, or move it by the arrow keys"), "+");
    this.#own.classList.add("cm-pin--new");
    this.#own.addEventListener("keydown", (event) => this.#keyed(event));
    this.#own.addEventListener("pointerdown", (event) => this.#grabbed(event));
    this.layer.append(this.#own);
    this.#put([0.5, 0.5]);
    this.#own.focus();
    this.layer.onclick = (event) => {
      if (this.#own && event.target === this.layer) this.#put(this.#at(event));
    };
  }

  /** @param {MouseEvent} event @returns {[number, number]} */
  #at({ clientX, clientY }) {
    const { left, top, width, height } = this.layer.getBoundingClientRect();
    return [(clientX - left) / width, (clientY - top) / height];
  }

  /** @param {PointerEvent} event */
  #grabbed(event) {
    const own = /** @type {HTMLButtonElement} */ (this.#own);
    event.preventDefault();
    own.focus();
    own.setPointerCapture(event.pointerId);
    own.onpointermove = (moved) => this.#put(this.#at(moved));
    own.onpointerup = own.onpointercancel = () => {
      own.onpointermove = null;
    };
  }

  /** @param {KeyboardEvent} event */
  #keyed(event) {
    const way = /** @type {Record<string, [number, number]>} */ ({
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    })[event.key];
    if (!way || !this.asked) return;
    event.preventDefault();
    event.stopPropagation();
    this.#put([this.asked[0] + way[0] * STEP, this.asked[1] + way[1] * STEP]);
  }

  /** @param {[number, number]} at */
  #put([x, y]) {
    const within = (/** @type {number} */ share) => Math.max(0, Math.min(1, share));
    this.asked = [within(x), within(y)];
    if (this.#own) place(this.#own, this.asked);
    this.#moved();
  }
}

/** @param {string} label @param {string} letter */
function button(label, letter) {
  const pin = document.createElement("button");
  pin.type = "button";
  pin.className = "cm-pin";
  pin.setAttribute("aria-label", label);
  pin.textContent = letter;
  return pin;
}

/** @param {HTMLElement} pin @param {[number, number]} at */
function place(pin, [x, y]) {
  pin.style.setProperty("--x", String(x));
  pin.style.setProperty("--y", String(y));
}
