/**
 * The timeline of the current shot.
 *
 * Properties: `store`. Methods for the library: `dropPose(pose, clientX)`, `hintDrop(clientX | null)`.
 * Events, which bubble: "kf-inspect" (detail {id}) when Enter asks for the inspector of a key or "seg:<key>";
 * "kf-scrub" when the playhead is taken in hand, so that playback can stop.
 *
 * @import {Id, Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Landing} from "#kf/timeline/drop.js"
 * @import {KeyPlace, SegmentPlace} from "#kf/timeline/layout.js"
 */
import { effect, signal, untracked } from "@preact/signals-core";
import { html, nothing } from "lit";
import { moveKeys, placePose, poseName, removeKeys, selectedKeys } from "#kf/core/edits.js";
import { t, tn } from "#kf/core/i18n.js";
import { keymap } from "#kf/core/keymap.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { perSecond, rateLabel, shotLength } from "#kf/core/time.js";
import { breakdownHere } from "#kf/marks/enter.js";
import { placeAtPlayhead } from "#kf/panels/place.js";
import { announceRenders } from "#kf/timeline/announce.js";
import { landing, POSE_TYPE } from "#kf/timeline/drop.js";
import { ghosts } from "#kf/timeline/empty.js";
import { follow } from "#kf/timeline/gesture.js";
import { Hand } from "#kf/timeline/hand.js";
import { placeKeys, placeSegments, walk } from "#kf/timeline/layout.js";
import "#kf/timeline/minimap.js";
import { room, within } from "#kf/timeline/moves.js";
import { showPlayhead } from "#kf/timeline/playhead.js";
import { scale } from "#kf/timeline/ruler.js";
import { showStretch } from "#kf/timeline/stretch.js";
import "#kf/timeline/table.js";
import { toolbar } from "#kf/timeline/toolbar.js";
import { keys, segments } from "#kf/timeline/track.js";
import { Turns } from "#kf/timeline/turns.js";
import { View } from "#kf/timeline/view.js";
import { movedText } from "#kf/timeline/words.js";

/** @type {ReadonlySet<string>} */
const NONE = new Set();
/** What stands above the quality's curves but the strip: names, and the line at a segment's foot. */
const LANE_TOP = 48;

/** Whether anything in the shot has been measured. @param {Store} store */
function judged(store) {
  return store.shotKeys.value.some(({ id }) => store.segments.value.get(id)?.quality);
}

export class Timeline extends SignalElement {
  static properties = { store: { attribute: false } };

  #view = new View();
  #turns = new Turns();
  /** @type {Hand | null} */
  #hand = null;
  /** The item that Tab leads to. @type {import("@preact/signals-core").Signal<string | null>} */
  #focus = signal(null);
  #listed = signal(false);
  /** @type {import("@preact/signals-core").Signal<Landing | null>} */
  #landing = signal(null);
  #said = signal("");
  #alarm = signal("");
  /** @type {(() => void)[]} */
  #stops = [];
  /** Where the scroller stands, as far as we know without asking it. */
  #scrolled = 0;
  #wheel = { factor: 1, anchor: 0, frame: 0 };
  #resized = new ResizeObserver(() => this.#measure());

  constructor() {
    super();
    /** @type {Store | null} */
    this.store = null;
  }

  // --- for others ---------------------------------------------------------------------------------------

  /**
   * Put a pose on the track where the pointer is.
   * @param {Id} pose
   * @param {number} clientX
   * @returns {Id | null} the keyframe that shows it, or null where there is no track to drop on
   */
  dropPose(pose, clientX) {
    const at = this.#landingAt(clientX);
    this.#landing.value = null;
    if (!this.store || !at) return null;
    return this.#place(pose, at.frame);
  }

  /**
   * Show where a pose that is carried over the track would land.
   * @param {number | null} clientX null when it has left
   */
  hintDrop(clientX) {
    this.#landing.value = clientX === null ? null : this.#landingAt(clientX);
  }

