/**
 * The stage and its transport alone on the screen, to watch and to show: the controls go away when nothing is done.
 * Where a browser fills the screen with nothing but films (a phone, say), the page itself makes room.
 */
import { signal } from "@preact/signals-core";

/** Milliseconds without a move until the controls are gone. */
const IDLE = 2500;

/** @type {WeakMap<HTMLElement, FullScreen>} */
const known = new WeakMap();

/** The one full screen of an element. @param {HTMLElement} host */
export function fullScreenOf(host) {
  let full = known.get(host);
  if (!full) {
    full = new FullScreen(host);
    known.set(host, full);
  }
  return full;
}

/** Whether anything fills the screen; for what shows it. */
export const watching = signal(false);

class FullScreen {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #idle;
  #stop = new AbortController();

  /** @param {HTMLElement} host */
  constructor(host) {
    this.host = host;
    document.addEventListener("fullscreenchange", () => {
      if (document.fullscreenElement === host) this.#begin();
      else if (watching.peek()) this.#end();
    });
  }

  toggle() {
    if (watching.peek()) void this.leave();
    else void this.enter();
  }

  async enter() {
    try {
      if (!document.fullscreenEnabled) throw new TypeError("no full screen here");
      await this.host.requestFullscreen({ navigationUI: "hide" });
    } catch {
      this.#begin();
    }
  }

  async leave() {
    if (document.fullscreenElement === this.host) await document.exitFullscreen();
    else this.#end();
  }

  #begin() {
    if (watching.peek()) return;
    watching.value = true;
    this.host.dataset.full = "";
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    for (const type of ["pointermove", "pointerdown", "keydown", "focusin"])
      this.host.addEventListener(type, () => this.#stir(), { signal, passive: true });
    document.addEventListener("keydown", (event) => this.#keyed(event), { signal });
    this.#stir();
  }

  #end() {
    watching.value = false;
    this.#stop.abort();
    clearTimeout(this.#idle);
    delete this.host.dataset.full;
    delete this.host.dataset.idle;
  }

  /** The browser's own full screen hears Escape itself. @param {KeyboardEvent} event */
  #keyed(event) {
    this.#stir();
    if (event.key !== "Escape" || event.defaultPrevented || document.fullscreenElement) return;
    event.preventDefault();
    this.#end();
  }

  #stir() {
    delete this.host.dataset.idle;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (this.host.querySelector(":popover-open, .trans :focus-visible, .island :focus-visible"))
        this.#stir();
      else this.host.dataset.idle = "";
    }, IDLE);
  }
}
