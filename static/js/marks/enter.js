/**
 * The ways into a mode from where the playhead stands.
 *
 * @import {Store} from "#kf/core/store.js"
 */
import { t } from "#kf/core/i18n.js";
import { standing } from "#kf/core/time.js";
import { markingOf } from "#kf/marks/mode.js";
import { characterBetween, segmentAt } from "#kf/marks/subject.js";

/**
 * What setting a breakdown at the playhead does, or null where no drawing of a marked segment stands there.
 * @param {Store} store
 * @returns {(() => void) | null}
 */
export function breakdownHere(store) {
  const here = segmentAt(store, store.frame.value);
  if (!here || here.drawing < 0 || !characterBetween(store, here.key)) return null;
  return () => markingOf(store).setBreakdown(here.key.id);
}

/** Set a breakdown at the playhead, or say why that cannot be. @param {Store} store */
export function breakdownAtPlayhead(store) {
  const set = breakdownHere(store);
  if (set) set();
  else if (segmentAt(store, store.frame.value))
    store.toast(t("For a breakdown without a drawing, mark the joints of both keys first."));
  else store.toast(t("Put the playhead on an in-between, then press B."));
}

/** Mark the joints of the pose at the playhead, or go back to looking. @param {Store} store */
export function marksAtPlayhead(store) {
  const marking = markingOf(store);
  if (marking.mode.value) return marking.end();
  const { left } = standing(store.shotKeys.value, store.frame.value);
  const [chosen] = store.shotKeys.value.filter(({ id }) => store.selection.value.has(id));
  const pose = (chosen ?? left)?.pose ?? store.chosenPose.value;
  if (pose) marking.markJoints(pose);
  else store.toast(t("There is no pose to mark yet. Upload one first."));
}
