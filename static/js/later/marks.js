/**
 * Everything that marks: over the picture, and in the inspector.
 */
import "#kf/pages/editor.js"; // what the page has already is not packed a second time

export { courses } from "#kf/marks/arcslayer.js";
export { dab, dabs, fromGrey, greyPicture, sized } from "#kf/marks/brushwork.js";
export { maskPicture } from "#kf/marks/maskpicture.js";
export { Overlay } from "#kf/marks/overlay.js";
export { modePanel } from "#kf/panels/modepanel.js";
