/**
 * Pins on a picture: those of the comments on this frame, and the one that is being set. That one is dragged, or moved
 * by the arrows.
 *
 * @import {Thread} from "#kf/comments/threads.js"
 */
import { colour, letter } from "#kf/comments/face.js";
import { t } from "#kf/core/i18n.js";

const STEP = 0.02;
/** How near to an edge, in shares, a pin turns round, so that the whole of it is seen. */
const TOP = 0.2;
const RIGHT = 0.85;

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
      const pin = button(t("Comment of {name}", { name: thread.by }), letter(thread.by), colour(thread));
      place(pin, /** @type {[number, number]} */ (thread.pin));
      pin.addEventListener("click", () => choose(thread.id));
      this.layer.append(pin);
      return pin;
    });
  }

  /**
   * Have a pin set, or none.
   * @param {boolean} on
   * @param {() => void} moved
   * @param {[number, number]} [at] where it stands first
   */
  ask(on, moved, at = [0.5, 0.5]) {
    this.#own?.remove();
    this.#own = null;
    this.asked = null;
    this.#moved = moved;
    this.layer.classList.toggle("is-asking", on);
    if (!on) return;
    this.#own = button(t("Pin: drag it, or move it by the arrow keys"), "+", "cm-pin--new");
    this.#own.addEventListener("keydown", (event) => this.#keyed(event));
    this.#own.addEventListener("pointerdown", (event) => this.#grabbed(event));
    this.layer.append(this.#own);
    this.#put(at);
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
    // It stays under the finger where it was taken.
    const [x, y] = this.#at(event);
    const [left, top] = this.asked ?? [x, y];
    own.onpointermove = (moved) => {
      const to = this.#at(moved);
      this.#put([to[0] - x + left, to[1] - y + top]);
    };
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

/** @param {string} label @param {string} sign @param {string} look */
function button(label, sign, look) {
  const pin = document.createElement("button");
  pin.type = "button";
  pin.className = `cm-pin ${look}`;
  pin.setAttribute("aria-label", label);
  pin.textContent = sign;
  return pin;
}

/** Have its tip point there. @param {HTMLElement} pin @param {[number, number]} at */
function place(pin, [x, y]) {
  pin.classList.toggle("cm-pin--under", y < TOP);
  pin.classList.toggle("cm-pin--left", x > RIGHT);
  pin.style.setProperty("--x", String(x));
  pin.style.setProperty("--y", String(y));
}
