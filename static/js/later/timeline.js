/**
 * What the timeline does not need to be seen and dragged: menus, the list, rarer acts and their dialogs.
 */
import "#kf/pages/editor.js"; // what the page has already is not packed a second time
import "#kf/timeline/table.js";

export { promote } from "#kf/core/promote.js";
export { copySpacing, pasteSpacing } from "#kf/panels/spacingcopy.js";
export { breakdownAct, halfway, promoteHere } from "#kf/timeline/between.js";
export { readClip } from "#kf/timeline/clip.js";
export { expose } from "#kf/timeline/exposing.js";
export { openHeadMenu } from "#kf/timeline/headmenu.js";
export { openMarker } from "#kf/timeline/markerform.js";
export { openMarkerMenu } from "#kf/timeline/markermenu.js";
export { openItemMenu } from "#kf/timeline/menus.js";
export { duplicate, paste, remembered } from "#kf/timeline/pasting.js";
export { Peek } from "#kf/timeline/peek.js";
export { openRetime } from "#kf/timeline/retimedialog.js";
export { openSteps } from "#kf/timeline/stepsmenu.js";
