/**
 * Keys in hand: moved, also to another track; with all that follows them; or one that trades its pose with another.
 *
 * @import {Id, Keyframe} from "#kf/core/types.d.ts"
 * @import {Hand} from "#kf/timeline/hand.js"
 * @import {Point} from "#kf/timeline/gesture.js"
 * @import {Plan} from "#kf/timeline/plan.js"
 * @import {Target} from "#kf/timeline/snap.js"
 */
import { poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { movedLabel } from "#kf/timeline/handwords.js";
import { following, lifted, moved, rippled, swapped } from "#kf/timeline/modes.js";
import { NO_PLAN } from "#kf/timeline/plan.js";
import { rowAt } from "#kf/timeline/rows.js";
import { snapped } from "#kf/timeline/snap.js";
import { targetsOf } from "#kf/timeline/targets.js";
import { allTracks, magnet, modeOf } from "#kf/timeline/ways.js";
import { dragText } from "#kf/timeline/words.js";

/** A key takes what is dropped on it over at least this many pixels. */
const CATCH = 24;

export class KeyDrag {
  #hand;
  #id;
  /** Where the hand took it: the frame, with its fraction, and the pointer's height. */
  #from;
  #top;
  #swaps;
  /** @type {{ids: ReadonlySet<Id>, targets: Target[]} | null} worked out once for as long as the same keys are meant */
  #magnet = null;

  /**
   * @param {Hand} hand
   * @param {Id} id the key that was pressed
   * @param {{x: number, top: () => number, swap: boolean}} press x: of the content; top: of the tracks on the page, which may scroll; swap: pressed with Ctrl
   */
  constructor(hand, id, { x, top, swap }) {
    this.#hand = hand;
    this.#id = id;
    this.#from = hand.at(x);
    this.#top = top;
    this.#swaps = swap;
  }

  /** What moves with the key that was pressed. @returns {Set<Id>} */
  get #ids() {
    const { store } = this.#hand;
    return new Set(
      store.shotKeys.value.filter(({ id }) => store.selection.value.has(id)).map(({ id }) => id),
    ).add(this.#id);
  }

  /** @param {Point} point */
  move(point) {
    const grabbed = this.#hand.store.shotKeys.value.find(({ id }) => id === this.#id);
    if (!grabbed) return this.#hand.lost();
    const mode = this.#swaps ? "swap" : modeOf(point);
    if (mode === "swap") this.#swap(grabbed, point);
    else this.#carry(grabbed, point, mode === "ripple");
  }

  /** @param {Keyframe} grabbed @param {Point} point @param {boolean} ripple */
  #carry(grabbed, point, ripple) {
    const { store } = this.#hand;
    const keys = store.shotKeys.value;
    const ids = this.#ids;
    const all = allTracks.value;
    const held = ripple ? following(keys, ids, all) : ids;
    const wish = grabbed.frame + this.#hand.at(point.x) - this.#from;
    const draw = magnet.value !== (point.ctrl && !this.#swaps);
    const { frame, caught } = draw
      ? snapped(wish, this.#targets(held), {
          px: this.#hand.view.px.value,
          coarse: point.coarse,
          held: this.#hand.caught.value,
        })
      : { frame: Math.round(wish), caught: null };
    const by = frame - grabbed.frame;
    const order = store.trackList.value.map(({ id }) => id);
    const lift = ripple ? 0 : this.#liftAt(point, grabbed, order);
    const plan = ripple ? rippled(keys, ids, by, { all }) : lifted(keys, ids, by, lift, order);
    const to = plan.get(grabbed.id)?.frame ?? grabbed.frame;
    const track = plan.get(grabbed.id)?.track;
    const text = dragText(grabbed.frame, to, "frame", store.project.value);
    this.#hand.show(ids, plan, point, {
      text: track
        ? t("{track}: {move}", { track: store.tracks.value.get(track)?.name ?? "", move: text })
        : text,
      caught: to === frame ? caught : null,
    });
  }

  /** @param {ReadonlySet<Id>} ids */
  #targets(ids) {
    if (this.#magnet?.ids.size !== ids.size) {
      this.#magnet = { ids, targets: targetsOf(this.#hand.store, { keys: ids }) };
    }
    return this.#magnet.targets;
  }

  /** How many tracks up the pointer has gone. @param {Point} point @param {Keyframe} grabbed @param {readonly Id[]} order */
  #liftAt({ clientY }, { track }, order) {
    const row = rowAt(this.#hand.view.rows.value, clientY - this.#top());
    const over = row ? order.indexOf(row.id) : -1;
    return over < 0 ? 0 : over - order.indexOf(track);
  }

  /** @param {Keyframe} grabbed @param {Point} point */
  #swap(grabbed, point) {
    const { store, view } = this.#hand;
    const row = rowAt(view.rows.value, point.clientY - this.#top());
    const other = store.shotKeys.value.find((key) => {
      const start = view.x(key.frame);
      const width = Math.max(CATCH, key.hold * view.px.value);
      return (
        key.id !== grabbed.id &&
        key.track === (row?.id ?? grabbed.track) &&
        point.x >= start &&
        point.x < start + width
      );
    });
    const plan = other ? swapped(grabbed, other) : NO_PLAN;
    const [one, two] = [poseName(store, grabbed.pose), other ? poseName(store, other.pose) : ""];
    const text = other ? t("Swap {one} and {two}", { one, two }) : t("Swap {one} with …", { one });
    this.#hand.show(new Set(other ? [grabbed.id, other.id] : [grabbed.id]), plan, point, { text });
  }

  drop() {
    const { store } = this.#hand;
    const before = store.shotKeys.value.filter(({ id }) => this.#hand.preview.value?.ids.has(id));
    const follows = this.#hand.preview.value ?? null;
    this.#hand.drop((plan) => {
      store.openTrack(plan.get(this.#id)?.track ?? store.keyframes.value.get(this.#id)?.track ?? "");
      return movedLabel(store, before, plan, { rippled: (follows?.ids.size ?? 0) < plan.size });
    });
  }
}

/**
 * Move some keys without a pointer, the same way.
 * @param {Hand["store"]} store
 * @param {ReadonlySet<Id>} ids
 * @param {number} by frames
 * @param {number} lift tracks up
 * @param {boolean} ripple
 * @returns {Plan}
 */
export function nudged(store, ids, by, lift, ripple) {
  const keys = store.shotKeys.value;
  if (ripple) return rippled(keys, ids, by, { all: allTracks.value });
  if (lift === 0) return moved(keys, ids, by);
  return lifted(
    keys,
    ids,
    by,
    lift,
    store.trackList.value.map(({ id }) => id),
  );
}
