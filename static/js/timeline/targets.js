/**
 * What the magnet knows in a shot: the playhead, markers, keys of other tracks, the range, the shot's ends.
 *
 * @import {Id} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Target} from "#kf/timeline/snap.js"
 */
import { poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";

/**
 * @param {Store} store
 * @param {{keys?: ReadonlySet<Id>, marker?: Id | null, playhead?: boolean, range?: boolean, lanes?: boolean}} [dragged] what is dragged catches nothing; lanes: keys of every track
 * @returns {Target[]}
 */
export function targetsOf(
  store,
  { keys = new Set(), marker = null, playhead = true, range = true, lanes = false } = {},
) {
  const all = store.shotKeys.value;
  const rows = new Set(all.filter(({ id }) => keys.has(id)).map(({ track }) => track));
  const bounds = store.inOut.value;
  /** @type {Target[]} */
  const targets = [
    { frame: 0, kind: "end", label: t("start of the shot") },
    { frame: Math.max(0, store.shotLength.value - 1), kind: "end", label: t("end of the shot") },
  ];
  if (playhead) targets.push({ frame: store.frame.value, kind: "playhead", label: t("playhead") });
  if (range && bounds.in !== null) targets.push({ frame: bounds.in, kind: "range", label: t("in point") });
  if (range && bounds.out !== null)
    targets.push({ frame: bounds.out - 1, kind: "range", label: t("out point") });
  for (const { id, frame, length, name } of store.markerList.value) {
    if (id === marker) continue;
    const label = name || t("marker");
    targets.push({ frame, kind: "marker", label });
    if (length > 0)
      targets.push({ frame: frame + length, kind: "marker", label: t("end of {name}", { name: label }) });
  }
  for (const { id, frame, track, pose } of all) {
    if ((lanes || !rows.has(track)) && !keys.has(id))
      targets.push({ frame, kind: "key", label: poseName(store, pose) });
  }
  return targets;
}
