/**
 * The in and out points: what plays in a loop, and what a render of the range means. They are this page's own.
 *
 * @import {Id} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { t } from "#kf/core/i18n.js";

/** @typedef {{from: number, to: number}} Range stored frames; to is not in it */

/**
 * The range that is set, its ends filled in from the shot; null where none is.
 * @param {Store} store
 * @returns {Range | null}
 */
export function rangeOf(store) {
  const { in: from, out: to } = store.inOut.value;
  if (from === null && to === null) return null;
  return { from: from ?? 0, to: to ?? Math.max(store.shotLength.value, (from ?? 0) + 1) };
}

/** @param {Store} store @param {number} [frame] */
export function setIn(store, frame = store.frame.value) {
  const { out } = store.inOut.value;
  store.inOut.value = { in: frame, out: out !== null && out <= frame ? null : out };
}

/** The frame itself is the last one that is played. @param {Store} store @param {number} [frame] */
export function setOut(store, frame = store.frame.value) {
  const from = store.inOut.value.in;
  store.inOut.value = { in: from !== null && from > frame ? null : from, out: frame + 1 };
}

/** @param {Store} store @param {"in" | "out" | "both"} which */
export function clearRange(store, which) {
  const { in: from, out: to } = store.inOut.value;
  store.inOut.value = { in: which === "out" ? from : null, out: which === "in" ? to : null };
}

/** The range of what is selected. @param {Store} store */
export function rangeFromSelection(store) {
  const keys = store.shotKeys.value.filter(({ id }) => store.selection.value.has(id));
  if (keys.length === 0) return;
  store.inOut.value = { in: keys[0].frame, out: Math.max(...keys.map(({ frame, hold }) => frame + hold)) };
}

/** The left keys of segments that reach into the range. @param {Store} store @returns {Id[]} */
export function segmentsInRange(store) {
  const range = rangeOf(store);
  if (!range) return [];
  return [...store.lanes.value.values()].flatMap((lane) =>
    lane.flatMap((key, place) => {
      const right = lane[place + 1];
      const inside = right && key.frame + key.hold < range.to && right.frame > range.from;
      return inside && store.segments.value.has(key.id) ? [key.id] : [];
    }),
  );
}

/** Render what is not fresh in the range, or say why there is nothing to do. @param {Store} store */
export function renderRange(store) {
  if (!rangeOf(store)) return void store.toast(t("Set an in or an out point first: I and O."));
  const open = segmentsInRange(store).filter((id) => store.segments.value.get(id)?.state !== "fresh");
  if (open.length > 0) void store.render({ keyframes: open });
  else store.toast(t("Everything in the range is rendered."));
}
