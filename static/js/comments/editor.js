/**
 * Comments in the editor: a page of the inspector, letters above the tracks, pins on the stage.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Desk} from "#kf/timeline/desk.js"
 * @import {Thread} from "#kf/comments/threads.js"
 */
import { effect } from "@preact/signals-core";
import { html, nothing } from "lit";
import { marks } from "#kf/comments/marks.js";
import { Panel } from "#kf/comments/panel.js";
import { Pins } from "#kf/comments/pins.js";
import { saidOf } from "#kf/comments/said.js";
import { t } from "#kf/core/i18n.js";

/** The comments beside the stage: `<kf-comments>`. */
class Comments extends HTMLElement {
  /** @type {(() => void)[]} */
  #stops = [];

  constructor() {
    super();
    // The page may have given it before this module was there.
    const { store } = /** @type {{store?: Store}} */ (/** @type {unknown} */ (this));
    /** @type {Store | undefined} */
    this.store = store;
  }

  connectedCallback() {
    // Its store comes with the first drawing, a moment later.
    queueMicrotask(() => this.isConnected && this.store && this.#begin(this.store));
  }

  disconnectedCallback() {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  /** @param {Store} store */
  #begin(store) {
    const said = saidOf(store);
    const panel = panelOf(store);
    panel.settle(this);
    this.#stops = [
      () => panel.rest(),
      effect(() => {
        void said.list.value;
        void store.level.value;
        void store.frame.value;
        panel.chosen = said.chosen.value;
        panel.draw();
      }),
    ];
  }
}

customElements.define("kf-comments", Comments);

/** @type {WeakMap<Store, Panel>} */
const panels = new WeakMap();

/** One for each store, so that what is written outlives a look at another tab. @param {Store} store */
function panelOf(store) {
  const panel = panels.get(store) ?? panelFor(store);
  panels.set(store, panel);
  return panel;
}

/** @param {Store} store */
function panelFor(store) {
  const said = saidOf(store);
  const { id, is_guest, name } = store.you.value;
  return new Panel(null, said.threads, {
    here: () => {
      const shot = store.shot.value;
      const start = store.frame.value;
      return shot ? { shot, start, end: start + 1, pin: null } : null;
    },
    go: (thread) => said.go(thread),
    frames: (one) => said.frames(one),
    also: (one) => said.shot(one),
    may: () => store.may("comment"),
    moderates: () => store.may("moderate"),
    you: { id: id ?? "", guest: is_guest, name: is_guest ? "" : name },
    pinning: (on, moved, at) => pinsOn(store)?.ask(on, moved, at),
    pin: () => pinsOn(store)?.asked ?? null,
  });
}

/** @type {WeakMap<Store, Pins>} */
const pinned = new WeakMap();

/** The pins over the stage's picture, made when they are first needed. @param {Store} store */
function pinsOn(store) {
  const known = pinned.get(store);
  if (known) return known;
  const frame = document.querySelector(".stage-frame");
  if (!frame) return null;
  const layer = document.createElement("div");
  layer.className = "cm-layer w-pins";
  frame.append(layer);
  const pins = new Pins(layer);
  pinned.set(store, pins);
  const said = saidOf(store);
  effect(() => {
    const frame = store.frame.value;
    const shot = store.shot.value;
    pins.show(
      said.list.value.filter((one) => one.pin && !one.resolved_at && one.shot === shot && within(one, frame)),
      (id) => open(store, id),
    );
  });
  return pins;
}

/** @param {Thread} one @param {number} frame */
function within({ start, end }, frame) {
  return start !== null && frame >= start && frame < (end ?? start + 1);
}

/** @param {Store} store @param {string} id */
function open(store, id) {
  saidOf(store).chosen.value = id;
  document.dispatchEvent(new CustomEvent("kf-inspect", { detail: { tab: "comments" } }));
}

/**
 * The letters of those who said something of this shot, above the tracks.
 * @param {Desk} desk
 * @param {boolean} room whether there is room for them also while there are none
 */
export function commentMarks({ store, view }, room) {
  const said = saidOf(store);
  pinsOn(store);
  if (!room && !said.list.value.length) return nothing;
  const here = said.list.value.filter((one) => one.shot === store.shot.value && one.start !== null);
  const x = (/** @type {Thread} */ { start }) => view.mark(start ?? 0);
  return html`<div class="cm-lane tl-layer" role="group" aria-label=${t("Comments")}>${marks(here, {
    at: x,
    spot: (one) => `left:${x(one)}px`,
    reach: ({ start, end }) =>
      `left:${view.x(start ?? 0)}px;width:${view.x(end ?? 0) - view.x(start ?? 0)}px`,
    frames: (one) => said.frames(one),
    chosen: said.chosen.value,
    open: (one) => {
      said.go(one);
      open(store, one.id);
    },
  })}</div>`;
}
