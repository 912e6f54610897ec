/**
 * The player alone on the screen; its controls go away when nothing is done. Where a browser fills the screen with
 * nothing but films (a phone, say), the page itself makes room.
 */

/** Milliseconds without a move until the controls are gone. */
const IDLE = 2500;

export class Full {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #idle;
  #stop = new AbortController();

  /**
   * @param {HTMLElement} host
   * @param {(on: boolean) => void} [changed]
   */
  constructor(host, changed = () => {}) {
    this.host = host;
    this.changed = changed;
    document.addEventListener("fullscreenchange", () => {
      if (document.fullscreenElement === host) this.#begin();
      else if (this.on) this.#end();
    });
  }

  get on() {
    return "full" in this.host.dataset;
  }

  async toggle() {
    if (this.on) {
      if (document.fullscreenElement === this.host) await document.exitFullscreen();
      else this.#end();
      return;
    }
    try {
      if (!document.fullscreenEnabled) throw new TypeError("no full screen here");
      await this.host.requestFullscreen({ navigationUI: "hide" });
    } catch {
      this.#begin();
    }
  }

  #begin() {
    if (this.on) return;
    this.host.dataset.full = "";
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    for (const type of ["pointermove", "pointerdown", "keydown", "focusin"])
      document.addEventListener(type, () => this.#stir(), { signal, passive: true });
    document.addEventListener("keydown", (event) => this.#escape(event), { signal });
    this.#stir();
    this.changed(true);
  }

  #end() {
    this.#stop.abort();
    clearTimeout(this.#idle);
    delete this.host.dataset.full;
    delete this.host.dataset.idle;
    this.changed(false);
  }

  /** The browser's own full screen hears Escape itself. @param {KeyboardEvent} event */
  #escape(event) {
    if (event.key !== "Escape" || event.defaultPrevented || document.fullscreenElement) return;
    event.preventDefault();
    this.#end();
  }

  #stir() {
    delete this.host.dataset.idle;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (this.host.querySelector("button:focus-visible, select:focus")) this.#stir();
      else this.host.dataset.idle = "";
    }, IDLE);
  }
}
