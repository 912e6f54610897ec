/**
 * Asking for in-betweens: of the shot, of everything.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Work} from "#kf/panels/work.js"
 */
import { t } from "#kf/core/i18n.js";
import { workOf } from "#kf/panels/work.js";

/** @param {Store} store @param {Iterable<Keyframe>} keys @returns {Work} */
export function workFor(store, keys) {
  return workOf(keys, store.segments.value, store.engine.value.seconds_per_drawing);
}

/** Ask for what is open in the current shot; where there is nothing to do, say so quietly. @param {Store} store */
export function renderShot(store) {
  const work = workFor(store, store.shotKeys.value);
  if (work.open.length > 0 && store.shot.value) return void store.render({ shot: store.shot.value });
  if (work.going.length === 0) tellNothing(store, work.segments);
}

/** Ask for what is open anywhere in the project. @param {Store} store */
export function renderAll(store) {
  const work = workFor(store, store.keyframes.value.values());
  if (work.open.length > 0) return void store.render({});
  if (work.going.length === 0) tellNothing(store, work.segments);
}

/** @param {Store} store @param {number} segments */
function tellNothing(store, segments) {
  const words =
    segments > 0
      ? t("Everything here is rendered.")
      : t("Place two poses with frames between them, then render.");
  store.toast(words, null, "brief");
}
