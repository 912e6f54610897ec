/**
 * The head of a track's row: whose it is, its name, and whether it is hidden, locked or shown alone. The head can be
 * dragged up and down; everything that the pointer does here is also in its menu and on keys.
 *
 * @import {Id, Track} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Desk} from "#kf/timeline/desk.js"
 * @import {Host} from "#kf/timeline/focus.js"
 * @import {Row} from "#kf/timeline/rows.js"
 * @import {Place} from "#kf/ui/menu.js"
 */
import { signal } from "@preact/signals-core";
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { timeline } from "#kf/later/parts.js";
import { colourOf as colourOfCharacter } from "#kf/library/colours.js";
import { threshold } from "#kf/timeline/gesture.js";
import {
  addTrack,
  moveTrack,
  renameTrack,
  toggleHidden,
  toggleLocked,
  toggleSolo,
} from "#kf/timeline/trackedits.js";
import { icon } from "#kf/ui/icon.js";

/** What is going on with the heads of one timeline. */
export class Heads {
  #store;
  #host;

  /** The track whose name is being typed. @type {import("@preact/signals-core").Signal<Id | null>} */
  naming = signal(null);
  /** A head that is dragged, and the place that it would take, from the lowest. @type {import("@preact/signals-core").Signal<{id: Id, place: number} | null>} */
  carried = signal(null);

  /** @param {Store} store @param {Host} host */
  constructor(store, host) {
    this.#store = store;
    this.#host = host;
  }

