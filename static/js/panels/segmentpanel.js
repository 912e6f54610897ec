/**
 * The panel of one segment: its head is there at once, its settings as soon as they are loaded.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html } from "lit";
import { t } from "#kf/core/i18n.js";
import { panels } from "#kf/later/parts.js";
import { segmentHead } from "#kf/panels/segmenthead.js";
import { rightOf } from "#kf/panels/subject.js";
import { icon } from "#kf/ui/icon.js";

/** @param {Store} store @param {Keyframe} left */
export function segmentPanel(store, left) {
  const right = rightOf(store, left);
  const segment = store.segments.value.get(left.id);
  if (!right || !segment)
    return html`<div class="empty empty--insp">${icon("linear")}<h2>${t("Nothing in between")}</h2>
      <p>${t("These two keys touch. Move one of them away, and the frames between them can be drawn.")}</p></div>`;
  return html`${segmentHead(store, left, right, segment)}${panels.wanted?.segmentSettings(store, left, segment)}`;
}
