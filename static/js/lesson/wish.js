/** One id for one wish, however often it has to be sent; whoever wishes for something else gets another. */
import { uuid } from "#kf/core/ids.js";

export class Wish {
  #id = "";
  #what = "";

  /** @param {...unknown} what that which is wished for */
  id(...what) {
    const now = JSON.stringify(what);
    if (now !== this.#what) [this.#what, this.#id] = [now, uuid()];
    return this.#id;
  }
}
