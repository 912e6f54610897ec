/**
 * What a project shows that has no pictures or no keys yet.
 */
import "#kf/pages/editor.js"; // what the page has already is not packed a second time

export { firstSteps } from "#kf/panels/firststeps.js";
export { blank, unplaced } from "#kf/player/empty.js";
