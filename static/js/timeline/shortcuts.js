/**
 * The timeline's answers to the shortcuts of #kf/core/bindings.js.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Acts} from "#kf/timeline/acts.js"
 * @import {Hand} from "#kf/timeline/hand.js"
 */
import { keymap } from "#kf/core/keymap.js";
import { timeline } from "#kf/later/parts.js";
import { copy, copyAndTell, listen } from "#kf/timeline/clipboard.js";
import { markerHere, toMarker } from "#kf/timeline/markeracts.js";
import { clearRange, rangeFromSelection, renderRange, setIn, setOut } from "#kf/timeline/rangeacts.js";
import { chosenSegments, selectAll, selectBeside } from "#kf/timeline/selecting.js";

/**
 * Answer until the returned functions are called.
 * @param {Store} store
 * @param {Acts} acts
 * @param {Hand} hand
 * @returns {(() => void)[]}
 */
export function shortcuts(store, acts, hand) {
  /** @type {Record<string, (event: KeyboardEvent) => void | boolean>} */
  const table = {
    "add-key": () => acts.addKey(),
    undo: () => void store.undo(),
    redo: () => void store.redo(),
    "move-back": () => acts.moveBy(-1),
    "move-on": () => acts.moveBy(1),
    "move-ten-back": () => acts.moveBy(-10),
    "move-ten-on": () => acts.moveBy(10),
    "move-up": () => acts.moveBy(0, 1),
    "move-down": () => acts.moveBy(0, -1),
    "swap-poses": () => acts.swapSelected(),
    delete: () => acts.remove(),
    "delete-close": () => acts.remove({ close: true }),
    "select-all": () => selectAll(store),
    "select-before": () => selectBeside(store, "before", false),
    "select-after": () => selectBeside(store, "after", false),
    "select-all-before": () => selectBeside(store, "before", true),
    "select-all-after": () => selectBeside(store, "after", true),
    "select-toggle": () => acts.toggle(),
    "select-none": () => {
      hand.gathering.value = false;
      store.select([]);
    },
    copy: (event) => taken(event, () => copyAndTell(store, acts.meant())),
    cut: (event) => taken(event, () => cutKeys(store, acts)),
    paste: (event) =>
      taken(
        event,
        later(({ paste, remembered }) => paste(store, remembered())),
      ),
    "paste-push": later(({ paste, remembered }) => paste(store, remembered(), { push: true })),
    duplicate: later(({ duplicate }) => duplicate(store, acts.meant())),
    breakdown: later(({ breakdownAct }) => breakdownAct(store)),
    promote: later(({ promoteHere }) => promoteHere(store)),
    halfway: later(({ halfway }) => halfway(store)),
    marker: () => void markerHere(store),
    "next-marker": () => toMarker(store, 1),
    "previous-marker": () => toMarker(store, -1),
    "range-in": () => setIn(store),
    "range-out": () => setOut(store),
    "range-clear-in": () => clearRange(store, "in"),
    "range-clear-out": () => clearRange(store, "out"),
    "range-clear": () => clearRange(store, "both"),
    "range-selection": () => rangeFromSelection(store),
    "range-render": () => renderRange(store),
    ones: later(({ expose }) => expose(store, 1)),
    twos: later(({ expose }) => expose(store, 2)),
    threes: later(({ expose }) => expose(store, 3)),
    "spacing-copy": later(({ copySpacing }) => copySpacing(store, chosenSegments(store))),
    "spacing-paste": later(({ pasteSpacing }) => pasteSpacing(store, chosenSegments(store))),
    retime: () => void retime(store, acts),
    magnet: () => acts.turnMagnet(),
    "zoom-in": () => acts.zoomIn(),
    "zoom-out": () => acts.zoomOut(),
    "zoom-fit": () => acts.fit(),
    "zoom-selection": () => acts.fitSelection(),
  };
  return [
    ...Object.entries(table).map(([act, run]) => keymap.on(act, run)),
    listen(store, { keys: () => acts.meant(), cut: () => acts.remove({ cut: true }) }),
  ];
}

/** An act whose code is loaded when it is asked for. @param {(module: typeof import("#kf/later/timeline.js")) => unknown} act */
function later(act) {
  return () => void timeline.load().then(act);
}

/** @param {Store} store @param {Acts} acts */
function cutKeys(store, acts) {
  copy(store, acts.meant());
  acts.remove({ cut: true });
}

/**
 * The system's own copy, cut and paste reach the clipboard, so a press of their keys is left to the browser, which
 * then asks `listen`. From menus, and on keys that somebody has chosen instead, this page's memory has to do.
 * @param {KeyboardEvent} event @param {() => void} run
 */
function taken({ key, ctrlKey, metaKey }, run) {
  if ((ctrlKey || metaKey) && /^[cxv]$/i.test(key)) return false;
  run();
  return true;
}

/** @param {Store} store @param {Acts} acts */
export async function retime(store, acts) {
  const { openRetime } = await timeline.load();
  openRetime(store, acts.meant());
}
