/**
 * Which keys are chosen by more than a click: a range on a track, all of it, all before or after the playhead.
 *
 * @import {Id, Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */

/** @param {readonly Keyframe[]} keys */
function idsOf(keys) {
  return keys.map(({ id }) => id);
}

/** All keys of the active track; when they are chosen already, all of the shot. @param {Store} store */
export function selectAll(store) {
  const lane = idsOf(store.lane.value);
  const { size } = store.selection.value;
  const had = lane.length > 0 && size >= lane.length && lane.every((id) => store.selection.value.has(id));
  store.select(had || lane.length === 0 ? idsOf(store.shotKeys.value) : lane);
}

/**
 * All keys before the playhead, or from it on.
 * @param {Store} store
 * @param {"before" | "after"} side
 * @param {boolean} everywhere on all tracks
 */
export function selectBeside(store, side, everywhere) {
  const keys = everywhere ? store.shotKeys.value : store.lane.value;
  const now = store.frame.value;
  store.select(idsOf(keys.filter(({ frame }) => (side === "before" ? frame < now : frame >= now))));
}

/**
 * Everything on a key's track from what is selected there to the key.
 * @param {Store} store
 * @param {Id} id
 * @returns {Id[]}
 */
export function rangeTo(store, id) {
  const track = store.keyframes.value.get(id)?.track ?? "";
  const lane = store.lanes.value.get(track) ?? [];
  const wanted = lane.findIndex((key) => key.id === id);
  const chosen = lane.flatMap((key, place) => (store.selection.value.has(key.id) ? [place] : []));
  const first = Math.min(wanted, ...chosen);
  const last = Math.max(wanted, ...chosen);
  return idsOf(lane.slice(first, last + 1));
}

/** The left keys of what is selected, keys and segments alike. @param {Store} store @returns {Keyframe[]} */
export function chosenSegments(store) {
  const { selection, keyframes, segments } = store;
  const ids = new Set([...selection.value].map((id) => id.replace(/^seg:/, "")));
  return [...ids].flatMap((id) => (segments.value.has(id) ? (keyframes.value.get(id) ?? []) : []));
}
