/**
 * The ways into a mode from where the playhead stands.
 *
 * @import {Store} from "#kf/core/store.js"
 */
import { t } from "#kf/core/i18n.js";
import { standing } from "#kf/core/time.js";
import { markingOf } from "#kf/marks/mode.js";
import { tracedSegment } from "#kf/marks/traced.js";

/** Mark the joints of the pose at the playhead, or go back to looking. @param {Store} store */
export function marksAtPlayhead(store) {
  const marking = markingOf(store);
  if (marking.mode.value) return marking.end();
  const { left } = standing(store.lane.value, store.frame.value);
  const [chosen] = store.shotKeys.value.filter(({ id }) => store.selection.value.has(id));
  const pose = (chosen ?? left)?.pose ?? store.chosenPose.value;
  if (pose) marking.markJoints(pose);
  else store.toast(t("There is no pose to mark yet. Upload one first."));
}

/** Draw the motion arcs, or leave them away; where there are none, say what it takes. @param {Store} store */
export function showArcs(store) {
  const marking = markingOf(store);
  marking.arcs.value = !marking.arcs.value;
  if (marking.arcs.value && !tracedSegment(store))
    store.toast(t("Arcs are drawn between two keys whose joints are marked. Put the playhead there."));
}
