/**
 * An empty track shows where things go: a pose at the start, one at the end, in-betweens from one to the other.
 *
 * @import {Keyframe, Project} from "#kf/core/types.d.ts"
 * @import {View} from "#kf/timeline/view.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { keyOf } from "#kf/core/keymap.js";
import { shownFrame } from "#kf/core/time.js";
import { APART, vacancies } from "#kf/timeline/layout.js";
import { icon } from "#kf/ui/icon.js";

const GHOST = 72;

/**
 * @param {View} view
 * @param {readonly Keyframe[]} track
 * @param {Project} project
 */
export function ghosts(view, track, project) {
  const free = vacancies(track);
  if (!free) return nothing;
  const { start, end } = free;
  const from =
    start === null ? Math.max(view.x(end - APART), view.x(track[0].frame) + 44) : view.x(start) + GHOST + 8;
  const width = view.x(end) - 8 - from;
  return html`${start === null ? nothing : ghost(view, start, t("Start"), project)}
    ${width > 40 ? between(from, width) : nothing}${ghost(view, end, t("End"), project)}`;
}

/** What one can do with a track that has no keys yet. */
export function invitation() {
  const key = keyOf("add-key");
  return html`<p class="trk-hint">${key ? t("Drop a pose here, or press {key}", { key }) : t("Drop a pose here")}</p>`;
}

/** @param {number} from @param {number} width */
function between(from, width) {
  const words = width > 150 ? tn("{count} in-between goes here", "{count} in-betweens go here", APART) : "";
  return html`<div class="ghost ghost--mid" .style=${`translate:${from}px;width:${width}px`}>${words}</div>`;
}

/** @param {View} view @param {number} frame @param {string} word @param {Project} project */
function ghost(view, frame, word, project) {
  return html`<div class="ghost" data-ghost=${frame} .style=${`translate:${view.x(frame)}px;width:${GHOST}px`}>
    ${icon("key")}<span>${word}</span><span>${t("frame {frame}", { frame: shownFrame(frame, project) })}</span>
  </div>`;
}
