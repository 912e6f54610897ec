import { t } from "#kf/core/i18n.js";
import { keep, kept } from "#kf/ui/kept.js";

const KEY = "kf-timeline";
const LEAST = 160;
const MOST = 480;
const STEP = 16;

/**
 * The line between stage and timeline: drag it, or focus it and use the arrow keys; a double press puts it back.
 * `<kf-split>` stands in the timeline's section. The style sheet has the last word on how high that may be.
 */
export class Split extends HTMLElement {
  #watch = new ResizeObserver(() => this.setAttribute("aria-valuenow", String(this.#height)));

  connectedCallback() {
    this.tabIndex = 0;
    this.setAttribute("role", "separator");
    this.setAttribute("aria-orientation", "horizontal");
    this.setAttribute("aria-label", t("Height of the timeline"));
    this.setAttribute("aria-valuemin", String(LEAST));
    this.setAttribute("aria-valuemax", String(MOST));
    this.addEventListener("pointerdown", this.#drag);
    this.addEventListener("dblclick", this.#reset);
    this.addEventListener("keydown", this.#keyed);
    const height = Number(kept(KEY));
    if (height) this.#set(height);
    if (this.parentElement) this.#watch.observe(this.parentElement);
  }

  disconnectedCallback() {
    this.#watch.disconnect();
  }

  get #height() {
    return this.parentElement?.offsetHeight ?? LEAST;
  }

  /** @param {number} height */
  #set(height) {
    const fitting = Math.round(Math.min(MOST, Math.max(LEAST, height)));
    document.body.style.setProperty("--timeline", `${fitting}px`);
  }

  #reset = () => {
    document.body.style.removeProperty("--timeline");
    keep(KEY, null);
  };

  /** @param {PointerEvent} event */
  #drag = (event) => {
    if (event.button !== 0) return;
    const from = event.clientY;
    const height = this.#height;
    this.setPointerCapture(event.pointerId);
    this.dataset.held = "";
    const move = (/** @type {PointerEvent} */ { clientY }) => this.#set(height + from - clientY);
    this.addEventListener("pointermove", move);
    this.addEventListener("lostpointercapture", () => this.#dropped(move, height), { once: true });
  };

  /** @param {(event: PointerEvent) => void} move @param {number} before */
  #dropped(move, before) {
    this.removeEventListener("pointermove", move);
    delete this.dataset.held;
    if (this.#height !== before) keep(KEY, String(this.#height));
  }

  /** @param {KeyboardEvent} event */
  #keyed = (event) => {
    const to = { ArrowUp: this.#height + STEP, ArrowDown: this.#height - STEP, Home: LEAST, End: MOST }[
      event.key
    ];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#set(to);
    keep(KEY, String(this.#height));
  };
}

customElements.define("kf-split", Split);
