/**
 * The timeline's tools: how keys move, what is added, steps back and forth, how it is seen.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Mode} from "#kf/timeline/modes.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { keymap, keyOf, withKey } from "#kf/core/keymap.js";
import { timeline } from "#kf/later/parts.js";
import { allTracks, magnet, mode } from "#kf/timeline/ways.js";
import { icon } from "#kf/ui/icon.js";

/**
 * @param {Store} store
 * @param {{listed: boolean, map: unknown, addKey: () => void, list: () => void, zoomIn: () => void,
 *   zoomOut: () => void, fit: () => void}} tools
 */
export function toolbar(store, { listed, map, addKey, list, zoomIn, zoomOut, fit }) {
  const keys = store.shotKeys.value.length;
  return html`<div class="tl-bar" role="toolbar" aria-label=${t("Timeline tools")} @keydown=${roving}>
    ${keys > 0 && !listed ? modes(store) : nothing}
    ${keys > 0 ? nothing : html`<span class="tl-say">${t("Place a pose at the start and one at the end.")}</span>`}
    <button class="btn btn--quiet btn--dense" type="button" @click=${addKey} ?disabled=${store.poseList.value.length === 0}>
      ${icon("key")}${t("Add key")}<span class="kbd" aria-hidden="true">${keyOf("add-key")}</span>
    </button>
    ${
      keys > 1
        ? html`<button class="btn btn--quiet btn--dense tl-brk" type="button" title=${t("A breakdown at the playhead, or in the middle of the segment")} @click=${() => keymap.run("breakdown")}>${icon("breakdown")}${t("Breakdown")}<span class="kbd" aria-hidden="true">${keyOf("breakdown")}</span></button>`
        : nothing
    }
    <span class="sep"></span>
    ${step("undo", store.undoLabel.value, t("Undo"), "undo", () => store.undo())}
    ${step("redo", store.redoLabel.value, t("Redo"), "redo", () => store.redo())}
    ${steps(store)}
    <span class="grow"></span>
    ${listed || keys === 0 ? nothing : map}
    ${keys > 0 ? html`<span class="tl-count num">${countWords(store, keys)}</span>` : nothing}
    <button class="btn btn--quiet btn--dense${listed ? " is-on" : ""}" type="button" aria-pressed=${listed ? "true" : "false"}
      @click=${list}>${icon("list")}${t("List")}</button>
    <span class="sep"></span>
    ${tool("minus", t("Zoom out"), "zoom-out", zoomOut, listed)}
    ${tool("fit", t("Fit the whole shot"), "zoom-fit", fit, listed)}
    ${tool("plus", t("Zoom in"), "zoom-in", zoomIn, listed)}
  </div>`;
}

/** @type {{value: Mode, label: () => string, hint: () => string}[]} */
const MODES = [
  {
    value: "move",
    label: () => t("Move"),
    hint: () => t("Only what is dragged moves; it stops beside other keys"),
  },
  {
    value: "ripple",
    label: () => t("Ripple"),
    hint: () => t("All that follows moves along. In any mode: hold Alt while dragging"),
  },
  {
    value: "swap",
    label: () => t("Swap"),
    hint: () => t("Two keys trade their poses. In any mode: press Ctrl, then drag"),
  },
];

/** Magnet, and how keys move. @param {Store} store */
function modes(store) {
  const on = magnet.value;
  const all = allTracks.value;
  const snap = withKey(t("Magnet: catch the playhead, markers, keys of other tracks"), "magnet");
  return html`<button class="ibtn tl-magnet" type="button" aria-pressed=${on ? "true" : "false"} aria-label=${t("Magnet")} title=${snap}
      @click=${() => (magnet.value = !on)}>${icon("magnet")}</button>
    <div class="segd tl-modes" role="group" aria-label=${t("How keys move")}>${MODES.map(
      ({ value, label, hint }) =>
        html`<button type="button" aria-pressed=${mode.value === value ? "true" : "false"} title=${hint()} @click=${() => (mode.value = value)}>${label()}</button>`,
    )}</div>
    ${
      mode.value === "ripple" && store.trackList.value.length > 1
        ? html`<label class="check tl-all-tracks t12" title=${t("A ripple moves what follows on every track of the shot")}><input class="switch" type="checkbox" .checked=${all}
            @change=${() => (allTracks.value = !all)}>${t("All tracks")}</label>`
        : nothing
    }
    <span class="sep"></span>`;
}

/** @param {Store} store @param {number} keys */
function countWords(store, keys) {
  const chosen = store.selection.value.size;
  if (chosen > 1)
    return t("{chosen} of {keys} chosen", { chosen, keys: tn("{count} key", "{count} keys", keys) });
  return tn("{count} key", "{count} keys", keys);
}

/** @param {string} name @param {string | null} label @param {string} word @param {string} of the act that it does @param {() => void} act */
function step(name, label, word, of, act) {
  const title = withKey(label ? t("{word}: {label}", { word, label }) : word, of);
  return html`<button class="ibtn" type="button" aria-label=${title} title=${title} ?disabled=${label === null}
    @click=${act}>${icon(name)}</button>`;
}

/** The last steps by name, to go back or forth over several at once. @param {Store} store */
function steps(store) {
  const { back, forth } = store.steps.value;
  const open = async (/** @type {Event} */ event) => {
    const button = /** @type {Element} */ (event.currentTarget);
    const { openSteps } = await timeline.load();
    openSteps(store, button);
  };
  return html`<button class="ibtn tl-steps" type="button" aria-haspopup="menu" aria-label=${t("The last steps")} title=${t("The last steps")}
    ?disabled=${back.length + forth.length === 0} @click=${open}>${icon("down")}</button>`;
}

/** @param {string} name @param {string} word @param {string} of the act that it does @param {() => void} act @param {boolean} disabled */
function tool(name, word, of, act, disabled) {
  const title = withKey(word, of);
  return html`<button class="ibtn" type="button" aria-label=${title} title=${title} ?disabled=${disabled}
    @click=${act}>${icon(name)}</button>`;
}

/** The arrows go from tool to tool, as in any toolbar. @param {KeyboardEvent} event */
function roving(event) {
  const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (!by || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const bar = /** @type {Element} */ (event.currentTarget);
  const tools = [.../** @type {NodeListOf<HTMLElement>} */ (bar.querySelectorAll("button:enabled, input"))];
  const next = tools[tools.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + by];
  event.preventDefault();
  event.stopPropagation();
  next?.focus();
}
