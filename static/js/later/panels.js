/**
 * The inspector's panels, but for a key's and the heads: segments, several things, shot and project, review, history.
 */
import "#kf/pages/editor.js"; // what the page has already is not packed a second time
import "#kf/panels/history.js";
import "#kf/panels/review.js";

export { projectPanel, shotPanel } from "#kf/panels/projectpanel.js";
export { renderItems } from "#kf/panels/rendermenu.js";
export { closeLoop, setLocked } from "#kf/panels/segmentedits.js";
export { segmentSettings } from "#kf/panels/segmentsettings.js";
export { severalKeys, severalSegments } from "#kf/panels/severalpanel.js";
