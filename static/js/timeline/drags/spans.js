/**
 * An end of the selection's bar in hand: the times of the selected keys are scaled about the other end.
 *
 * @import {Id} from "#kf/core/types.d.ts"
 * @import {Hand} from "#kf/timeline/hand.js"
 * @import {Point} from "#kf/timeline/gesture.js"
 */
import { tn } from "#kf/core/i18n.js";
import { stretchText } from "#kf/timeline/handwords.js";
import { spanOf, stretched } from "#kf/timeline/retime.js";
import { snapped } from "#kf/timeline/snap.js";
import { targetsOf } from "#kf/timeline/targets.js";
import { magnet, modeOf } from "#kf/timeline/ways.js";

export class SpanDrag {
  #hand;
  #end;
  #from;
  #ids;
  #targets;

  /** @param {Hand} hand @param {"start" | "end"} end @param {number} x where it was grabbed */
  constructor(hand, end, x) {
    const { store } = hand;
    this.#hand = hand;
    this.#end = end;
    this.#from = hand.at(x);
    this.#ids = new Set(
      store.shotKeys.value.filter(({ id }) => store.selection.value.has(id)).map(({ id }) => id),
    );
    this.#targets = targetsOf(store, { keys: this.#ids });
  }

  /** @param {Point} point */
  move(point) {
    const { store, view } = this.#hand;
    const keys = store.shotKeys.value;
    const span = spanOf(keys.filter(({ id }) => this.#ids.has(id)));
    if (!span) return this.#hand.lost();
    const grabbed = this.#end === "end" ? span.to : span.from;
    const wish = grabbed + this.#hand.at(point.x) - this.#from;
    const { frame, caught } =
      magnet.value !== point.ctrl
        ? snapped(wish, this.#targets, {
            px: view.px.value,
            coarse: point.coarse,
            held: this.#hand.caught.value,
          })
        : { frame: Math.round(wish), caught: null };
    const plan = stretched(keys, this.#ids, this.#end, frame, { ripple: modeOf(point) === "ripple" });
    const after = spanOf(
      keys.filter(({ id }) => this.#ids.has(id)).map((key) => ({ ...key, ...plan.get(key.id) })),
    );
    const to = after ?? span;
    this.#hand.show(this.#ids, plan, point, {
      text: stretchText(span, to, store.project.value),
      caught: (this.#end === "end" ? to.to : to.from) === frame ? caught : null,
    });
  }

  drop() {
    const count = this.#ids.size;
    this.#hand.drop(() => tn("Stretch {count} key", "Stretch {count} keys", count));
  }
}
