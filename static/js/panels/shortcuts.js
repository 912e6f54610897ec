/**
 * The sheet of shortcuts: what each key does, and a place to choose other keys. One act at a time is changed: press its
 * button, then the key.
 *
 * @import {Binding} from "#kf/core/bindings.js"
 */
import { html, nothing, render } from "lit";
import { BINDINGS } from "#kf/core/bindings.js";
import { t } from "#kf/core/i18n.js";
import { choice, choose, holderOf, PLAIN, setKeys } from "#kf/core/keychoice.js";
import { keyLabel, keymap, pressed } from "#kf/core/keymap.js";
import { PRESETS } from "#kf/core/presets.js";
import { found } from "#kf/palette/search.js";
import { show } from "#kf/ui/dialog.js";
import { icon } from "#kf/ui/icon.js";

/** Keys that only change what another key means. */
const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "Dead", "Process"]);
/** Keys that a page must not take away from those who walk through it. */
const KEPT = new Set(["Shift+Tab", "F6", "Shift+F6", "Enter"]);
/** What no page is ever told of, whatever it would do. */
const BROWSERS = new Set(["Mod+N", "Mod+T", "Mod+W", "Mod+Shift+N", "Mod+Shift+T", "Mod+Shift+W"]);

/** @typedef {{typed: string, changing: string | null, trouble: string}} State changing: an act that waits for its key */

/** Show every shortcut that does something on this page, and let it be changed. */
export function showShortcuts() {
  const title = t("Keyboard shortcuts");
  /** @type {State} */
  const state = { typed: "", changing: null, trouble: "" };
  const body = document.createElement("div");
  body.className = "keys";
  const draw = () => render(sheet(state, draw), body);
  body.addEventListener("keydown", (event) => taken(state, event) && draw(), true);
  // Whoever goes elsewhere has left the key as it is.
  body.addEventListener("focusout", () => {
    if (!state.changing) return;
    state.changing = null;
    queueMicrotask(draw);
  });
  draw();
  return show(
    (close) => html`<h2>${title}</h2>${body}
      <div class="acts"><button type="button" class="btn btn--line" @click=${() => close()}>${t("Close")}</button></div>`,
    { label: title, wide: true },
  );
}

/** @param {State} state @param {() => void} draw */
function sheet(state, draw) {
  const { preset, own, characters } = choice.value;
  const turn = (/** @type {() => void} */ change) => {
    change();
    Object.assign(state, { changing: null, trouble: "" });
    draw();
  };
  const find = (/** @type {InputEvent} */ event) => {
    state.typed = /** @type {HTMLInputElement} */ (event.target).value;
    draw();
  };
  return html`<div class="keys-h">
      <input type="search" class="input" autofocus aria-label=${t("Find a shortcut")} placeholder=${t("Find a shortcut")} .value=${state.typed} @input=${find}>
      <label>${t("Keys")} <span class="select"><select @change=${(/** @type {Event} */ event) =>
        turn(() => choose({ preset: /** @type {HTMLSelectElement} */ (event.target).value }))}>
        ${Object.entries(PRESETS).map(([id, { label }]) => html`<option value=${id} ?selected=${id === preset}>${label()}</option>`)}
      </select>${icon("down")}</span></label>
      <label class="check"><input type="checkbox" class="box" .checked=${characters} @change=${() => turn(() => choose({ characters: !characters }))}>
        ${t("Single characters are shortcuts")}</label>
      <button type="button" class="btn btn--quiet btn--dense" ?disabled=${Object.keys(own).length === 0 && preset === PLAIN.preset && characters}
        @click=${() => turn(() => choose(PLAIN))}>${t("All as it was")}</button>
    </div>
    <p class="hint" role="status">${state.trouble || (state.changing ? t("Press the new key. Escape leaves it as it is.") : t("Press a key's button to choose another key."))}</p>
    <div class="keys-all" tabindex="0" role="group" aria-label=${t("Keyboard shortcuts")}><div class="sheet">${groups(
      state,
    ).map(
      ({ group, rows }) => html`<section><h3 class="label">${group}</h3>
      <dl>${rows.map((row) => line(state, row, draw))}</dl></section>`,
    )}</div></div>`;
}

/** @param {State} state */
function groups({ typed }) {
  return keymap
    .sheet()
    .map(({ group, rows }) => ({ group, rows: found(typed, rows, ({ label }) => label) }))
    .filter(({ rows }) => rows.length > 0);
}

/** @param {State} state @param {import("#kf/core/keymap.js").SheetRow} row @param {() => void} draw */
function line(state, { act, keys, label }, draw) {
  const changing = state.changing === act;
  const begin = (/** @type {Event} */ event) => {
    /** @type {HTMLElement} */ (event.currentTarget).focus(); // not every browser focuses what is clicked
    Object.assign(state, { changing: changing ? null : act, trouble: "" });
    draw();
  };
  const back = () => {
    setKeys(act, null);
    draw();
  };
  return html`<div><dt>${label}</dt><dd>
    ${act in choice.value.own ? html`<button type="button" class="ibtn ibtn--dense" aria-label=${t("{label}: the usual key again", { label })} @click=${back}>↺</button>` : nothing}
    <button type="button" class="keys-b" aria-pressed=${changing ? "true" : "false"} aria-label=${t("{label}: {keys}. Choose another key", { label, keys: keys.join(" ") || t("no key") })} @click=${begin}>
      ${changing ? html`<em>${t("press a key")}</em>` : keys.length > 0 ? keys.map((key) => html`<kbd class="kbd">${key}</kbd> `) : html`<em>${t("no key")}</em>`}</button>
  </dd></div>`;
}

/** Take the key that was waited for. @param {State} state @param {KeyboardEvent} event @returns {boolean} */
function taken(state, event) {
  const binding = BINDINGS.find(({ act }) => act === state.changing);
  if (!binding || event.key === "Tab" || MODIFIERS.has(event.key)) return false;
  event.preventDefault();
  event.stopPropagation();
  if (event.key === "Escape") Object.assign(state, { changing: null, trouble: "" });
  else give(state, binding, nameOf(event));
  return true;
}

/** What a press is to be called: by the letter on the key where another script or a sign is written. @param {KeyboardEvent} event */
function nameOf(event) {
  const names = pressed(event);
  return /^Key[A-Z]$/.test(event.code) ? names[names.length - 1] : names[0];
}

/** @param {State} state @param {Binding} binding @param {string} key */
function give(state, { act, context, label }, key) {
  const holder = holderOf(context, key, act);
  if (KEPT.has(key))
    state.trouble = t("{key} moves through the page and cannot be a shortcut.", { key: keyLabel(key) });
  else if (BROWSERS.has(key))
    state.trouble = t("The browser keeps {key} for itself.", { key: keyLabel(key) });
  else if (holder)
    state.trouble = t("{key} is taken: {label}. Give that another key first.", {
      key: keyLabel(key),
      label: holder.label(),
    });
  else {
    setKeys(act, [key]);
    Object.assign(state, {
      changing: null,
      trouble: t("{label} is {key} now.", { label: label(), key: keyLabel(key) }),
    });
  }
}
