/**
 * Words about a segment: what happens in it, and a note for whoever works on it.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html } from "lit";
import { t } from "#kf/core/i18n.js";
import { changeAll } from "#kf/panels/segmentedits.js";

const LONGEST = 500;

/** @param {Store} store @param {Keyframe} left */
export function notesPanel(store, left) {
  const filled = [left.hint, left.note].filter(Boolean).length;
  return html`<details class="fold" ?open=${filled > 0}><summary>${t("Words")} <span class="dim num">${filled > 0 ? filled : t("none")}</span></summary>
    <div class="insp-s">
      ${words(store, left, "hint", t("Motion in words"), t("Mira jumps the brook, scarf up"))}
      <p class="hint">${t("Kept with the segment and given to other programs. kfweb's own methods do not read it; they go by the poses and your marks.")}</p>
      ${words(store, left, "note", t("Note"), t("For whoever works on this"))}
      <p class="hint">${t("There is no seed to set: these methods draw the same pictures every time.")}</p>
    </div></details>`;
}

/**
 * @param {Store} store @param {Keyframe} left @param {"hint" | "note"} name @param {string} label @param {string} example
 */
function words(store, left, name, label, example) {
  const typed = (/** @type {Event} */ event) => {
    const text = /** @type {HTMLTextAreaElement} */ (event.target).value.trim().slice(0, LONGEST);
    void changeAll(store, t("Change the words"), [left], () => ({ [name]: text }));
  };
  return html`<label class="field"><span class="label">${label}</span>
    <textarea class="input input--words" rows="2" maxlength=${LONGEST} placeholder=${example} .value=${left[name] ?? ""} @change=${typed}></textarea></label>`;
}
