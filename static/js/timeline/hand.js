/**
 * What the pointer does on the track: select, move keys, stretch a hold, draw a box. While something is
 * dragged, only this page's preview of it changes; one edit is made on release.
 *
 * @import {Id, Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {View} from "#kf/timeline/view.js"
 * @import {Point} from "#kf/timeline/gesture.js"
 */
import { computed, signal } from "@preact/signals-core";
import { moveKeys, setKey } from "#kf/core/edits.js";
import { follow } from "#kf/timeline/gesture.js";
import { longestHold, room, within } from "#kf/timeline/moves.js";
import { dragText } from "#kf/timeline/words.js";

/** @typedef {{ids: ReadonlySet<Id>, by: number, hold: {id: Id, length: number} | null}} Preview */
/** @typedef {{text: string, clientX: number, clientY: number}} Chip */
/** @typedef {{from: number, to: number}} Box pixels of the content */

export class Hand {
  #store;
  #view;

  /** What is being dragged, or null. @type {import("@preact/signals-core").Signal<Preview | null>} */
  preview = signal(null);
  /** @type {import("@preact/signals-core").Signal<Chip | null>} */
  chip = signal(null);
  /** @type {import("@preact/signals-core").Signal<Box | null>} */
  box = signal(null);

  /** The track as the drag would leave it, sorted by frame; a drag never changes the order. */
  track = computed(() => previewed(this.#store.shotKeys.value, this.preview.value));

  /** @param {Store} store @param {View} view */
  constructor(store, view) {
    this.#store = store;
    this.#view = view;
  }

  /**
   * A press on a key: select it, and move it and all that is selected with it.
   * @param {PointerEvent} down
   * @param {HTMLElement} scroller
   * @param {Id} id
   */
  pressKey(down, scroller, id) {
    const grown = down.ctrlKey || down.metaKey || down.shiftKey;
    const had = this.#store.selection.value.has(id);
    if (!grown && !had) this.#store.select([id]);
    const grabbed = this.#frameAt(down, scroller);
    follow(down, scroller, this.#view, {
      start: () => !this.#store.selection.value.has(id) && this.#store.select([id], "add"),
      move: (point) => this.#moveTo(id, this.#view.frameAt(point.x) - grabbed, point),
      drop: () => this.#drop(),
      cancel: () => this.#clear(),
      click: (event) => this.#clickKey(event, id),
    });
  }

  /**
   * A press on a hold's edge.
   * @param {PointerEvent} down
   * @param {HTMLElement} scroller
   * @param {Id} id
   */
  pressHold(down, scroller, id) {
    follow(down, scroller, this.#view, {
      threshold: 0,
      start: () => this.#store.select([id]),
      move: (point) => this.#holdTo(id, point),
      drop: () => this.#drop(),
      cancel: () => this.#clear(),
    });
  }

  /**
   * A press on a segment or on free ground: a click selects it (or nothing), a drag draws a box.
   * @param {PointerEvent} down
   * @param {HTMLElement} scroller
   * @param {Id | null} segment
   */
  pressGround(down, scroller, segment) {
    const from = this.#contentX(down, scroller);
    const before =
      down.shiftKey || down.ctrlKey || down.metaKey ? new Set(this.#store.selection.value) : new Set();
    follow(down, scroller, this.#view, {
      move: ({ x }) => this.#boxTo(from, x, before),
      drop: () => this.#clear(),
      cancel: () => {
        this.#store.selection.value = before;
        this.#clear();
      },
      click: (event) => {
        if (segment)
          this.#store.select([`seg:${segment}`], event.ctrlKey || event.metaKey ? "toggle" : "only");
        else if (before.size === 0) this.#store.select([]);
      },
    });
  }

