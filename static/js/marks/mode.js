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
import { laneOf } from "#kf/core/document.js";
import { NEW_KEY, poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { kept } from "#kf/core/local.js";
import { standing } from "#kf/core/time.js";
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
  /** Whether the character's skeleton is edited before its joints are placed. */
  shaping = signal(false);
  /** Whether somebody has tried to leave a mask whose strokes are not saved. */
  heldUp = signal(false);
  /** Which key's picture pins are shown on. @type {import("@preact/signals-core").Signal<Side>} */
  side = signal("first");
  /** The first end of a pin whose last end is still to be placed. @type {import("@preact/signals-core").Signal<Point | null>} */
  halfPin = signal(null);
  /** Whether motion arcs are drawn while nothing is marked. */
  arcs = kept("motion-arcs", false);
  /** The joint whose course can be pulled at. */
  traced = signal("");
  /** A dot of an arc that is held. @type {import("@preact/signals-core").Signal<import("#kf/marks/arcslayer.js").Pull | null>} */
  pull = signal(null);
  /** Where the canvas lies on the stage; the stage keeps it. @type {import("@preact/signals-core").Signal<View>} */
  view = signal({ scale: 1, x: 0, y: 0 });
  #store;
  /** Proposals that nobody has decided about, of poses that are not looked at. @type {Map<Id, Proposal>} */
  #kept = new Map();
  /** Shot and frame of the playhead, as it was seen last. */
  #stood = "";

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
    this.brush = new Brush(store);
    this.path = new Path(store);
    effect(() => this.#follow());
    effect(() => this.#turn(store.selection.value));
    effect(() => this.#moved(`${store.shot.value} ${store.frame.value}`));
    effect(() => {
      if (this.brush.strokes.value.length === 0) this.heldUp.value = false;
    });
  }

  /** Mark the joints of a pose. @param {Id} pose */
  markJoints(pose) {
    const mode = this.mode.value;
    if (mode?.kind !== "joints" || mode.pose !== pose) this.#begin({ kind: "joints", pose }, "joint");
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

  /** Whether strokes would be lost: then that is said beside them, and everything stays as it is. */
  #stays() {
    if (this.mode.value?.kind !== "mask" || this.brush.strokes.value.length === 0) return false;
    this.heldUp.value = true;
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
    if (mode.kind === "joints") this.#takeUp(mode.pose);
  }

  /** Show the proposal that was left undecided. @param {Id} pose */
  #takeUp(pose) {
    const { poses, characters } = this.#store;
    const proposal = this.#kept.get(pose) ?? null;
    const character = characters.value.get(poses.value.get(pose)?.character ?? "");
    this.#kept.delete(pose);
    const fits = !character || character.skeleton.names.length === proposal?.joints.length;
    this.proposal.value = fits ? proposal : null;
  }

  /** A proposal is not thrown away because somebody looks elsewhere. */
  #putAside() {
    const proposal = this.proposal.value;
    this.proposal.value = null;
    if (!proposal || !this.#store.poses.value.has(proposal.pose)) return;
    this.#kept.set(proposal.pose, proposal);
    const name = poseName(this.#store, proposal.pose);
    this.#store.toast(
      t("The suggested joints of {name} are kept until you have decided about them.", { name }),
      {
        label: t("Back to them"),
        act: () => this.markJoints(proposal.pose),
      },
    );
  }

  #forget() {
    this.#putAside();
    this.held.value = null;
    this.shaping.value = false;
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

  /** Whoever chooses something else is done with this one; joints go on with another key's pose. @param {ReadonlySet<string>} selection */
  #turn(selection) {
    const [id] = selection;
    const mode = this.mode.peek();
    if (selection.size !== 1 || !mode) return;
    const pose = this.#store.keyframes.peek().get(id)?.pose;
    if ("key" in mode ? id === `seg:${mode.key}` : pose === mode.pose) return;
    untracked(() => (mode.kind === "joints" && pose ? this.markJoints(pose) : this.end()));
  }

  /** Whoever takes the playhead elsewhere wants to see what is there. @param {string} place shot and frame */
  #moved(place) {
    const before = this.#stood;
    this.#stood = place;
    const mode = this.mode.peek();
    if (!mode || place === before || this.#store.playing.peek()) return;
    untracked(() => {
      const { left, inbetween } = standing(this.#store.lane.value, this.#store.frame.value);
      if (mode.kind === "breakdown" && inbetween > 0 && left?.id === mode.key) return;
      const pose = left && this.#store.frame.value < left.frame + left.hold ? left.pose : null;
      if ("pose" in mode && pose === mode.pose) return;
      if (mode.kind === "joints" && pose) this.markJoints(pose);
      else this.end();
    });
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
    const left = this.#store.keyframes.value.get(mode.key);
    const track = left ? laneOf({ keyframes: this.#store.keyframes.value }, left) : [];
    return track[track.findIndex(({ id }) => id === mode.key) + 1];
  }
}
