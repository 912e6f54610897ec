/**
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { removeKeys, selectedKeys } from "#kf/core/edits.js";
import { t, tn } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { markingOf } from "#kf/marks/mode.js";
import { firstSteps } from "#kf/panels/firststeps.js";
import { keyPanel } from "#kf/panels/keypanel.js";
import { modeName, modePanel } from "#kf/panels/modepanel.js";
import { projectPanel, shotPanel } from "#kf/panels/projectpanel.js";
import { segmentFoot, segmentPanel } from "#kf/panels/segmentpanel.js";
import { sceneAt } from "#kf/player/scene.js";
import { icon } from "#kf/ui/icon.js";
import "#kf/panels/spacing.js";
import "#kf/ui/number.js";

/** @typedef {"thing" | "shot" | "project"} Tab */

const STEPS_HIDDEN = "kf-first-steps-hidden";

/** The settings of what is selected, or else of what the playhead stands on: `<kf-inspector>`. */
export class Inspector extends SignalElement {
  static properties = { store: { attribute: false }, tab: { state: true }, hidden_steps: { state: true } };

  /** @type {import("#kf/marks/mode.js").Mode | null} what was marked when this was drawn last */
  #marked = null;

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** @type {Tab} */
    this.tab = "thing";
    this.hidden_steps = localStorage.getItem(STEPS_HIDDEN) !== null;
  }

  render() {
    const { store } = this;
    if (!store) return nothing;
    if (!this.hidden_steps && store.keyframes.value.size < 2 && !markingOf(store).mode.value)
      return this.#beginner(store);
    const { key, segment, keys } = meant(store);
    const marking = markingOf(store);
    const marks = modeName(marking);
    const name = marks ?? (segment ? t("Segment") : keys.length > 1 ? t("Keys") : t("Key"));
    const tabs = /** @type {[Tab, string][]} */ ([
      ["thing", name],
      ["shot", t("Shot")],
      ["project", t("Project")],
    ]);
    const bare = !marks && !key && !segment && keys.length === 0;
    const tab = bare && this.tab === "thing" ? "shot" : this.tab;
    return html`<div class="tabs" role="tablist" aria-label=${t("Settings")} @keydown=${this.#rove}>
        ${tabs.map(
          ([
            id,
            label,
          ]) => html`<button type="button" role="tab" id="insp-${id}" aria-controls="insp-panel" aria-selected=${id === tab}
          tabindex=${id === tab ? 0 : -1} @click=${() => (this.tab = id)}>${label}</button>`,
        )}
      </div>
      <div class="insp" role="tabpanel" id="insp-panel" aria-labelledby="insp-${tab}">
        ${tab === "shot" ? shotPanel(store) : tab === "project" ? projectPanel(store) : marks ? modePanel(store, marking) : this.#thing(store)}
      </div>
      ${tab !== "thing" ? nothing : marks ? nothing : segment ? segmentFoot(store, segment) : nothing}`;
  }

  /** @param {Store} store */
  #thing(store) {
    const { key, segment, keys } = meant(store);
    if (keys.length > 1) return severalKeys(store, keys);
    if (segment) return segmentPanel(store, segment);
    if (key) return keyPanel(store, key);
    return html`<p class="dim">${t("Select a key or a segment on the timeline, or move the playhead onto one.")}</p>`;
  }

  /** @param {Store} store */
  #beginner(store) {
    const hide = () => {
      localStorage.setItem(STEPS_HIDDEN, "1");
      this.hidden_steps = true;
    };
    return html`<div class="tabs" role="presentation"><span aria-current="page">${t("First steps")}</span></div>
      <div class="insp">${firstSteps(store)}</div>
      <div class="insp-f"><button type="button" class="btn btn--quiet btn--wide" @click=${hide}>${t("Hide first steps")}</button></div>`;
  }

  /** @param {KeyboardEvent} event */
  #rove = (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const tabs = /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[role=tab]")]);
    const next =
      tabs[(tabs.indexOf(/** @type {HTMLElement} */ (event.target)) + step + tabs.length) % tabs.length];
    next.click();
    next.focus();
  };

  willUpdate() {
    const mode = this.store ? markingOf(this.store).mode.peek() : null;
    if (mode && mode !== this.#marked) this.tab = "thing";
    this.#marked = mode;
  }

  /** Show the selected thing and go to its first field. */
  async open() {
    this.tab = "thing";
    await this.updateComplete;
    const field = this.querySelector(".insp input, .insp select") ?? this.querySelector(".insp button");
    /** @type {HTMLElement | null} */ (field)?.focus();
  }
}

/**
 * What the inspector is about: the selection, or what is under the playhead.
 * @param {Store} store
 * @returns {{key: Keyframe | null, segment: Keyframe | null, keys: Keyframe[]}} segment: its left key
 */
function meant(store) {
  const keys = selectedKeys(store);
  if (keys.length > 0) return { key: keys[0], segment: null, keys };
  const chosen = [...store.selection.value].find((id) => id.startsWith("seg:"));
  const left = store.keyframes.value.get(chosen?.slice(4) ?? "");
  if (left) return { key: null, segment: left, keys: [] };
  const scene = sceneAt(store.shotKeys.value, store.segments.value, store.frame.value);
  if (scene.inbetween > 0) return { key: null, segment: scene.left, keys: [] };
  return { key: scene.kind === "key" ? scene.left : null, segment: null, keys: [] };
}

/** @param {Store} store @param {Keyframe[]} keys */
function severalKeys(store, keys) {
  return html`<p class="strong">${tn("{count} key selected", "{count} keys selected", keys.length)}</p>
    <p class="dim">${t("Drag one of them on the timeline to move them all, or press Alt and an arrow key.")}</p>
    <button type="button" class="btn btn--danger" @click=${() => removeKeys(store, keys)}>${icon("trash")}${tn("Delete {count} key", "Delete {count} keys", keys.length)}</button>`;
}

customElements.define("kf-inspector", Inspector);