  // --- life ---------------------------------------------------------------------------------------------

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#end();
  }

  /** @override @param {import("lit").PropertyValues} changed */
  willUpdate(changed) {
    if (!changed.has("store") || !this.store) return;
    this.#hand = new Hand(this.store, this.#view);
  }

  /** @override */
  updated() {
    if (this.store && this.#stops.length === 0 && this.#scroller) this.#begin(this.store);
    this.#scroll();
  }

  /** @param {Store} store */
  #begin(store) {
    const view = this.#view;
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (this.querySelector(name));
    this.#resized.observe(part(".tl-scroll"));
    this.#measure();
    this.#stops = [
      effect(() => this.#lengthen(store)),
      effect(() => {
        const frames = store.shotLength.value;
        void store.shot.value;
        if (view.fitted.value && view.width.value) untracked(() => view.fit(frames));
      }),
      effect(() => {
        void view.left.value;
        void this.#scrollLater();
      }),
      showStretch(view, part(".tl-layer")),
      showPlayhead(store, view, { line: part(".phd"), flag: part(".phd-flag"), slider: part(".rul") }),
      announceRenders(store, (text, urgent) => this.#say(text, urgent)),
      ...this.#shortcuts(store),
    ];
  }

  #end() {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#resized.disconnect();
    this.#turns.stop();
    cancelAnimationFrame(this.#wheel.frame);
    this.#wheel.frame = 0;
  }

  /** Frames there are to see: the shot as a drag would leave it, and the playhead beyond its end. @param {Store} store */
  #lengthen(store) {
    const track = this.#hand?.track.value ?? [];
    this.#view.length.value = Math.max(shotLength(track), store.frame.value + 1);
  }

  get #scroller() {
    return /** @type {HTMLElement | null} */ (this.querySelector(".tl-scroll"));
  }

  #measure() {
    const scroller = this.#scroller;
    if (!scroller || scroller.clientWidth === 0) return;
    const ruler = scroller.querySelector(".rul")?.clientHeight ?? 0;
    this.#view.width.value = scroller.clientWidth;
    this.#view.grow(scroller.clientHeight - ruler);
  }

  /** Scroll when everything is as wide as it is to be: the browser goes no further than what is there. */
  async #scrollLater() {
    await null; // all that the same change draws anew has asked for it by then
    await this.updateComplete;
    this.#scroll();
  }

  /** Bring the scroller to where the view says it is. */
  #scroll() {
    const left = this.#view.left.peek();
    if (!this.#scroller || Math.abs(left - this.#scrolled) < 1) return;
    this.#scroller.scrollLeft = left;
    this.#scrolled = left;
  }

  #scrolledByHand = () => {
    const left = this.#scroller?.scrollLeft ?? 0;
    if (Math.abs(left - this.#scrolled) < 1) return;
    this.#scrolled = left;
    this.#view.left.value = left;
  };

  // --- drawing ------------------------------------------------------------------------------------------

  /** @override */
  render() {
    const { store } = this;
    const hand = this.#hand;
    if (!store || !hand) return nothing;
    const listed = this.#listed.value;
    return html`<div class="tl" data-keys="timeline">
      ${toolbar(store, {
        listed,
        map: html`<kf-minimap .store=${store} .view=${this.#view}></kf-minimap>`,
        addKey: () => this.#addKey(store),
        breakdown: breakdownHere(store),
        list: () => this.#toggleList(),
        zoomIn: () => this.#view.zoomIn(store.frame.value),
        zoomOut: () => this.#view.zoomOut(store.frame.value),
        fit: () => this.#view.fit(store.shotLength.value),
      })}
      ${listed ? html`<kf-key-list .store=${store}></kf-key-list>` : nothing}
      <div class="tl-g" ?hidden=${listed}>${this.#heads(store)}${this.#lanes(store, hand)}</div>
      ${this.#chip(hand)}
      <div class="vh" role="status">${this.#said.value}</div>
      <div class="vh" role="alert">${this.#alarm.value}</div>
    </div>`;
  }

  /** @param {Store} store */
  #heads(store) {
    const rate = rateLabel(store.project.value.rate);
    const length = store.shotLength.value;
    return html`<div class="tl-heads" aria-hidden="true">
      <div class="tl-head tl-head--rul num">${t("{rate} fps · {length} f", { rate, length })}</div>
      <div class="tl-head">${t("Keys")}</div>
      ${this.#view.lane.value > 0 && judged(store) ? html`<div class="tl-head tl-head--lane" .style=${`top:${this.#view.strip.value + LANE_TOP}px;--lane:${this.#view.lane.value}px`}><i></i>${t("Quality")}</div>` : nothing}
    </div>`;
  }

  /** @param {Store} store @param {Hand} hand */
  #lanes(store, hand) {
    const view = this.#view;
    const track = hand.track.value;
    const empty = track.length === 0;
    return html`<div class="tl-scroll" @scroll=${this.#scrolledByHand} @wheel=${this.#wheeled}
      @dblclick=${this.#goTo}>
      <div class="tl-all" .style=${`width:${view.whole.value}px;--strip:${view.strip.value}px;--lane:${view.lane.value}px`}>
        <div class="tl-layer"><div class="rul" role="slider" tabindex="0" aria-label=${t("Playhead")} aria-valuemin="1"
          @pointerdown=${this.#scrub} @keydown=${this.#slide}>${scale(view, store.project.value.rate)}</div>
        <div class="trk${empty ? " is-empty" : ""}" role=${empty ? "group" : "grid"} aria-label=${t("Keyframes")} aria-colcount=${empty ? nothing : track.length * 2}
          @pointerdown=${this.#press} @keydown=${this.#walk} @focusin=${this.#focused}
          @dragover=${this.#dragOver} @dragleave=${() => this.hintDrop(null)} @drop=${this.#dropped}>
          <div class="trk-row" role=${empty ? nothing : "row"}>${this.#items(store, hand)}</div>
          ${ghosts(view, track)}${this.#boxAndLanding(hand)}
        </div></div>
        <div class="phd" aria-hidden="true"><span class="phd-flag num"></span></div>
      </div>
    </div>`;
  }

  /** @param {Store} store @param {Hand} hand */
  #items(store, hand) {
    const view = this.#view;
    const track = hand.track.value;
    const dragged = hand.preview.value?.ids ?? NONE;
    const focus = this.#focusOr(track);
    const sight = {
      px: view.px.value,
      strip: view.strip.value,
      lane: view.lane.value,
      from: view.from.value,
      to: view.to.value,
    };
    const always = new Set(focus ? [...dragged, focus] : dragged);
    const between = placeSegments(track, store.segments.value, { ...sight, always });
    const places = placeKeys(track, { ...sight, always });
    const scene = {
      ...sight,
      project: store.project.value,
      ground: store.currentShot.value?.ground ?? "transparent",
      plate: store.currentShot.value?.plate ?? null,
      poses: store.poses.value,
      selection: store.selection.value,
      focus,
      dragged,
      waiting: this.#waiting(places, between),
      seek: (/** @type {number} */ frame) => store.seek(frame),
    };
    return html`${segments(between, scene)}${keys(places, scene)}`;
  }

  /** @param {readonly KeyPlace[]} keys @param {readonly SegmentPlace[]} segments */
  #waiting(keys, segments) {
    const view = this.#view;
    const items = [
      ...keys.map(({ key, x }) => ({ id: key.id, x })),
      ...segments.map(({ left, x }) => ({ id: `seg:${left.id}`, x })),
    ];
    const middle = untracked(() => view.left.value + view.width.value / 2);
    return this.#turns.waiting(items, `${view.px.value} ${view.strip.value} ${view.lane.value}`, middle);
  }

  /** The item with the focus, or the first one when that is gone. @param {readonly Keyframe[]} track */
  #focusOr(track) {
    const wanted = this.#focus.value;
    const id = wanted?.startsWith("seg:") ? wanted.slice(4) : wanted;
    return track.some((key) => key.id === id) ? wanted : (track[0]?.id ?? null);
  }

  /** @param {Hand} hand */
  #boxAndLanding(hand) {
    const box = hand.box.value;
    const at = this.#landing.value;
    const x = at ? this.#view.x(at.frame) : 0;
    const words = at && (at.replaces ? t("Replace") : t("frame {frame}", { frame: at.frame + 1 }));
    return html`${box ? html`<div class="box-sel" .style=${`transform:translateX(${box.from}px);width:${box.to - box.from}px`}></div>` : nothing}
      ${at ? html`<div class="landing${at.replaces ? " landing--on" : ""}" .style=${`transform:translateX(${x}px)`}><span>${words}</span></div>` : nothing}`;
  }

  /** @param {Hand} hand */
  #chip(hand) {
    const chip = hand.chip.value;
    if (!chip) return nothing;
    const style = `transform:translate(${chip.clientX + 14}px,${chip.clientY - 34}px)`;
    return html`<div class="drag-chip num" .style=${style}>${chip.text}</div>`;
  }

  // --- pointer ------------------------------------------------------------------------------------------

  #press = (/** @type {PointerEvent} */ down) => {
    const scroller = this.#scroller;
    if (down.button !== 0 || !scroller || !this.#hand) return;
    this.#view.settle();
    const target = /** @type {Element} */ (down.target);
    if (target.closest("button")) return;
    const near = (/** @type {string} */ name) =>
      /** @type {HTMLElement | null} */ (target.closest(`[data-${name}]`));
    const hold = near("hold")?.dataset.hold;
    const key = near("key")?.dataset.key;
    const segment = near("seg")?.dataset.seg;
    down.preventDefault();
    this.#focusOn(key ?? (segment ? `seg:${segment}` : null));
    if (hold) this.#hand.pressHold(down, scroller, hold);
    else if (key) this.#hand.pressKey(down, scroller, key);
    else this.#hand.pressGround(down, scroller, segment ?? null);
  };

  /** A press captures the pointer, so what is under it has to be looked up. */
  #goTo = (/** @type {MouseEvent} */ event) => {
    const target = document.elementFromPoint(event.clientX, event.clientY);
    const id = /** @type {HTMLElement | null} */ (target?.closest("[data-key]"))?.dataset.key;
    const key = this.store?.keyframes.value.get(id ?? "");
    if (key) this.store?.seek(key.frame);
  };

  #scrub = (/** @type {PointerEvent} */ down) => {
    const { store } = this;
    const scroller = this.#scroller;
    if (down.button !== 0 || !store || !scroller) return;
    this.#view.settle();
    const before = store.frame.value;
    const to = (/** @type {number} */ x) => store.seek(this.#view.frameAt(x));
    /** @type {HTMLElement} */ (down.currentTarget).focus({ preventScroll: true });
    down.preventDefault();
    this.dispatchEvent(new CustomEvent("kf-scrub", { bubbles: true }));
    to(down.clientX - scroller.getBoundingClientRect().left + this.#view.left.value);
    follow(down, scroller, this.#view, {
      threshold: 0,
      move: ({ x }) => to(x),
      drop: () => {},
      cancel: () => store.seek(before),
    });
  };

  /** Ctrl and the wheel zoom at the pointer; steps that come within one frame are taken together. */
  #wheeled = (/** @type {WheelEvent} */ event) => {
    const wheel = this.#wheel;
    const scroller = this.#scroller;
    if (!scroller || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    wheel.factor *= Math.exp(-Math.sign(event.deltaY) * Math.min(0.25, Math.abs(event.deltaY) / 400));
    wheel.anchor = event.clientX;
    wheel.frame ||= requestAnimationFrame(() => {
      wheel.frame = 0;
      this.#view.zoom(wheel.factor, wheel.anchor - scroller.getBoundingClientRect().left);
      wheel.factor = 1;
    });
  };

  // --- dropping poses -----------------------------------------------------------------------------------

  /** @param {number} clientX @returns {Landing | null} */
  #landingAt(clientX) {
    const rect = this.#scroller?.getBoundingClientRect();
    if (!rect || !this.#hand || clientX < rect.left || clientX > rect.right) return null;
    return landing(this.#view, this.#hand.track.value, clientX - rect.left + this.#view.left.value);
  }

  #dragOver = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes(POSE_TYPE)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    const at = this.#landingAt(event.clientX);
    const had = this.#landing.value;
    if (at?.frame !== had?.frame || at?.replaces !== had?.replaces) this.#landing.value = at;
  };

  #dropped = (/** @type {DragEvent} */ event) => {
    const pose = event.dataTransfer?.getData(POSE_TYPE);
    if (!pose) return;
    event.preventDefault();
    this.dropPose(pose, event.clientX);
  };

  /** @param {Store} store */
  #addKey(store) {
    const { chosenPose, poses, poseList } = store;
    const pose = poses.value.has(chosenPose.value ?? "") ? chosenPose.value : poseList.value[0]?.id;
    if (pose) this.#placed(pose, placeAtPlayhead(store, pose));
    else store.toast(t("There is no pose to place yet. Upload one, then press A."));
  }

  /** @param {Id} pose @param {number} frame */
  #place(pose, frame) {
    const store = /** @type {Store} */ (this.store);
    const id = placePose(store, pose, frame);
    store.select([id]);
    this.#placed(pose, id);
    return id;
  }

  /** Say where a pose has come to stand, and have Tab lead there. @param {Id} pose @param {Id} id of its keyframe */
  #placed(pose, id) {
    const store = /** @type {Store} */ (this.store);
    const frame = store.keyframes.value.get(id)?.frame ?? 0;
    this.#focus.value = id;
    this.#say(t("{name}, frame {frame}, placed", { name: poseName(store, pose), frame: frame + 1 }));
  }

  // --- keyboard -----------------------------------------------------------------------------------------

  /** @param {Store} store @returns {(() => void)[]} */
  #shortcuts(store) {
    const all = () => store.shotKeys.value;
    const ids = (/** @type {readonly Keyframe[]} */ some) => some.map(({ id }) => id);
    return [
      keymap.on("add-key", () => this.#addKey(store)),
      keymap.on("undo", () => void store.undo()),
      keymap.on("redo", () => void store.redo()),
      keymap.on("move-back", () => this.#moveBy(store, -1)),
      keymap.on("move-on", () => this.#moveBy(store, 1)),
      keymap.on("move-ten-back", () => this.#moveBy(store, -10)),
      keymap.on("move-ten-on", () => this.#moveBy(store, 10)),
      keymap.on("delete", () => this.#delete(store)),
      keymap.on("select-all", () => store.select(ids(all()))),
      keymap.on("select-before", () =>
        store.select(ids(all().filter(({ frame }) => frame < store.frame.value))),
      ),
      keymap.on("select-after", () =>
        store.select(ids(all().filter(({ frame }) => frame >= store.frame.value))),
      ),
      keymap.on("select-none", () => store.select([])),
      keymap.on("zoom-in", () => this.#view.zoomIn(store.frame.value)),
      keymap.on("zoom-out", () => this.#view.zoomOut(store.frame.value)),
      keymap.on("zoom-fit", () => this.#view.fit(store.shotLength.value)),
      keymap.on("list", () => this.#toggleList()),
    ];
  }

  /** What a shortcut is about: the selected keys, or the focused one when it is not among them. @param {Store} store */
  #meant(store) {
    const focused = this.contains(document.activeElement)
      ? store.keyframes.value.get(this.#focus.value ?? "")
      : undefined;
    const selected = selectedKeys(store);
    return focused && !selected.includes(focused) ? [focused] : selected;
  }

  /** @param {Store} store @param {number} wish */
  #moveBy(store, wish) {
    const meant = this.#meant(store);
    if (meant.length === 0) return;
    const by = within(wish, room(store.shotKeys.value, new Set(meant.map(({ id }) => id))));
    moveKeys(store, meant, by, { join: `nudge:${meant.map(({ id }) => id).join()}` });
    const [first] = meant;
    this.#say(movedText(poseName(store, first.pose), first.frame + by, by));
    this.#reveal(first.frame + by);
  }

  /** @param {Store} store */
  #delete(store) {
    const meant = this.#meant(store);
    if (meant.length === 0) return;
    const focused = this.contains(document.activeElement);
    const track = store.shotKeys.value;
    const place = track.indexOf(meant[0]);
    const next = [...track.slice(place).filter((key) => !meant.includes(key)), track[place - 1]][0];
    removeKeys(store, meant);
    this.#say(tn("{count} key deleted", "{count} keys deleted", meant.length));
    if (focused) this.#focusOn(next?.id ?? null);
  }

  /** Arrow keys walk the items of the track; Enter opens the inspector. */
  #walk = (/** @type {KeyboardEvent} */ event) => {
    const { store } = this;
    if (!store || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const items = walk(store.shotKeys.value);
    const here = items.indexOf(this.#focusOr(store.shotKeys.value) ?? "");
    /** @type {Record<string, number>} */
    const targets = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: items.length - 1 };
    if (event.key === "Enter") this.#inspect(store, items[here]);
    else if (event.key in targets)
      this.#focusOn(items[Math.min(Math.max(0, targets[event.key]), items.length - 1)] ?? null);
    else return;
    event.preventDefault();
  };

  /** @param {Store} store @param {string | undefined} id */
  #inspect(store, id) {
    if (!id) return;
    store.select([id]);
    this.dispatchEvent(new CustomEvent("kf-inspect", { bubbles: true, detail: { id } }));
  }

  #focused = (/** @type {FocusEvent} */ event) => {
    const { key, seg } = /** @type {HTMLElement} */ (event.target).dataset;
    const id = key ?? (seg ? `seg:${seg}` : null);
    if (id) this.#focus.value = id;
  };

  /** Give an item the focus, drawing and scrolling to it first. @param {string | null} id */
  #focusOn(id) {
    const key = this.store?.keyframes.value.get((id ?? "").replace(/^seg:/, ""));
    if (!id || !key) return;
    this.#focus.value = id;
    this.#reveal(id === key.id ? key.frame : key.frame + key.hold);
    const name = id === key.id ? `[data-key="${key.id}"]` : `[data-seg="${key.id}"]`;
    void this.updateComplete.then(() => {
      /** @type {HTMLElement | null} */ (this.querySelector(name))?.focus({ preventScroll: true });
    });
  }

  /** @param {number} frame */
  #reveal(frame) {
    const x = this.#view.x(frame);
    this.#view.reveal(x, x + 48);
  }

  /** The ruler's own keys: a page is a second. */
  #slide = (/** @type {KeyboardEvent} */ event) => {
    const { store } = this;
    if (!store || event.altKey || event.ctrlKey || event.metaKey) return;
    const now = store.frame.value;
    const one = event.shiftKey ? 10 : 1;
    const second = Math.round(perSecond(store.project.value.rate));
    /** @type {Record<string, number>} */
    const targets = {
      ArrowLeft: now - one,
      ArrowDown: now - one,
      ArrowRight: now + one,
      ArrowUp: now + one,
      PageDown: now - second,
      PageUp: now + second,
      Home: 0,
      End: store.shotLength.value - 1,
    };
    if (!(event.key in targets)) return;
    event.preventDefault();
    store.seek(targets[event.key]);
  };

  #toggleList() {
    this.#listed.value = !this.#listed.value;
  }

  /** @param {string} text @param {boolean} [urgent] */
  #say(text, urgent = false) {
    (urgent ? this.#alarm : this.#said).value = text;
  }
}

customElements.define("kf-timeline", Timeline);
