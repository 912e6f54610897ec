/**
 * The timeline of the current shot: a ruler, and below it a row for each track, the highest first.
 *
 * Properties: `store`. Methods for the library: `dropPose(pose, clientX, clientY)`, `hintDrop(clientX | null, clientY)`.
 * Events, which bubble: "kf-inspect" (detail {id}) when Enter asks for the inspector of a key or "seg:<key>";
 * "kf-scrub" when the playhead is taken in hand, so that playback can stop.
 *
 * @import {Id} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Desk} from "#kf/timeline/desk.js"
 */
import { computed, effect, signal, untracked } from "@preact/signals-core";
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "#kf/core/i18n.js";
import { idle } from "#kf/core/idle.js";
import { keymap } from "#kf/core/keymap.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { shotLength } from "#kf/core/time.js";
import { sharing, timeline } from "#kf/later/parts.js";
import { Acts } from "#kf/timeline/acts.js";
import { announceRenders } from "#kf/timeline/announce.js";
import { Dropping } from "#kf/timeline/dropping.js";
import { floats } from "#kf/timeline/floats.js";
import { Focus } from "#kf/timeline/focus.js";
import { Hand } from "#kf/timeline/hand.js";
import { addNamedTrack, Heads } from "#kf/timeline/heads.js";
import "#kf/timeline/lane.js";
import { framesToSee } from "#kf/timeline/markerplaces.js";
import { markers } from "#kf/timeline/markers.js";
import "#kf/timeline/minimap.js";
import { previewsOf } from "#kf/timeline/early.js";
import { peekLater } from "#kf/timeline/peeklater.js";
import { showPlayhead } from "#kf/timeline/playhead.js";
import { Pointer } from "#kf/timeline/pointer.js";
import { planRows } from "#kf/timeline/rows.js";
import { cachedLine, corner, rangeShade, scale } from "#kf/timeline/ruler.js";
import { shortcuts } from "#kf/timeline/shortcuts.js";
import { showStretch } from "#kf/timeline/stretch.js";
import { toolbar } from "#kf/timeline/toolbar.js";
import { View } from "#kf/timeline/view.js";
import "#kf/ui/part.js";

/** Least height of a row that a finger can meet. */
const TOUCH = 44;

export class Timeline extends SignalElement {
  static properties = { store: { attribute: false } };

  #view = new View();
  /** @type {Desk | null} */
  #desk = null;
  #listed = signal(false);
  /** @type {(() => void)[]} */
  #stops = [];
  /** Where the scroller stands, as far as we know without asking it. */
  #scrolled = 0;
  #resized = new ResizeObserver(() => this.#measure());
  #touched = matchMedia("(pointer: coarse)");
  /** Whether a pointer is down on it: rows do not scroll away under a hand. */
  #pressed = false;

  constructor() {
    super();
    this.addEventListener("pointerdown", this.#press, { capture: true });
    /** @type {Store | null} */
    this.store = null;
  }

  // --- for others ---------------------------------------------------------------------------------------

  /**
   * Put a pose on the track where the pointer is.
   * @param {Id} pose
   * @param {number} clientX
   * @param {number} [clientY] without it, on the active track
   * @param {boolean} [push] what follows on the track makes way
   * @returns {Id | null} the keyframe that shows it, or null where there is no track to drop on
   */
  dropPose(pose, clientX, clientY, push) {
    return this.#desk?.dropping.drop(pose, clientX, clientY, push) ?? null;
  }

  /**
   * Show where a pose that is carried over a track would land.
   * @param {number | null} clientX null when it has left
   * @param {number} [clientY]
   * @param {boolean} [push]
   */
  hintDrop(clientX, clientY, push) {
    this.#desk?.dropping.hint(clientX, clientY, push);
  }

  /** The frame that something let go here would land on; null beside the tracks. @param {number} clientX */
  frameAt(clientX) {
    return this.#desk?.dropping.frameAt(clientX) ?? null;
  }

  /** What is drawn is all drawn when the parts are. @override */
  async getUpdateComplete() {
    const done = await super.getUpdateComplete();
    const parts = /** @type {NodeListOf<SignalElement>} */ (this.querySelectorAll("kf-lane, kf-part"));
    await Promise.all([...parts].map((part) => part.updateComplete));
    return done;
  }

  // --- life ---------------------------------------------------------------------------------------------

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#end();
  }

  /** @override @param {import("lit").PropertyValues} changed */
  willUpdate(changed) {
    if (changed.has("store") && this.store) this.#desk = this.#layOut(this.store);
  }