  /** Have a track's name typed. @param {Id} id */
  rename(id) {
    this.naming.value = id;
    void this.#host.updateComplete.then(() => {
      const field = /** @type {HTMLInputElement | null} */ (this.#host.querySelector(".trk-rename"));
      field?.focus();
      field?.select();
    });
  }

  /** Take a name as it was typed, or leave it. @param {Track} track @param {string | null} name @param {boolean} back whether the focus goes back to the head */
  named(track, name, back) {
    if (this.naming.value !== track.id) return;
    this.naming.value = null;
    if (name !== null) renameTrack(this.#store, track, name);
    if (back) this.focus(track.id);
  }

  /** Give a head the focus. @param {Id} id */
  focus(id) {
    void this.#host.updateComplete.then(() => {
      /** @type {HTMLElement | null} */ (
        this.#host.querySelector(`[data-head="${CSS.escape(id)}"] .trk-name`)
      )?.focus();
    });
  }

  /** Put a track one place higher or lower, and say where it is. @param {Track} track @param {1 | -1} by @param {Desk["focus"]} speaker */
  shift(track, by, speaker) {
    const tracks = this.#store.trackList.value;
    const place = tracks.findIndex(({ id }) => id === track.id) + by;
    if (!moveTrack(this.#store, track, place)) return;
    speaker.say(
      t("{name}, track {place} of {count} from above", {
        name: track.name,
        place: tracks.length - place,
        count: tracks.length,
      }),
    );
    this.focus(track.id);
  }

  /** @param {PointerEvent} down @param {Track} track */
  press(down, track) {
    const head = /** @type {HTMLElement} */ (down.currentTarget);
    down.stopPropagation(); // what lies beside the head is not pressed
    if (down.button !== 0 || /** @type {Element} */ (down.target).closest("button:not(.trk-name), input"))
      return;
    this.#store.openTrack(track.id);
    if (down.pointerType === "touch" || this.#store.trackList.value.length < 2) return;
    const watched = new AbortController();
    const far = threshold(down);
    const moved = (/** @type {PointerEvent} */ event) => {
      if (!this.carried.value && Math.abs(event.clientY - down.clientY) < far) return;
      if (!head.hasPointerCapture(event.pointerId)) head.setPointerCapture(event.pointerId);
      this.carried.value = { id: track.id, place: this.#placeAt(event.clientY, track.id) };
    };
    const end = () => {
      watched.abort();
      this.carried.value = null;
    };
    const up = () => {
      const carried = this.carried.value;
      end();
      if (carried) moveTrack(this.#store, track, carried.place);
    };
    const { signal: until } = watched;
    addEventListener("pointermove", moved, { signal: until });
    addEventListener("pointerup", up, { signal: until });
    addEventListener("pointercancel", end, { signal: until });
    addEventListener("keydown", (event) => event.key === "Escape" && end(), { signal: until });
  }

  /** The place that a head would take if it were let go at a height. @param {number} clientY @param {Id} id */
  #placeAt(clientY, id) {
    const others = this.#store.trackList.value.filter((track) => track.id !== id);
    return others.filter((track) => {
      const row = this.#host.querySelector(`[data-head="${CSS.escape(track.id)}"]`);
      const box = row?.getBoundingClientRect();
      return box && (box.top + box.bottom) / 2 > clientY;
    }).length;
  }
}

/**
 * @param {Desk} desk @param {Track} track @param {Row} row
 */
export function head(desk, track, row) {
  const { store, heads } = desk;
  const active = store.track.value === track.id;
  const solo = store.solo.value.has(track.id);
  const lifted = heads.carried.value?.id === track.id;
  const tab = active ? 0 : -1;
  return html`<div class="trk-head${lifted ? " is-lifted" : ""}" role="rowheader" data-head=${track.id} aria-colindex="1"
    @pointerdown=${(/** @type {PointerEvent} */ event) => heads.press(event, track)}
    @dblclick=${(/** @type {Event} */ event) => !(/** @type {Element} */ (event.target).closest(".trk-do")) && heads.rename(track.id)}
    @contextmenu=${(/** @type {MouseEvent} */ event) => menu(event, desk, track)} @keydown=${(/** @type {KeyboardEvent} */ event) => keyed(event, desk, track)}>
    <div class="trk-who"><i class="trk-dot" .style=${`--c:${colourOf(store, track)}`}></i>${heads.naming.value === track.id ? nameField(heads, track) : nameButton(store, track, solo, tab)}</div>
    <div class="trk-do">
      ${toggle(track.hidden ? "eye-off" : "eye", t("Hide {name}", { name: track.name }), track.hidden, tab, () => toggleHidden(store, track))}
      ${toggle("lock", t("Lock {name}", { name: track.name }), track.locked, tab, () => toggleLocked(store, track))}
      ${toggle("solo", t("Show {name} alone", { name: track.name }), solo, tab, () => toggleSolo(store, track))}
      <button type="button" class="ibtn trk-more" tabindex=${tab} aria-haspopup="menu" aria-label=${t("More about {name}", { name: track.name })}
        @click=${(/** @type {Event} */ event) => openHeadMenu(desk, track, /** @type {Element} */ (event.currentTarget))}>${icon("more")}</button>
    </div>
    ${row.lane > 0 ? qualityKey() : nothing}
  </div>`;
}

/** What the two curves are, beside them. */
function qualityKey() {
  return html`<div class="trk-q"><span><i class="q-line"></i>${t("Quality")}</span><span><i class="q-line q-line--ghost"></i>${t("Ghosting")}</span></div>`;
}

/** @param {Store} store @param {Track} track @param {boolean} solo @param {number} tab */
function nameButton(store, track, solo, tab) {
  const count = store.lanes.value.get(track.id)?.length ?? 0;
  const label = [
    t("Track {name}", { name: track.name }),
    tn("{count} key", "{count} keys", count),
    track.hidden ? t("hidden") : "",
    track.locked ? t("locked") : "",
    solo ? t("alone") : "",
  ]
    .filter(Boolean)
    .join(", ");
  return html`<button type="button" class="trk-name" tabindex=${tab} aria-label=${label} title=${track.name}>${track.name}</button>`;
}

/** What is typed stays, whatever is drawn anew meanwhile: an attribute is only what the field begins with. @param {Heads} heads @param {Track} track */
function nameField(heads, track) {
  const value = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).value;
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    event.stopPropagation();
    if (event.key === "Enter") heads.named(track, value(event), true);
    if (event.key !== "Escape") return;
    event.preventDefault();
    heads.named(track, null, true);
  };
  return html`<input class="input input--dense trk-rename" aria-label=${t("Name of the track")} maxlength="120" autocomplete="off" spellcheck="false"
    value=${track.name} @keydown=${pressed} @blur=${(/** @type {Event} */ event) => heads.named(track, value(event), false)}>`;
}

/** @param {string} name @param {string} label @param {boolean} on @param {number} tab @param {() => void} act */
function toggle(name, label, on, tab, act) {
  return html`<button type="button" class="ibtn" tabindex=${tab} aria-pressed=${on ? "true" : "false"} aria-label=${label} title=${label}
    @click=${act}>${icon(name)}</button>`;
}

/** The colour of the character that a track shows. @param {Store} store @param {Track} track */
export function colourOf(store, track) {
  const first = store.lanes.value.get(track.id)?.[0];
  const character = track.character ?? store.poses.value.get(first?.pose ?? "")?.character ?? "";
  const found = store.characters.value.get(character);
  return found ? colourOfCharacter(found) : "var(--machine)";
}

/** @param {MouseEvent} event @param {Desk} desk @param {Track} track */
function menu(event, desk, track) {
  event.preventDefault();
  event.stopPropagation();
  desk.store.openTrack(track.id);
  const byKey = event.clientX === 0 && event.clientY === 0;
  const at = byKey ? /** @type {Element} */ (event.currentTarget) : { x: event.clientX, y: event.clientY };
  void openHeadMenu(desk, track, at);
}

/** @param {Desk} desk @param {Track} track @param {Place | Element} at */
async function openHeadMenu(desk, track, at) {
  (await timeline.load()).openHeadMenu(desk, track, at);
}

/** Keys that mean something else on a track's items. */
const OWN = new Set(["Enter", " ", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]);

/** The keys of a head: F2 names it, Alt and the arrows move it, the arrows walk. @param {KeyboardEvent} event @param {Desk} desk @param {Track} track */
function keyed(event, desk, track) {
  const { store, heads, focus, acts } = desk;
  if (event.ctrlKey || event.metaKey || /** @type {Element} */ (event.target).matches("input")) return;
  const onName = /** @type {Element} */ (event.target).matches(".trk-name");
  const tracks = store.trackList.value;
  const place = tracks.findIndex(({ id }) => id === track.id);
  const up = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
  if (event.key === "F2") heads.rename(track.id);
  else if (up && event.altKey) heads.shift(track, /** @type {1 | -1} */ (up), focus);
  else if (event.altKey || event.shiftKey) return;
  else if (up && tracks[place + up]) {
    store.openTrack(tracks[place + up].id);
    heads.focus(tracks[place + up].id);
  } else if (event.key === "ArrowRight" && onName) acts.enterLane(track.id);
  else if (event.key === "Enter" && onName) store.openTrack(track.id);
  else {
    if (OWN.has(event.key)) event.stopPropagation(); // a head's buttons take them, and no item of the track
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

/** Add a track and have its name typed. @param {Desk} desk */
export function addNamedTrack({ store, heads }) {
  const id = addTrack(store);
  if (id) heads.rename(id);
}
