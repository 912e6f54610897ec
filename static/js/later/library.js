/**
 * What is done with pictures: the library's menus, dialogs and acts, uploads, and where a drop goes.
 */
import "#kf/pages/editor.js"; // what the page has already is not packed a second time

export { addStarter, assignPoses, showNextKey } from "#kf/library/acts.js";
export { openBin } from "#kf/library/bin.js";
export { openCharacter } from "#kf/library/character.js";
export { openCrop } from "#kf/library/crop.js";
export { removePoses } from "#kf/library/deleting.js";
export { filesIn } from "#kf/library/files.js";
export { openAssignMenu, openCharacterMenu, openPoseMenu } from "#kf/library/menus.js";
export { placeInRow } from "#kf/library/rowed.js";
export { openTagging } from "#kf/library/tagging.js";
export { uploadCard } from "#kf/library/uploadcard.js";
export { openViewMenu } from "#kf/library/viewmenu.js";
export { drawZones, sendTo, targetOf } from "#kf/library/zones.js";
export { uploaderOf } from "#kf/panels/uploads.js";
