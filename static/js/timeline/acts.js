/**
 * What people do on the timeline without a pointer: place, move, delete, hold, and the walk from item to item. Each
 * does the same as its drag, and says so.
 *
 * @import {Id, Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Focus, Host} from "#kf/timeline/focus.js"
 * @import {Plan} from "#kf/timeline/plan.js"
 * @import {View} from "#kf/timeline/view.js"
 */
import { poseName, selectedKeys } from "#kf/core/edits.js";
import { t, tn } from "#kf/core/i18n.js";
import { shownFrame } from "#kf/core/time.js";
import { placeAtPlayhead } from "#kf/panels/place.js";
import { commit } from "#kf/timeline/commit.js";
import { deleteKeys } from "#kf/timeline/deleting.js";
import { nudged } from "#kf/timeline/drags/keys.js";
import { movedLabel } from "#kf/timeline/handwords.js";
import { framesToSee } from "#kf/timeline/markerplaces.js";
import { swapped } from "#kf/timeline/modes.js";
import { operationsOf } from "#kf/timeline/plan.js";
import { HEAD, step } from "#kf/timeline/walking.js";
import { magnet, mode } from "#kf/timeline/ways.js";
import { movedText } from "#kf/timeline/words.js";

const WALKS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]);

export class Acts {
  #store;
  #view;
  #focus;
  #host;

  /** @param {Store} store @param {View} view @param {Focus} focus @param {Host} host */
  constructor(store, view, focus, host) {
    this.#store = store;
    this.#view = view;
    this.#focus = focus;
    this.#host = host;
  }

  zoomIn() {
    this.#view.zoomIn(this.#store.frame.value);
  }

  zoomOut() {
    this.#view.zoomOut(this.#store.frame.value);
  }

  fit() {
    this.#view.fit(framesToSee(this.#store));
  }

  /** Show what is selected as wide as it can be seen whole; with nothing selected, the whole shot. */
  fitSelection() {
    const meant = this.meant();
    if (meant.length === 0) return this.fit();
    const [from, to] = [meant[0].frame, Math.max(...meant.map(({ frame, hold }) => frame + hold))];
    this.#view.fitRange(from, to);
  }

  /** Put the chosen pose at the playhead. */
  addKey() {
    const store = this.#store;
    const { chosenPose, poses, poseList } = store;
    const pose = poses.value.has(chosenPose.value ?? "") ? chosenPose.value : poseList.value[0]?.id;
    if (pose) this.placed(placeAtPlayhead(store, pose));
    else store.toast(t("There is no pose to place yet. Upload one first."));
  }

  /** Say where a pose has come to stand, and have Tab lead there. @param {Id} id of its keyframe */
  placed(id) {
    const key = this.#store.keyframes.value.get(id);
    if (!key) return;
    this.#focus.item.value = id;
    this.#focus.say(
      t("{name}, frame {frame}, placed", {
        name: poseName(this.#store, key.pose),
        frame: this.#shown(key.frame),
      }),
    );
  }

  /** @param {number} frame */
  #shown(frame) {
    return shownFrame(frame, this.#store.project.value);
  }

  /** What a shortcut is about: the selected keys, or the focused one when it is not among them. @returns {Keyframe[]} */
  meant() {
    const focused = this.#focus.keyframe;
    const selected = selectedKeys(this.#store);
    return focused && !selected.includes(focused) ? [focused] : selected;
  }

  /**
   * Move what is meant, as the toolbar's mode says.
   * @param {number} by frames
   * @param {number} [lift] tracks up
   */
  moveBy(by, lift = 0) {
    const store = this.#store;
    const meant = this.meant();
    const [first] = meant;
    if (!first) return;
    if (mode.value === "swap" && lift === 0) return this.#swapWithNeighbour(first, Math.sign(by));
    const ids = new Set(meant.map(({ id }) => id));
    const ripple = mode.value === "ripple" && lift === 0;
    const plan = nudged(store, ids, by, lift, ripple);
    this.#commit(
      movedLabel(store, meant, plan, { rippled: ripple }),
      plan,
      `nudge:${[...ids].join()}:${lift}`,
    );
    const now = store.keyframes.value.get(first.id) ?? first;
    if (lift !== 0 && now.track !== first.track) store.openTrack(now.track);
    this.#focus.say(this.#movedWords(first, now));
    this.#focus.reveal(now.frame);
    if (lift !== 0) this.#focus.on(first.id);
  }

