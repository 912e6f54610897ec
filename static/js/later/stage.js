/**
 * What the stage shows and opens only when it is asked to: the onion skin, comparing, its settings.
 */
import "#kf/pages/editor.js"; // what the page has already is not packed a second time

export { CompareBar } from "#kf/player/comparebar.js";
export { askFlash } from "#kf/player/flashdialog.js";
export { paintFigures, paintGhosts, paintXray } from "#kf/player/onionpaint.js";
export { openOnion } from "#kf/player/onionpanel.js";
export { openView } from "#kf/player/viewpanel.js";
