/**
 * The timeline's tools.
 *
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { keyLabel } from "#kf/core/keymap.js";
import { icon } from "#kf/ui/icon.js";

/**
 * @param {Store} store
 * @param {{listed: boolean, map: unknown, addKey: () => void, breakdown: (() => void) | null, list: () => void, zoomIn: () => void,
 *   zoomOut: () => void, fit: () => void}} tools
 */
export function toolbar(store, { listed, map, addKey, breakdown, list, zoomIn, zoomOut, fit }) {
  const keys = store.shotKeys.value.length;
  return html`<div class="tl-bar" role="toolbar" aria-label=${t("Timeline tools")}>
    ${keys > 0 ? nothing : html`<span class="tl-say">${t("Place a pose at the start and one at the end.")}</span>`}
    <button class="btn btn--quiet btn--dense" type="button" @click=${addKey} ?disabled=${store.poseList.value.length === 0}>
      ${icon("key")}${t("Add key")}<span class="kbd" aria-hidden="true">A</span>
    </button>
    ${
      keys > 1
        ? html`<button class="btn btn--quiet btn--dense tl-brk" type="button" title=${t("Set the joints of the in-between at the playhead")} ?disabled=${breakdown === null}
          @click=${() => breakdown?.()}>${icon("breakdown")}${t("Breakdown")}<span class="kbd" aria-hidden="true">B</span></button>`
        : nothing
    }
    <span class="sep"></span>
    ${step("undo", store.undoLabel.value, t("Undo"), keyLabel("Mod+Z"), () => store.undo())}
    ${step("redo", store.redoLabel.value, t("Redo"), keyLabel("Mod+Shift+Z"), () => store.redo())}
    <span class="grow"></span>
    ${listed || keys === 0 ? nothing : map}
    ${keys > 0 ? html`<span class="tl-count num">${countWords(store, keys)}</span>` : nothing}
    <button class="btn btn--quiet btn--dense${listed ? " is-on" : ""}" type="button" aria-pressed=${listed ? "true" : "false"}
      @click=${list}>${icon("list")}${t("List")}</button>
    <span class="sep"></span>
    ${tool("minus", t("Zoom out"), "-", zoomOut, listed)}
    ${tool("fit", t("Fit the whole shot"), keyLabel("Shift+Z"), fit, listed)}
    ${tool("plus", t("Zoom in"), "+", zoomIn, listed)}
  </div>`;
}

/** @param {Store} store @param {number} keys */
function countWords(store, keys) {
  const chosen = store.selection.value.size;
  if (chosen > 1)
    return t("{chosen} of {keys} chosen", { chosen, keys: tn("{count} key", "{count} keys", keys) });
  return tn("{count} key", "{count} keys", keys);
}

/** @param {string} name @param {string | null} label @param {string} word @param {string} key @param {() => void} act */
function step(name, label, word, key, act) {
  const title = label
    ? t("{word}: {label} ({key})", { word, label, key })
    : t("{word} ({key})", { word, key });
  return html`<button class="ibtn" type="button" aria-label=${title} title=${title} ?disabled=${label === null}
    @click=${act}>${icon(name)}</button>`;
}

/** @param {string} name @param {string} word @param {string} key @param {() => void} act @param {boolean} disabled */
function tool(name, word, key, act, disabled) {
  const title = t("{word} ({key})", { word, key });
  return html`<button class="ibtn" type="button" aria-label=${title} title=${title} ?disabled=${disabled}
    @click=${act}>${icon(name)}</button>`;
}
