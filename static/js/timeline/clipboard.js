/**
 * Copying and cutting, and the system's own paste. What is copied goes to the system's clipboard in a form of our
 * own, so that it can be pasted into another shot, and into another project in another tab; and this browser
 * remembers it, for menus, which may not read the clipboard.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { poseName } from "#kf/core/edits.js";
import { tn } from "#kf/core/i18n.js";
import { shownFrame } from "#kf/core/time.js";
import { timeline } from "#kf/later/parts.js";
import { CLIP_TYPE, clipOf } from "#kf/timeline/copied.js";
import { keep } from "#kf/ui/kept.js";

/** Where this browser remembers it. */
export const KEPT = "kf-clip";
const FIELD =
  "input:not([type=checkbox], [type=radio], [type=button], [type=range]), textarea, select, [contenteditable]";

/** What a clipboard holds of keys. @param {Store} store @param {readonly Keyframe[]} keys */
export function clipFrom(store, keys) {
  return clipOf(keys, {
    project: store.project.value.id,
    poses: store.poses.value,
    order: store.trackList.value.map(({ id }) => id),
  });
}

/**
 * Copy keys.
 * @param {Store} store
 * @param {readonly Keyframe[]} keys
 * @param {DataTransfer | null} [clipboard] of a copy event
 */
export function copy(store, keys, clipboard = null) {
  if (keys.length === 0) return;
  const text = JSON.stringify(clipFrom(store, keys));
  keep(KEPT, text);
  clipboard?.setData(CLIP_TYPE, text);
  clipboard?.setData("text/plain", wordsOf(store, keys));
}

/** The same, and a short word of it. @type {typeof copy} */
export function copyAndTell(store, keys, clipboard) {
  if (keys.length === 0) return;
  copy(store, keys, clipboard);
  store.toast(tn("{count} key copied", "{count} keys copied", keys.length), null, "brief");
}

/** The same for people who paste it into a letter. @param {Store} store @param {readonly Keyframe[]} keys */
function wordsOf(store, keys) {
  const { project } = store;
  const rows = keys.map((key) => `${shownFrame(key.frame, project.value)}\t${poseName(store, key.pose)}`);
  return `${rows.join("\n")}\n`;
}

/**
 * Listen to the system's own copy, cut and paste.
 * @param {Store} store
 * @param {{keys: () => Keyframe[], cut: () => void}} acts keys: what is meant now
 * @returns {() => void} to stop
 */
export function listen(store, { keys, cut }) {
  const busy = (/** @type {Event} */ event) =>
    event.defaultPrevented ||
    (event.target instanceof Element && event.target.closest(`${FIELD}, dialog`) !== null);
  const copied = (/** @type {ClipboardEvent} */ event) => {
    const chosen = keys();
    if (busy(event) || chosen.length === 0 || !getSelection()?.isCollapsed) return;
    event.preventDefault();
    if (event.type === "copy") return copyAndTell(store, chosen, event.clipboardData);
    copy(store, chosen, event.clipboardData);
    cut();
  };
  const given = async (/** @type {ClipboardEvent} */ event) => {
    const text = event.clipboardData?.getData(CLIP_TYPE);
    if (busy(event) || !text) return;
    event.preventDefault();
    const { paste, readClip } = await timeline.load();
    const clip = readClip(text);
    if (clip) paste(store, clip);
  };
  const until = new AbortController();
  document.addEventListener("copy", copied, { signal: until.signal });
  document.addEventListener("cut", copied, { signal: until.signal });
  document.addEventListener("paste", given, { signal: until.signal });
  return () => until.abort();
}
