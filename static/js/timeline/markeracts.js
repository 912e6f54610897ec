/**
 * Markers: named places and ranges of a shot.
 *
 * @import {Id, Marker} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { t } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { shownFrame } from "#kf/core/time.js";
import { timeline } from "#kf/later/parts.js";

/**
 * Put a marker on a frame.
 * @param {Store} store
 * @param {number} [frame]
 * @param {number} [length] of a range
 * @returns {Id | null} null in a project without a shot
 */
export function addMarker(store, frame = store.frame.value, length = 0) {
  const shot = store.shot.value;
  if (!shot) return null;
  const id = uuid();
  const to = { shot, frame, length, name: "", colour: "key" };
  const label = t("Add a marker at frame {frame}", { frame: shownFrame(frame, store.project.value) });
  void store.edit(label, [{ do: "create", on: "marker", id, to }]);
  return id;
}

/**
 * @param {Store} store
 * @param {Marker} marker
 * @param {Partial<Pick<Marker, "frame" | "length" | "name" | "colour">>} to
 */
export function changeMarker(store, marker, to) {
  const news = Object.entries(to).filter(
    ([name, value]) => marker[/** @type {keyof Marker} */ (name)] !== value,
  );
  if (news.length === 0) return;
  void store.edit(labelOf(store, marker, to), [
    { do: "set", on: "marker", id: marker.id, to: Object.fromEntries(news) },
  ]);
}

/** @param {Store} store @param {Marker} marker @param {Partial<Marker>} to */
function labelOf(store, marker, to) {
  const name = nameOf(marker);
  if (to.name !== undefined) return t("Name the marker {name}", { name: to.name });
  if (to.colour !== undefined) return t("Change the colour of {name}", { name });
  if (to.frame !== undefined)
    return t("Move {name} to frame {frame}", { name, frame: shownFrame(to.frame, store.project.value) });
  return t("Change the length of {name}", { name });
}

/** What a marker is called, also where nobody named it. @param {Pick<Marker, "name">} marker */
export function nameOf({ name }) {
  return name || t("Marker");
}

/** @param {Store} store @param {Marker} marker */
export function removeMarker(store, marker) {
  void store.edit(t("Delete {name}", { name: nameOf(marker) }), [
    { do: "delete", on: "marker", id: marker.id },
  ]);
}

/** The marker at a frame: one that begins there, else the shortest range over it. @param {readonly Marker[]} markers @param {number} frame */
export function markerAt(markers, frame) {
  const here = markers.filter(
    (one) => one.frame === frame || (one.frame < frame && frame < one.frame + one.length),
  );
  return here.sort((a, b) => Number(b.frame === frame) - Number(a.frame === frame) || a.length - b.length)[0];
}

/** Go to the marker before or after the playhead. @param {Store} store @param {1 | -1} direction */
export function toMarker(store, direction) {
  const now = store.frame.value;
  const places = store.markerList.value.flatMap(({ frame, length }) =>
    length > 0 ? [frame, frame + length - 1] : [frame],
  );
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  const to = direction > 0 ? sorted.find((one) => one > now) : sorted.findLast((one) => one < now);
  if (to !== undefined) store.seek(to);
  else
    store.toast(direction > 0 ? t("There is no marker after this.") : t("There is no marker before this."));
}

/** Put a marker at the playhead, or open the one that is there. @param {Store} store */
export async function markerHere(store) {
  const there = markerAt(store.markerList.value, store.frame.value);
  const id = there?.id ?? addMarker(store);
  if (id) await editMarker(store, id, { fresh: !there });
}

/** @param {Store} store @param {Id} id @param {{fresh?: boolean}} [how] */
export async function editMarker(store, id, how) {
  const { openMarker } = await timeline.load();
  openMarker(store, id, how);
}
