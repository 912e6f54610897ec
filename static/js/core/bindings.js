/**
 * Every shortcut of the editor, in one table: what an act is called, where its keys count, which keys they are unless
 * somebody chose others (`#kf/core/keychoice.js`), and under which heading the shortcut sheet shows it.
 */
import { t } from "#kf/core/i18n.js";

/** @typedef {"always" | "global" | "stage" | "timeline" | "library"} Context */
/** @typedef {{act: string, context: Context, keys: string[], label: () => string, group: () => string}} Binding */

const PLAY = () => t("Play");
const TIME = () => t("Move in time");
const EDIT = () => t("Edit");
const SELECT = () => t("Select");
const RENDER = () => t("Render");
const VIEW = () => t("View");
const REVIEW = () => t("Review");
const POSES = () => t("Poses");

/** @type {readonly Binding[]} */
export const BINDINGS = [
  row("play", "global", ["Space"], PLAY, () => t("Play or pause")),
  row("play-from-in", "global", ["Shift+Space"], PLAY, () => t("Play from the in point")),
  row("play-on", "global", ["L"], PLAY, () => t("Play forwards; again: faster; with K held: one frame")),
  row("stop", "global", ["K"], PLAY, () => t("Stop")),
  row("play-back", "global", ["J"], PLAY, () => t("Play backwards; again: faster; with K held: one frame")),
  row("loop", "global", ["Shift+L"], PLAY, () => t("Loop")),
  row("bounce", "global", ["Alt+L"], PLAY, () => t("Play there and back")),
  row("next-frame", "global", ["ArrowRight"], TIME, () => t("One frame on")),
  row("previous-frame", "global", ["ArrowLeft"], TIME, () => t("One frame back")),
  row("ten-on", "global", ["Shift+ArrowRight"], TIME, () => t("Ten frames on")),
  row("ten-back", "global", ["Shift+ArrowLeft"], TIME, () => t("Ten frames back")),
  row("previous-key", "global", [","], TIME, () => t("To the keyframe before")),
  row("next-key", "global", ["."], TIME, () => t("To the next keyframe")),
  row("halfway", "global", ["H"], TIME, () => t("To the middle of the segment")),
  row("previous-marker", "global", ["<"], TIME, () => t("To the marker before")),
  row("next-marker", "global", [">"], TIME, () => t("To the next marker")),
  row("to-start", "global", ["Home"], TIME, () => t("To the start of the shot")),
  row("to-end", "global", ["End"], TIME, () => t("To the end of the shot")),
  row("previous-shot", "global", ["PageUp"], TIME, () => t("To the shot before")),
  row("next-shot", "global", ["PageDown"], TIME, () => t("To the next shot")),
  row("range-in", "global", ["I"], TIME, () => t("In point at the playhead")),
  row("range-out", "global", ["O"], TIME, () => t("Out point at the playhead")),
  row("range-clear-in", "global", ["Alt+I"], TIME, () => t("Clear the in point")),
  row("range-clear-out", "global", ["Alt+O"], TIME, () => t("Clear the out point")),
  row("range-clear", "global", ["X"], TIME, () => t("Clear in and out")),
  row("range-selection", "global", ["Alt+X"], TIME, () => t("In and out around the selected keys")),
  row("marker", "global", ["M"], TIME, () => t("Add or edit a marker at the playhead")),
  row("undo", "global", ["Mod+Z"], EDIT, () => t("Undo what I did last")),
  row("redo", "global", ["Mod+Shift+Z", "Mod+Y"], EDIT, () => t("Redo")),
  row("add-key", "global", ["A"], EDIT, () => t("Add a keyframe with the chosen pose at the playhead")),
  row("breakdown", "global", ["B"], EDIT, () =>
    t("Breakdown at the playhead, or in the middle of the segment"),
  ),
  row("promote", "global", ["Shift+B"], EDIT, () => t("Make a key of the drawing at the playhead")),
  row("marks", "global", ["G"], EDIT, () => t("Mark the joints of the key at the playhead, or leave that")),
  row("move-back", "timeline", ["Alt+ArrowLeft"], EDIT, () => t("Move the selected keys one frame back")),
  row("move-on", "timeline", ["Alt+ArrowRight"], EDIT, () => t("Move the selected keys one frame on")),
  row("move-ten-back", "timeline", ["Alt+Shift+ArrowLeft"], EDIT, () =>
    t("Move the selected keys ten frames back"),
  ),
  row("move-ten-on", "timeline", ["Alt+Shift+ArrowRight"], EDIT, () =>
    t("Move the selected keys ten frames on"),
  ),
  row("move-up", "timeline", ["Alt+ArrowUp"], EDIT, () => t("Move the selected keys to the track above")),
  row("move-down", "timeline", ["Alt+ArrowDown"], EDIT, () => t("Move the selected keys to the track below")),
  row("swap-poses", "timeline", ["Alt+S"], EDIT, () => t("Swap the poses of the two selected keys")),
  row("delete", "timeline", ["Delete", "Backspace"], EDIT, () => t("Delete the selected keys")),
  row("delete-close", "timeline", ["Shift+Delete", "Shift+Backspace"], EDIT, () =>
    t("Delete the selected keys and close the gap"),
  ),
  row("copy", "global", ["Mod+C"], EDIT, () => t("Copy the selected keys")),
  row("cut", "global", ["Mod+X"], EDIT, () => t("Cut the selected keys")),
  row("paste", "global", ["Mod+V"], EDIT, () => t("Paste keys at the playhead")),
  row("paste-push", "global", ["Mod+Alt+V"], EDIT, () => t("Paste keys at the playhead and push the rest")),
  row("duplicate", "timeline", ["D", "Mod+D"], EDIT, () => t("Duplicate the selected keys")),
  row("spacing-copy", "timeline", ["Alt+C"], EDIT, () => t("Copy the spacing of the segment")),
  row("spacing-paste", "timeline", ["Alt+V"], EDIT, () => t("Paste the spacing to the selected segments")),
  row("retime", "timeline", ["Alt+T"], EDIT, () => t("Retime the selected keys")),
  row("magnet", "global", ["N"], EDIT, () => t("Magnet on or off")),
  row("ones", "timeline", ["1"], EDIT, () => t("On ones: a drawing for each frame")),
  row("twos", "timeline", ["2"], EDIT, () => t("On twos: a drawing for two frames")),
  row("threes", "timeline", ["3"], EDIT, () => t("On threes: a drawing for three frames")),
  row("select-all", "timeline", ["Mod+A"], SELECT, () => t("Select all keys of the track, then of the shot")),
  row("select-before", "timeline", ["["], SELECT, () => t("Select the track's keys before the playhead")),
  row("select-after", "timeline", ["]"], SELECT, () => t("Select the track's keys after the playhead")),
  row("select-all-before", "timeline", ["{", "Shift+["], SELECT, () =>
    t("Select the keys of all tracks before the playhead"),
  ),
  row("select-all-after", "timeline", ["}", "Shift+]"], SELECT, () =>
    t("Select the keys of all tracks after the playhead"),
  ),
  row("select-toggle", "timeline", ["Mod+Space"], SELECT, () =>
    t("Add the focused item to the selection, or take it out"),
  ),
  row("select-none", "timeline", ["Escape"], SELECT, () => t("Select nothing")),
  row("render", "global", ["R"], RENDER, () => t("Render what is stale in this shot")),
  row("range-render", "global", ["Alt+R"], RENDER, () => t("Render what is stale from in to out")),
  row("render-all", "global", ["Shift+R"], RENDER, () => t("Render what is stale in the project")),
  row("judge-yes", "global", ["Y"], REVIEW, () => t("Still the same character: yes")),
  row("judge-partly", "global", ["U"], REVIEW, () => t("Still the same character: partly")),
  row("judge-no", "global", ["E"], REVIEW, () => t("Still the same character: no")),
  row("mark-frame", "global", ["Q"], REVIEW, () => t("Mark this frame, or take the mark off")),
  row("zoom-in", "timeline", ["+", "="], VIEW, () => t("Zoom the timeline in")),
  row("zoom-out", "timeline", ["-"], VIEW, () => t("Zoom the timeline out")),
  row("zoom-fit", "timeline", ["Shift+Z"], VIEW, () => t("Fit the whole shot")),
  row("zoom-selection", "timeline", ["Z"], VIEW, () => t("Fit the selected keys")),
  row("list", "global", ["Shift+V"], VIEW, () => t("Timeline or list")),
  row("onion", "global", ["T"], VIEW, () => t("Onion skin")),
  row("onion-settings", "global", ["Shift+T"], VIEW, () => t("Onion skin settings")),
  row("flip", "global", ["F"], VIEW, () => t("Flip to the other pose, as long as it is held")),
  row("mirror", "global", ["Shift+F"], VIEW, () => t("Mirror the picture")),
  row("guides", "global", ["Shift+G"], VIEW, () => t("Lines over the picture")),
  row("arcs", "global", ["Shift+A"], VIEW, () => t("Motion arcs: the course of hands, feet and head")),
  row("full-screen", "global", ["Alt+Enter"], VIEW, () => t("Full screen")),
  row("stage-fit", "stage", ["0"], VIEW, () => t("Fit the picture")),
  row("stage-full", "stage", ["1"], VIEW, () => t("Picture at full size")),
  row("next-region", "always", ["F6"], VIEW, () => t("To the next part of the page")),
  row("previous-region", "always", ["Shift+F6"], VIEW, () => t("To the part of the page before")),
  row("panels", "global", ["\\"], VIEW, () => t("Show or hide the panels")),
  row("palette", "always", ["Mod+K"], VIEW, () => t("Command palette: do anything by typing")),
  row("help", "global", ["?"], VIEW, () => t("Keyboard shortcuts")),
  row("pose-find", "library", ["/"], POSES, () => t("Find a picture by its name or tag")),
  row("pose-rename", "library", ["F2"], POSES, () => t("Rename the chosen picture")),
  row("pose-delete", "library", ["Delete", "Backspace"], POSES, () => t("Delete the chosen pictures")),
  row("pose-all", "library", ["Mod+A"], POSES, () => t("Choose all pictures of the library")),
  row("pose-tags", "library", [], POSES, () => t("Tags of the chosen pictures")),
  row("pose-crop", "library", [], POSES, () => t("Crop and straighten the chosen picture")),
  row("pose-next-key", "library", [], POSES, () => t("Go to the next key of the chosen pose")),
  row("character-new", "library", [], POSES, () => t("New character")),
  row("bin", "library", [], POSES, () => t("The bin: put back what was deleted")),
];

/**
 * @param {string} act @param {Context} context @param {string[]} keys
 * @param {() => string} group @param {() => string} label
 * @returns {Binding}
 */
function row(act, context, keys, group, label) {
  return { act, context, keys, group, label };
}
