/**
 * A hold's edge in hand: the pose stays as long as there is room, or, in a ripple, what follows makes way.
 *
 * @import {Id} from "#kf/core/types.d.ts"
 * @import {Hand} from "#kf/timeline/hand.js"
 * @import {Point} from "#kf/timeline/gesture.js"
 */
import { heldLabel } from "#kf/timeline/handwords.js";
import { held } from "#kf/timeline/modes.js";
import { snapped } from "#kf/timeline/snap.js";
import { targetsOf } from "#kf/timeline/targets.js";
import { allTracks, magnet, modeOf } from "#kf/timeline/ways.js";
import { dragText } from "#kf/timeline/words.js";

export class HoldDrag {
  #hand;
  #id;
  #targets;

  /** @param {Hand} hand @param {Id} id */
  constructor(hand, id) {
    this.#hand = hand;
    this.#id = id;
    this.#targets = targetsOf(hand.store, { keys: new Set([id]) });
  }

  /** @param {Point} point */
  move(point) {
    const { store, view } = this.#hand;
    const keys = store.shotKeys.value;
    const key = keys.find(({ id }) => id === this.#id);
    if (!key) return this.#hand.lost();
    const push = modeOf(point) === "ripple";
    const wish = this.#hand.at(point.x);
    const { frame, caught } =
      magnet.value !== point.ctrl
        ? snapped(wish, this.#targets, {
            px: view.px.value,
            coarse: point.coarse,
            held: this.#hand.caught.value,
          })
        : { frame: Math.round(wish), caught: null };
    const plan = held(keys, this.#id, frame - key.frame, { push, all: allTracks.value });
    const length = plan.get(this.#id)?.hold ?? key.hold;
    this.#hand.show(new Set([this.#id]), plan, point, {
      text: dragText(key.hold, length, "hold", store.project.value),
      caught: key.frame + length === frame ? caught : null,
    });
  }

  drop() {
    this.#hand.drop((plan) => heldLabel(this.#hand.store, this.#id, plan));
  }
}
