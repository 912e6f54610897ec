/**
 * Dialogs that are rarely opened, the command palette, the tour and the queue.
 */
import "#kf/pages/editor.js"; // what the page has already is not packed a second time
import "#kf/panels/exportdialog.js";
import "#kf/panels/queue.js";
import "#kf/panels/shotlist.js";

export { openMatch } from "#kf/match/match.js";
export { openPalette } from "#kf/palette/palette.js";
export { showBarred } from "#kf/panels/barred.js";
export { showShortcuts } from "#kf/panels/shortcuts.js";
export { openRateDialog } from "#kf/timeline/ratedialog.js";
export { offerTour } from "#kf/tour/tour.js";