  /** @param {Store} store @returns {Desk} */
  #layOut(store) {
    const view = this.#view;
    const hand = new Hand(store, view);
    const focus = new Focus(store, view, this);
    const pointer = new Pointer(store, view, hand, focus, this);
    const acts = new Acts(store, view, focus, this);
    const dropping = new Dropping(view, hand, acts, this);
    const heads = new Heads(store, this);
    const stop = computed(() => {
      const active = store.lane.value;
      return focus.or(active.length > 0 ? [active[0], ...store.shotKeys.value] : store.shotKeys.value);
    });
    const desk = {
      store,
      view,
      hand,
      focus,
      pointer,
      acts,
      dropping,
      heads,
      stop,
      previews: previewsOf(store),
    };
    pointer.menu = async (target, at) => (await timeline.load()).openItemMenu(desk, target, at);
    return desk;
  }

  /** @override */
  updated() {
    if (this.#desk && this.#stops.length === 0 && this.#scroller) this.#begin(this.#desk);
  }

  /** @param {Desk} desk */
  #begin({ store, view, focus, acts, hand }) {
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (this.querySelector(name));
    for (const name of [".tl-scroll", ".tl-top"]) this.#resized.observe(part(name));
    this.#measure();
    this.#stops = [
      effect(() => this.#lengthen(store)),
      effect(() => {
        view.rows.value = this.#rows(store);
      }),
      effect(() => {
        const frames = framesToSee(store);
        void store.shot.value;
        if (view.fitted.value && view.width.value) untracked(() => view.fit(frames));
      }),
      effect(() => {
        void view.left.value;
        void this.#scrollLater();
      }),
      effect(() => {
        const [track] = [store.track.value, view.rows.value];
        requestAnimationFrame(() => this.#revealRow(track)); // the page is laid out then anyway
      }),
      showStretch(view, this),
      showPlayhead(store, view, { line: part(".phd"), flag: part(".phd-flag"), slider: part(".rul") }),
      announceRenders(store, (text, urgent) => focus.say(text, urgent)),
      ...shortcuts(store, acts, hand),
      keymap.on("list", () => this.#toggleList()),
      peekLater(/** @type {Desk} */ (this.#desk), this),
      effect(() => {
        if (store.comment.value || this.hasAttribute("data-commented"))
          void idle().then(() => sharing.foresee());
      }),
    ];
  }

  #end() {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#resized.disconnect();
    this.#desk?.pointer.stop();
  }

  /** Frames there are to see: the shot as a drag would leave it, and markers and the playhead beyond its end. @param {Store} store */
  #lengthen(store) {
    let length = Math.max(framesToSee(store), store.frame.value + 1);
    for (const lane of this.#desk?.hand.lanes.value.values() ?? [])
      length = Math.max(length, shotLength(lane));
    this.#view.length.value = length;
  }

  /** @param {Store} store */
  #rows(store) {
    const tracks = store.trackList.value.map(({ id }) => id).reverse();
    return planRows(tracks, {
      active: store.track.value,
      room: this.#view.height.value,
      judged: store.shotKeys.value.some(({ id }) => store.segments.value.get(id)?.quality),
      least: this.#touched.matches ? TOUCH : 0,
    });
  }

  get #scroller() {
    return /** @type {HTMLElement | null} */ (this.querySelector(".tl-scroll"));
  }

  #measure() {
    const scroller = this.#scroller;
    const top = scroller?.querySelector(".tl-top");
    if (!scroller || !top || scroller.clientWidth === 0) return;
    // With its border: a pixel too many would bring a scroller for it, and that another for its own height.
    const corner = /** @type {HTMLElement | null} */ (scroller.querySelector(".tl-corner"));
    const head = corner?.offsetWidth ?? 0;
    this.#view.head.value = head;
    this.#view.width.value = scroller.clientWidth - head;
    this.#view.height.value = scroller.clientHeight - top.clientHeight;
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

  /** What has the focus is whole in sight, also its row. */
  #focused = (/** @type {FocusEvent} */ event) => {
    const lane = /** @type {Element} */ (event.target).closest("kf-lane");
    this.#desk?.focus.heard(event);
    this.#revealRow(/** @type {import("#kf/timeline/lane.js").Lane | null} */ (lane)?.track ?? null);
  };

  #press = () => {
    this.#pressed = true;
    const released = new AbortController();
    const up = () => {
      released.abort();
      this.#pressed = false;
      this.#revealRow(this.store?.track.peek() ?? null);
    };
    // After the drag's own end, which has to find the rows where the hand left them.
    for (const name of ["pointerup", "pointercancel"])
      addEventListener(name, up, { signal: released.signal });
  };

  /** Scroll as little as brings a track's row whole into sight. @param {Id | null} track */
  #revealRow(track) {
    const scroller = this.#scroller;
    const { rows, height } = this.#view;
    const row = rows.peek().find(({ id }) => id === track);
    if (!scroller || !row || this.#pressed) return;
    const room = height.peek();
    if (row.top < scroller.scrollTop || row.height > room) scroller.scrollTop = row.top;
    else if (row.top + row.height > scroller.scrollTop + room)
      scroller.scrollTop = row.top + row.height - room;
  }

  // --- drawing ------------------------------------------------------------------------------------------

  /** @override */
  render() {
    const desk = this.#desk;
    if (!desk) return nothing;
    const listed = this.#listed.value;
    return html`<div class="tl" data-keys="timeline">
      <kf-part .draw=${this.#tools}></kf-part>
      ${listed ? html`<kf-key-list .store=${desk.store}></kf-key-list>` : nothing}
      <div class="tl-scroll" ?hidden=${listed} @scroll=${this.#scrolledByHand} @wheel=${desk.pointer.wheeled} @dblclick=${desk.pointer.goTo} @contextmenu=${desk.pointer.context}>
        <div class="tl-all" .style=${`width:calc(var(--head) + ${desk.view.whole.value}px)`}>${this.#top(desk)}
          <div class="tl-body">${this.#tracks(desk)}<div class="tl-floats"><div class="phd" aria-hidden="true"></div><kf-part .draw=${this.#floating}></kf-part></div></div>
        </div>
      </div>
      <kf-part .draw=${this.#chip}></kf-part>
      <kf-part .draw=${this.#words}></kf-part>
    </div>`;
  }

  /** What stays at the top while the tracks scroll: ruler and markers. @param {Desk} desk */
  #top({ pointer }) {
    return html`<div class="tl-top">
      <div class="tl-corner"><kf-part .draw=${this.#corner}></kf-part></div>
      <div class="tl-time">
        <div class="rul" role="slider" tabindex="0" aria-label=${t("Playhead")} @pointerdown=${pointer.scrub} @keydown=${pointer.slide}>
          <div class="rul-in tl-layer"><kf-part .draw=${this.#range}></kf-part><kf-part .draw=${this.#ruler}></kf-part><kf-part .draw=${this.#cached}></kf-part></div>
        </div>
        <kf-part class="mks" .draw=${this.#markers}></kf-part>
        <kf-part class="mks" .draw=${this.#comments}></kf-part>
        <span class="phd-flag num" aria-hidden="true"><b></b></span>
      </div>
    </div>`;
  }

  /** @param {Desk} desk */
  #tracks(desk) {
    const { store, pointer, acts, dropping } = desk;
    const tracks = store.trackList.value.map(({ id }) => id).reverse();
    const columns = Math.max(0, ...[...store.lanes.value.values()].map((lane) => lane.length));
    return html`<div class="trks" role="grid" aria-label=${t("Keyframes")} aria-rowcount=${tracks.length} aria-colcount=${columns * 2 + 1}
      @pointerdown=${pointer.press} @keydown=${acts.walk} @focusin=${this.#focused}
      @dragover=${dropping.over} @dragleave=${dropping.left} @drop=${dropping.dropped}>
      ${repeat(
        tracks,
        (id) => id,
        (id, place) =>
          html`<kf-lane role="row" aria-rowindex=${place + 1} .desk=${desk} .track=${id}></kf-lane>`,
      )}
    </div>`;
  }

  #tools = () => {
    const { store, view, acts } = /** @type {Desk} */ (this.#desk);
    return toolbar(store, {
      listed: this.#listed.value,
      map: html`<kf-minimap .store=${store} .view=${view}></kf-minimap>`,
      addKey: () => acts.addKey(),
      list: () => this.#toggleList(),
      zoomIn: () => acts.zoomIn(),
      zoomOut: () => acts.zoomOut(),
      fit: () => acts.fit(),
    });
  };

  #corner = () => {
    const desk = /** @type {Desk} */ (this.#desk);
    return corner(desk.store, () => addNamedTrack(desk));
  };

  #ruler = () => scale(this.#view, /** @type {Store} */ (this.store).project.value);
  #range = () => rangeShade(this.#view, /** @type {Store} */ (this.store));
  #cached = () => cachedLine(this.#view, /** @type {Store} */ (this.store));
  #markers = () => markers(/** @type {Desk} */ (this.#desk));

  /** What is said has its room from the first drawing on, so that no track moves when it comes. */
  #comments = () => {
    const room = this.hasAttribute("data-commented");
    if (sharing.here) return sharing.here.commentMarks(/** @type {Desk} */ (this.#desk), room);
    return room ? html`<div class="cm-lane"></div>` : nothing;
  };

  #floating = () => floats(/** @type {Desk} */ (this.#desk));

  #chip = () => {
    const chip = this.#desk?.hand.chip.value;
    if (!chip) return nothing;
    const x =
      chip.clientX > innerWidth * 0.7 ? `calc(${chip.clientX - 14}px - 100%)` : `${chip.clientX + 14}px`;
    const style = `transform:translate(${x},${chip.clientY - 34}px)`;
    return html`<div class="drag-chip num${chip.refused ? " is-refused" : ""}" .style=${style}>${chip.text}</div>`;
  };

  #words = () =>
    html`<div class="vh" role="status">${this.#desk?.focus.said.value}</div>
      <div class="vh" role="alert">${this.#desk?.focus.alarm.value}</div>`;

  #toggleList() {
    this.#listed.value = !this.#listed.value;
    if (this.#listed.value) void timeline.load();
  }
}

customElements.define("kf-timeline", Timeline);
