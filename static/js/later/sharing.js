/**
 * Who else may see the project, and what they say.
 */
import "#kf/pages/editor.js"; // what the page has already is not packed a second time

export { commentMarks } from "#kf/comments/editor.js";
export { openShare } from "#kf/share/dialog.js";