  /** @param {PointerEvent} event @param {HTMLElement} scroller */
  #contentX(event, scroller) {
    return event.clientX - scroller.getBoundingClientRect().left + this.#view.left.value;
  }

  /** @param {PointerEvent} event @param {HTMLElement} scroller */
  #frameAt(event, scroller) {
    return this.#view.frameAt(this.#contentX(event, scroller));
  }

  /** @param {PointerEvent} event @param {Id} id */
  #clickKey(event, id) {
    const store = this.#store;
    if (event.ctrlKey || event.metaKey) store.select([id], "toggle");
    else if (event.shiftKey) store.select(this.#rangeTo(id), "add");
    else store.select([id]);
  }

  /** Everything from what is selected to a key. @param {Id} id */
  #rangeTo(id) {
    const keys = this.#store.shotKeys.value;
    const ends = keys.flatMap((key, place) =>
      key.id === id || this.#store.selection.value.has(key.id) ? [place] : [],
    );
    const wanted = keys.findIndex((key) => key.id === id);
    const first = Math.min(wanted, ends[0] ?? wanted);
    const last = Math.max(wanted, ends.at(-1) ?? wanted);
    return keys.slice(first, last + 1).map((key) => key.id);
  }

  /** @param {Id} id @param {number} wish @param {Point} point */
  #moveTo(id, wish, { clientX, clientY }) {
    const keys = this.#store.shotKeys.value;
    const grabbed = keys.find((key) => key.id === id);
    if (!grabbed) return this.#clear();
    const ids = new Set(
      keys.filter((key) => this.#store.selection.value.has(key.id)).map((key) => key.id),
    ).add(id);
    const by = within(wish, room(keys, ids));
    if (this.preview.value?.by !== by) this.preview.value = { ids, by, hold: null };
    this.chip.value = { text: dragText(grabbed.frame, grabbed.frame + by, "frame"), clientX, clientY };
  }

  /** @param {Id} id @param {Point} point */
  #holdTo(id, { x, clientX, clientY }) {
    const keys = this.#store.shotKeys.value;
    const key = keys.find((one) => one.id === id);
    if (!key) return this.#clear();
    const wish = Math.round((x - this.#view.x(key.frame)) / this.#view.px.value);
    const length = Math.max(1, Math.min(wish, longestHold(keys, id)));
    this.preview.value = { ids: new Set([id]), by: 0, hold: { id, length } };
    this.chip.value = { text: dragText(key.hold, length, "hold"), clientX, clientY };
  }

  /** @param {number} from @param {number} to @param {ReadonlySet<string>} before */
  #boxTo(from, to, before) {
    const [left, right] = from < to ? [from, to] : [to, from];
    this.box.value = { from: left, to: right };
    const caught = this.#store.shotKeys.value.filter(({ frame }) => {
      const x = this.#view.x(frame);
      return x <= right && x + Math.max(14, this.#view.px.value) >= left;
    });
    this.#store.selection.value = new Set([...before, ...caught.map(({ id }) => id)]);
  }

  #drop() {
    const preview = this.preview.value;
    const keys = this.#store.shotKeys.value;
    this.#clear();
    if (preview?.hold) {
      const { id, length } = preview.hold;
      if (keys.find((key) => key.id === id)?.hold !== length) void setKey(this.#store, id, { hold: length });
    } else if (preview) {
      const moving = keys.filter((key) => preview.ids.has(key.id));
      moveKeys(this.#store, moving, within(preview.by, room(keys, preview.ids)));
    }
  }

  #clear() {
    this.preview.value = null;
    this.chip.value = null;
    this.box.value = null;
  }
}

/** @param {readonly Keyframe[]} keys @param {Preview | null} preview @returns {readonly Keyframe[]} */
function previewed(keys, preview) {
  if (!preview) return keys;
  const { ids, by, hold } = preview;
  return keys.map((key) => {
    if (hold?.id === key.id) return { ...key, hold: hold.length };
    return by !== 0 && ids.has(key.id) ? { ...key, frame: key.frame + by } : key;
  });
}
