/**
 * Modules that are loaded when they are first needed.
 */
import { signal } from "@preact/signals-core";
import { holdKeys } from "#kf/core/heldkeys.js";

/** Said to the document when a module could not be loaded: what was asked for has not been done. */
export const NOT_LOADED = "kf-not-loaded";

/**
 * A module, or several that are loaded together. What failed to load is asked for again the next time.
 * @template T
 */
export class Later {
  #load;
  /** @type {Promise<T> | null} */
  #asked = null;
  /** @type {import("@preact/signals-core").Signal<T | null>} */
  #come = signal(null);

  /** @param {() => Promise<T>} load imports it */
  constructor(load) {
    this.#load = load;
  }

  /**
   * The module, for what somebody does and can wait for. What they type meanwhile waits with it. Where it does not
   * come the person is told, and what waits for it waits for ever: it is not done.
   * @returns {Promise<T>}
   */
  load() {
    if (!this.#come.peek()) void holdKeys(this.#ask());
    return this.#told();
  }

  /** @returns {Promise<T>} */
  #told() {
    return this.#ask().catch(() => {
      document.dispatchEvent(new CustomEvent(NOT_LOADED));
      return new Promise(() => {});
    });
  }

  /** Have it loaded though nobody asks for it: that it did not come is then said to who does. */
  async foresee() {
    await this.#ask().catch(() => {});
  }

  #ask() {
    this.#asked ??= this.#load().then(
      (module) => {
        this.#come.value = module;
        return module;
      },
      (error) => {
        this.#asked = null;
        throw error;
      },
    );
    return this.#asked;
  }

  /** The module if it is here already. Who draws by it draws again when it comes. */
  get here() {
    return this.#come.value;
  }

  /** The same, and has it loaded if it is not. */
  get wanted() {
    if (!this.#asked) void this.#told();
    return this.here;
  }
}
