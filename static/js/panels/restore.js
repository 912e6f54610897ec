/**
 * What was asked for once, against what a segment says now, in words, with the way back.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { applySettings, fitting } from "#kf/core/takes.js";
import { settingsDiff } from "#kf/panels/settingsdiff.js";
import { methodLabel } from "#kf/player/words.js";

/** @param {Store} store @param {Partial<Keyframe> | null} settings @param {Keyframe} left */
export function differences(store, settings, left) {
  if (!settings) return html`<p class="hint">${t("Its settings were not kept.")}</p>`;
  const found = settingsDiff(settings, left, wordsOf(store));
  if (found.length === 0) return html`<p class="hint">${t("The same settings as now.")}</p>`;
  return html`<table class="diff"><thead class="vh"><tr><th>${t("Setting")}</th><th>${t("Then")}</th><th>${t("Now")}</th></tr></thead><tbody>${found.map(
    ({ label, before, after }) =>
      html`<tr><th scope="row">${label}</th><td>${before}</td><td class="dim">${t("now {value}", { value: after })}</td></tr>`,
  )}</tbody></table>`;
}

/** The button that sets it all back, where there is anything to set. @param {Store} store @param {Partial<Keyframe> | null} settings @param {Keyframe} left */
export function restoreButton(store, settings, left) {
  if (!settings || Object.keys(fitting(store, left, settings).to).length === 0) return nothing;
  const back = () => applySettings(store, left.id, settings, t("Restore earlier settings"));
  return html`<button type="button" class="btn btn--line btn--dense" ?disabled=${left.locked} @click=${back}>${t("Restore these settings")}</button>`;
}

/** @param {Store} store */
function wordsOf(store) {
  return {
    method: (/** @type {string} */ name) => (name === "auto" ? t("Auto") : methodLabel(store, name)),
    pose: (/** @type {string} */ id) => poseName(store, id),
  };
}
