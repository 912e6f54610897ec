/**
 * An end of the range in hand.
 *
 * @import {Hand} from "#kf/timeline/hand.js"
 * @import {Point} from "#kf/timeline/gesture.js"
 */
import { t } from "#kf/core/i18n.js";
import { shownFrame } from "#kf/core/time.js";
import { setIn, setOut } from "#kf/timeline/rangeacts.js";
import { snapped } from "#kf/timeline/snap.js";
import { targetsOf } from "#kf/timeline/targets.js";
import { magnet } from "#kf/timeline/ways.js";

export class RangeDrag {
  #hand;
  #end;
  #before;
  #targets;

  /** @param {Hand} hand @param {"in" | "out"} end */
  constructor(hand, end) {
    this.#hand = hand;
    this.#end = end;
    this.#before = hand.store.inOut.value;
    this.#targets = targetsOf(hand.store, { range: false, lanes: true });
  }

  /** @param {Point} point */
  move({ x, clientX, clientY, ctrl, coarse }) {
    const { store, view, caught: held } = this.#hand;
    // The out point is drawn behind its last frame.
    const wish = this.#hand.at(x) - (this.#end === "out" ? 1 : 0);
    const { frame, caught } =
      magnet.value !== ctrl
        ? snapped(wish, this.#targets, { px: view.px.value, coarse, held: held.value })
        : { frame: Math.round(wish), caught: null };
    const { in: from, out: to } = this.#before;
    const at =
      this.#end === "in" ? Math.max(0, Math.min(frame, (to ?? Infinity) - 1)) : Math.max(from ?? 0, frame);
    if (this.#end === "in") setIn(store, at);
    else setOut(store, at);
    const number = shownFrame(at, store.project.value);
    const text =
      this.#end === "in" ? t("in at frame {number}", { number }) : t("out at frame {number}", { number });
    this.#hand.caught.value = at === frame ? caught : null;
    this.#hand.chip.value = { text, clientX, clientY };
  }

  drop() {
    this.#hand.clear();
  }

  cancel() {
    this.#hand.store.inOut.value = this.#before;
    this.#hand.clear();
  }
}