  /** @param {Keyframe} before @param {Keyframe} now */
  #movedWords(before, now) {
    const { project, tracks } = this.#store;
    const text = movedText(
      poseName(this.#store, now.pose),
      now.frame,
      now.frame - before.frame,
      project.value,
    );
    if (before.track === now.track) return text;
    const where = t("{name}, frame {frame}", {
      name: poseName(this.#store, now.pose),
      frame: this.#shown(now.frame),
    });
    return t("{where}, on track {track}", { where, track: tracks.value.get(now.track)?.name ?? "" });
  }

  /** @param {Keyframe} key @param {number} direction */
  #swapWithNeighbour(key, direction) {
    const lane = this.#store.lanes.value.get(key.track) ?? [];
    const other = lane[lane.findIndex(({ id }) => id === key.id) + direction];
    if (other) this.swap(key, other);
  }

  /** Have two keys trade their poses. @param {Keyframe} one @param {Keyframe} other */
  swap(one, other) {
    const plan = swapped(one, other);
    const label = movedLabel(this.#store, [one, other], plan);
    if (!this.#commit(label, plan)) return;
    this.#focus.say(label);
  }

  /** Swap the two keys that are selected, or say what is missing. */
  swapSelected() {
    const [one, other, ...more] = this.meant();
    if (one && other && more.length === 0) this.swap(one, other);
    else this.#store.toast(t("Select two keys to swap their poses."));
  }

  /** @param {string} label @param {Plan} plan @param {string} [join] */
  #commit(label, plan, join) {
    return commit(this.#store, label, operationsOf(this.#store.shotKeys.value, plan), { join });
  }

  /**
   * Delete what is meant. Time stays as it is, or the gaps close: then what follows on a track moves up.
   * @param {{close?: boolean, cut?: boolean}} [how] cut: they have been copied
   */
  remove({ close = false, cut = false } = {}) {
    const store = this.#store;
    const meant = this.meant();
    if (meant.length === 0) return;
    const focused = this.#host.contains(document.activeElement);
    const lane = store.lanes.value.get(meant[0].track) ?? [];
    const place = lane.indexOf(meant[0]);
    const next = [...lane.slice(place).filter((key) => !meant.includes(key)), lane[place - 1]][0];
    const done = deleteKeys(store, meant, { close, cut });
    if (!done) return;
    this.#focus.say(tn("{count} key deleted", "{count} keys deleted", meant.length));
    if (focused) this.#focus.on(next?.id ?? null);
  }

  // --- the walk from item to item -----------------------------------------------------------------------

  /** The item that has the focus, or would get it. */
  get #here() {
    return this.#focus.or([...this.#store.lane.value.slice(0, 1), ...this.#store.shotKeys.value]);
  }

  /** Turn the magnet on or off. */
  turnMagnet() {
    magnet.value = !magnet.value;
    this.#focus.say(magnet.value ? t("Magnet on") : t("Magnet off"));
  }

  /** Arrow keys walk the items of the tracks; Enter opens the inspector. */
  walk = (/** @type {KeyboardEvent} */ event) => {
    const store = this.#store;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const tracks = [...store.trackList.value]
      .reverse()
      .map(({ id }) => ({ id, lane: store.lanes.value.get(id) ?? [] }));
    const here = this.#here;
    if (event.key === "Enter") this.inspect(here);
    else if (WALKS.has(event.key)) this.#go(step(event.key, here, tracks));
    else return;
    event.preventDefault();
  };

  /** @param {string | null} to */
  #go(to) {
    if (!to) return;
    if (to.startsWith(HEAD)) {
      const id = to.slice(HEAD.length);
      this.#store.openTrack(id);
      const head = this.#host.querySelector(`[data-head="${CSS.escape(id)}"] .trk-name`);
      return /** @type {HTMLElement | null} */ (head)?.focus();
    }
    const key = this.#store.keyframes.value.get(to.replace(/^seg:/, ""));
    if (key) this.#store.openTrack(key.track);
    this.#focus.on(to);
  }

  /** Go from a track's head to the first of its items. @param {Id} track */
  enterLane(track) {
    this.#store.openTrack(track);
    this.#focus.on(this.#store.lanes.value.get(track)?.[0]?.id ?? null);
  }

  /** Add the item that has the focus to the selection, or take it out. */
  toggle() {
    const id = this.#here;
    if (!id) return;
    this.#store.select([id], "toggle");
    const chosen = this.#store.selection.value.has(id);
    const count = this.#store.selection.value.size;
    this.#focus.say(
      chosen
        ? tn("selected, {count} in all", "selected, {count} in all", count)
        : tn("taken out, {count} selected", "taken out, {count} selected", count),
    );
  }

  /** Open the inspector of a key or of "seg:<key>". @param {string | null} id */
  inspect(id) {
    if (!id) return;
    this.#store.select([id]);
    this.#host.dispatchEvent(new CustomEvent("kf-inspect", { bubbles: true, detail: { id } }));
  }
}
