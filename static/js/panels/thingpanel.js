/**
 * The first tab of the side panel: one key, one segment, several of them, or what to do where there is nothing.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Subject} from "#kf/panels/subject.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { keyLabel, keyOf } from "#kf/core/keymap.js";
import { panels } from "#kf/later/parts.js";
import { keyPanel } from "#kf/panels/keypanel.js";
import { renderFoot } from "#kf/panels/renderbutton.js";
import { segmentPanel } from "#kf/panels/segmentpanel.js";
import { icon } from "#kf/ui/icon.js";

/** The name of the tab. @param {Subject} subject */
export function thingName({ keys, lefts }) {
  if (keys.length > 1) return t("Keys");
  if (keys.length === 1 && lefts.length === 0) return t("Key");
  return lefts.length > 1 ? t("Segments") : t("Segment");
}

/** @param {Store} store @param {Subject} subject */
export function thingPanel(store, { keys, lefts }) {
  if (keys.length > 1) return panels.wanted?.severalKeys(store, keys, lefts);
  if (keys.length === 1 && lefts.length === 0) return keyPanel(store, keys[0]);
  if (lefts.length > 1) return panels.wanted?.severalSegments(store, lefts);
  return lefts.length === 1 ? segmentPanel(store, lefts[0]) : emptyPanel(store);
}

/** @param {Store} store @param {Subject} subject */
export function thingFoot(store, { lefts }) {
  if (lefts.length > 0) return renderFoot(store, lefts);
  return nothing;
}

/** What could be here, and how to get it. @param {Store} store */
function emptyPanel(store) {
  const count = store.shotKeys.value.length;
  const key = keyOf("add-key") || keyLabel("Enter");
  if (count === 0)
    return empty(
      "key",
      t("No key yet"),
      t("Choose a pose and press {key} to place it at the playhead, or drag it onto the timeline.", { key }),
    );
  if (count === 1)
    return empty(
      "timeline",
      t("One more key"),
      t(
        "Move the playhead on, choose another pose and press {key}. The frames between the two are then drawn for you.",
        {
          key,
        },
      ),
    );
  return empty(
    "select",
    t("Nothing is selected"),
    t("Click a key or the frames between two keys on the timeline, or move the playhead onto them."),
  );
}

/** @param {string} sign @param {string} title @param {string} words */
function empty(sign, title, words) {
  return html`<div class="empty empty--insp">${icon(sign)}<h2>${title}</h2><p>${words}</p></div>`;
}
