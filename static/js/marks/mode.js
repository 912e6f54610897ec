/**
 * What is being marked on the stage: one per store, found by `markingOf`. The stage shows the picture that a mode
 * is about, `<kf-marks>` draws what is to be dragged over it, the inspector says the same in words and numbers.
 *
 * @import {Id, Keyframe, Point, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Grip} from "#kf/marks/marks.js"
 * @import {Side} from "#kf/marks/pins.js"
 * @import {Proposal} from "#kf/marks/suggest.js"
 * @import {View} from "#kf/player/view.js"
 */
import { batch, effect, signal, untracked } from "@preact/signals-core";
import { NEW_KEY } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { Brush } from "#kf/marks/brush.js";
import { Path } from "#kf/marks/path.js";

/**
 * @typedef {{kind: "joints", pose: Id} | {kind: "mask", pose: Id} | {kind: "breakdown", key: Id}
 *   | {kind: "pins", key: Id}} Mode
 */

/** @type {WeakMap<Store, Marking>} */
const known = new WeakMap();

/** The one marking of a store. @param {Store} store */
export function markingOf(store) {
  let marking = known.get(store);
  if (!marking) {
    marking = new Marking(store);
    known.set(store, marking);
  }
  return marking;
}

export class Marking {
  /** @type {import("@preact/signals-core").Signal<Mode | null>} */
  mode = signal(null);
  /** The joint that is dragged or has the focus; on pins, the pin. */
  chosen = signal(0);
  /** @type {import("@preact/signals-core").Signal<Grip>} */
  grip = signal("joint");
  /** Joints while one of them is dragged; they are saved when it is let go. @type {import("@preact/signals-core").Signal<Point[] | null>} */
  held = signal(null);
  /** Suggested joints, until somebody has decided about them. @type {import("@preact/signals-core").Signal<Proposal | null>} */
  proposal = signal(null);
  /** Whether a suggestion is on its way. */
  asking = signal(false);
  /** The pose that joints are to be carried over from, when it is not the nearest. @type {import("@preact/signals-core").Signal<Id | null>} */
  source = signal(null);
  /** Whether a new character is being named. */
  creating = signal(false);
  /** Which key's picture pins are shown on. @type {import("@preact/signals-core").Signal<Side>} */
  side = signal("first");
  /** The first end of a pin whose last end is still to be placed. @type {import("@preact/signals-core").Signal<Point | null>} */
  halfPin = signal(null);
  /** Where the canvas lies on the stage; the stage keeps it. @type {import("@preact/signals-core").Signal<View>} */
  view = signal({ scale: 1, x: 0, y: 0 });
  #store;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
    this.brush = new Brush(store);
    this.path = new Path(store);
    effect(() => this.#follow());
    effect(() => this.#turn(store.selection.value));
  }

  /** Mark the joints of a pose. @param {Id} pose */
  markJoints(pose) {
    this.#begin({ kind: "joints", pose }, "joint");
  }

  /** Correct the mask of a pose. @param {Id} pose */
  editMask(pose) {
    if (this.#stays()) return;
    this.#begin({ kind: "mask", pose }, "joint");
    const row = this.#store.poses.value.get(pose);
    if (row) void this.brush.open(row);
  }

  /** Set the joints of the drawing at the playhead. @param {Id} key the segment's left key */
  setBreakdown(key) {
    this.#begin({ kind: "breakdown", key }, "turning");
  }

  /** Pin places of one key's picture to places of the next one's. @param {Id} key the segment's left key */
  placePins(key) {
    this.#begin({ kind: "pins", key }, "joint");
  }

  /** Back to looking; strokes that are not saved hold it up. */
  end() {
    if (!this.#stays()) this.#leave();
  }

  /** Give up the strokes of a mask, and go back to the joints. */
  giveUpMask() {
    const mode = this.mode.value;
    this.brush.discard();
    if (mode?.kind === "mask") this.markJoints(mode.pose);
  }

  /** Whether strokes would be lost: then that is said, and everything stays as it is. */
  #stays() {
    if (this.mode.value?.kind !== "mask" || this.brush.strokes.value.length === 0) return false;
    const text = t("The strokes on this mask are not saved yet.");
    this.#store.toast(text, { label: t("Give them up"), act: () => this.giveUpMask() });
    return true;
  }

  #leave() {
    if (this.mode.value?.kind === "mask") this.brush.close();
    batch(() => {
      this.mode.value = null;
      this.#forget();
    });
  }

  /** @param {Mode} mode @param {Grip} grip */
  #begin(mode, grip) {
    if (this.#stays()) return;
    const { mode: had } = this;
    const other = had.value?.kind !== mode.kind;
    if (had.value?.kind === "mask") this.brush.close();
    batch(() => {
      this.mode.value = mode;
      if (other) this.grip.value = grip;
      this.side.value = "first";
      this.#forget();
      this.#store.playing.value = false;
    });
  }

  #forget() {
    this.held.value = null;
    this.proposal.value = null;
    this.halfPin.value = null;
    this.source.value = null;
    this.creating.value = false;
    this.chosen.value = 0;
  }

  /** A mode whose subject is gone ends; playing ends it too. */
  #follow() {
    const { poses, keyframes, segments, playing } = this.#store;
    const mode = this.mode.value;
    if (!mode) return;
    const there = "pose" in mode ? poses.value.has(mode.pose) : keyframes.value.has(mode.key);
    const between = "key" in mode ? segments.value.has(mode.key) : true;
    if (!there || !between) untracked(() => this.#leave());
    else if (playing.value) untracked(() => this.#interrupted());
  }

  #interrupted() {
    if (this.#stays()) this.#store.playing.value = false;
    else this.#leave();
  }

  /** Whoever chooses another key while marking joints goes on with its pose. @param {ReadonlySet<string>} selection */
  #turn(selection) {
    const [id] = selection;
    const mode = this.mode.peek();
    const pose = this.#store.keyframes.peek().get(id ?? "")?.pose;
    if (selection.size !== 1 || mode?.kind !== "joints" || !pose || pose === mode.pose) return;
    untracked(() => this.markJoints(pose));
  }

  /** The pose whose picture the stage shows, or null while it shows the frame at the playhead. @returns {Pose | null} */
  get subject() {
    const { poses, keyframes } = this.#store;
    const mode = this.mode.value;
    if (!mode || mode.kind === "breakdown") return null;
    if ("pose" in mode) return poses.value.get(mode.pose) ?? null;
    const key = this.side.value === "first" ? keyframes.value.get(mode.key) : this.rightKey;
    return poses.value.get(key?.pose ?? "") ?? null;
  }

  /** A key that shows the subject, for the stage to paint. @returns {Keyframe | null} */
  get shownKey() {
    const pose = this.subject;
    const shot = this.#store.shot.value ?? "";
    return (
      pose &&
      /** @type {Keyframe} */ (/** @type {unknown} */ ({ ...NEW_KEY, id: "", shot, pose: pose.id, frame: 0 }))
    );
  }

  /** The key after the one that a mode hangs on. @returns {Keyframe | undefined} */
  get rightKey() {
    const mode = this.mode.value;
    if (!mode || !("key" in mode)) return undefined;
    const track = this.#store.shotKeys.value;
    return track[track.findIndex(({ id }) => id === mode.key) + 1];
  }
}
