/**
 * A marker in hand, or the end of its range.
 *
 * @import {Id} from "#kf/core/types.d.ts"
 * @import {Hand} from "#kf/timeline/hand.js"
 * @import {Point} from "#kf/timeline/gesture.js"
 */
import { tn } from "#kf/core/i18n.js";
import { changeMarker } from "#kf/timeline/markeracts.js";
import { snapped } from "#kf/timeline/snap.js";
import { targetsOf } from "#kf/timeline/targets.js";
import { magnet } from "#kf/timeline/ways.js";
import { dragText } from "#kf/timeline/words.js";

export class MarkerDrag {
  #hand;
  #id;
  #from;
  #edge;
  #targets;

  /** @param {Hand} hand @param {Id} id @param {{x: number, edge: boolean}} press edge: its range's end, not itself */
  constructor(hand, id, { x, edge }) {
    this.#hand = hand;
    this.#id = id;
    this.#from = hand.at(x);
    this.#edge = edge;
    this.#targets = targetsOf(hand.store, { marker: id, lanes: true });
  }

  /** @param {Point} point */
  move({ x, clientX, clientY, ctrl, coarse }) {
    const { store, view, caught: held } = this.#hand;
    const marker = store.markers.value.get(this.#id);
    if (!marker) return this.#hand.lost();
    const start = this.#edge ? marker.frame + marker.length : marker.frame;
    const wish = start + this.#hand.at(x) - this.#from;
    const { frame, caught } =
      magnet.value !== ctrl
        ? snapped(wish, this.#targets, { px: view.px.value, coarse, held: held.value })
        : { frame: Math.round(wish), caught: null };
    const to = this.#edge
      ? { ...marker, length: Math.max(0, frame - marker.frame) }
      : { ...marker, frame: Math.max(0, frame) };
    const text = this.#edge
      ? tn("{count} frame", "{count} frames", to.length)
      : dragText(marker.frame, to.frame, "frame", store.project.value);
    this.#hand.marker.value = to;
    this.#hand.caught.value = caught;
    this.#hand.chip.value = { text, clientX, clientY };
  }

  drop() {
    const to = this.#hand.marker.value;
    const marker = this.#hand.store.markers.value.get(this.#id);
    this.#hand.clear();
    if (to && marker)
      changeMarker(this.#hand.store, marker, this.#edge ? { length: to.length } : { frame: to.frame });
  }
}
