/**
 * The lane of markers and named ranges, below the ruler. A press goes there, a double press or F2 names it, its menu
 * has the rest. There is no lane while there are no markers.
 *
 * @import {Marker} from "#kf/core/types.d.ts"
 * @import {Desk} from "#kf/timeline/desk.js"
 */
import { signal } from "@preact/signals-core";
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "#kf/core/i18n.js";
import { shownFrame } from "#kf/core/time.js";
import { timeline } from "#kf/later/parts.js";
import { changeMarker, editMarker, removeMarker } from "#kf/timeline/markeracts.js";
import { NAME, placeMarkers } from "#kf/timeline/markerplaces.js";
import { icon } from "#kf/ui/icon.js";

/** Least width of a marker. */
const LEAST = 24;

/** The marker that Tab leads to. @type {import("@preact/signals-core").Signal<string | null>} */
const stop = signal(null);

/** @param {Desk} desk */
export function markers(desk) {
  const { view, hand, pointer } = desk;
  const all = hand.markers.value;
  if (all.length === 0) return nothing;
  const sight = {
    x: (/** @type {number} */ frame) => view.x(frame),
    ...{ px: view.px.value, from: view.from.value, to: view.to.value },
  };
  const places = placeMarkers(all, sight);
  const first = all.some(({ id }) => id === stop.value) ? stop.value : all[0].id;
  return html`<div class="mks-in tl-layer" role="group" aria-label=${t("Markers")} @pointerdown=${pointer.pressMarker}
    @keydown=${(/** @type {KeyboardEvent} */ event) => keyed(event, desk)}>${repeat(
      places,
      ({ marker }) => marker.id,
      (place) => box(place, desk, first === place.marker.id),
    )}</div>`;
}

/** @param {ReturnType<typeof placeMarkers>[number]} place @param {Desk} desk @param {boolean} first */
function box({ marker, x, width, room }, desk, first) {
  const { store } = desk;
  const label = words(marker, desk);
  const ranged = marker.length > 0;
  return html`<button type="button" class="mrk mrk--${marker.colour}${ranged ? " mrk--range" : ""}" tabindex=${first ? 0 : -1}
    data-marker=${marker.id} aria-label=${label} title=${label} .style=${`translate:${x}px;width:${Math.max(LEAST, ranged ? width : room)}px`}
    @click=${() => goTo(desk, marker)} @dblclick=${() => editMarker(store, marker.id)}
    @focus=${() => (stop.value = marker.id)} @contextmenu=${(/** @type {MouseEvent} */ event) => menu(event, desk, marker)}
    >${ranged ? nothing : icon("flag", "icon-12")}${Math.max(room, width) < NAME ? nothing : html`<span class="mrk-w" data-frame=${marker.name || ranged ? nothing : shownFrame(marker.frame, store.project.value)}>${marker.name}</span>`}${
      ranged ? html`<i class="mrk-end" data-marker-end=${marker.id}></i>` : nothing
    }</button>`;
}

/** @param {Desk} desk @param {Marker} marker */
function goTo({ store }, marker) {
  store.seek(marker.frame);
}

/** @param {Marker} marker @param {Desk} desk */
function words({ name, frame, length }, { store }) {
  const at = shownFrame(frame, store.project.value);
  const what = name || (length > 0 ? t("Range") : t("Marker"));
  if (length === 0) return t("{name}, frame {frame}", { name: what, frame: at });
  return t("{name}, frames {from} to {to}", { name: what, from: at, to: at + length - 1 });
}

/** @param {Event} event @returns {HTMLElement} */
function host(event) {
  return /** @type {HTMLElement} */ (/** @type {Element} */ (event.target).closest("kf-timeline"));
}

/** @param {ParentNode} within @param {string} id */
function focusOn(within, id) {
  stop.value = id;
  setTimeout(() =>
    /** @type {HTMLElement | null} */ (within.querySelector(`[data-marker="${CSS.escape(id)}"]`))?.focus(),
  );
}

/** The keys of a marker: the arrows walk, Alt and they move it, F2 names it. @param {KeyboardEvent} event @param {Desk} desk */
function keyed(event, desk) {
  const { store, view, focus } = desk;
  const all = store.markerList.value;
  const place = all.findIndex(({ id }) => id === /** @type {HTMLElement} */ (event.target).dataset.marker);
  const marker = all[place];
  if (!marker || event.ctrlKey || event.metaKey) return;
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  const within = host(event);
  if (step && event.altKey) {
    const frame = Math.max(0, marker.frame + step * (event.shiftKey ? 10 : 1));
    changeMarker(store, marker, { frame });
    focus.say(words({ ...marker, frame }, desk));
  } else if (step && event.shiftKey) return;
  else if (step || event.key === "Home" || event.key === "End") {
    const next = event.key === "Home" ? all[0] : event.key === "End" ? all.at(-1) : all[place + step];
    if (!next) return;
    view.reveal(view.x(next.frame), view.x(next.frame) + 48);
    focusOn(within, next.id);
  } else if (event.key === "F2") void editMarker(store, marker.id);
  else if (event.key === "Delete" || event.key === "Backspace") {
    removeMarker(store, marker);
    const next = all[place + 1] ?? all[place - 1];
    if (next) focusOn(within, next.id);
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** @param {MouseEvent} event @param {Desk} desk @param {Marker} marker */
async function menu(event, desk, marker) {
  event.preventDefault();
  event.stopPropagation();
  const byKey = event.clientX === 0 && event.clientY === 0;
  const at = byKey ? /** @type {Element} */ (event.currentTarget) : { x: event.clientX, y: event.clientY };
  (await timeline.load()).openMarkerMenu(desk, marker, at, words(marker, desk));
}
