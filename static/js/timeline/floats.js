/**
 * What floats over the tracks while something is carried or drawn: the box of a selection, the place where a pose
 * would land, what the hands hold.
 *
 * @import {Desk} from "#kf/timeline/desk.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { shownFrame } from "#kf/core/time.js";
import { held } from "#kf/timeline/handview.js";
import { stripTop } from "#kf/timeline/rows.js";

/** @param {Desk} desk */
export function floats(desk) {
  return html`${held(desk)}${box(desk)}${landing(desk)}${carried(desk)}`;
}

/** @param {Desk} desk */
function box({ hand }) {
  const drawn = hand.box.value;
  if (!drawn) return nothing;
  const { from, to, top, bottom } = drawn;
  const high = top === undefined || bottom === undefined ? "" : `;top:${top}px;height:${bottom - top}px`;
  return html`<div class="box-sel" .style=${`transform:translateX(${from}px);width:${to - from}px${high}`}></div>`;
}

/** @param {Desk} desk */
function landing({ store, view, dropping }) {
  const at = dropping.landing.value;
  if (!at) return nothing;
  const rows = view.rows.value;
  const row = rows.find(({ id }) => id === (at.track ?? store.track.value)) ?? rows[0];
  const words = at.replaces
    ? t("Replace")
    : at.pushes
      ? t("frame {frame}, the rest moves on", { frame: shownFrame(at.frame, store.project.value) })
      : t("frame {frame}", { frame: shownFrame(at.frame, store.project.value) });
  const top = (row?.top ?? 0) + (row ? stripTop(row) - 2 : 22);
  return html`<div class="landing${at.replaces ? " landing--on" : ""}"
    .style=${`transform:translate(${view.x(at.frame)}px,${top}px);--strip:${row?.strip ?? 52}px`}><span>${words}</span></div>`;
}

/** The line where a track's head would go. @param {Desk} desk */
function carried({ view, heads, store }) {
  const held = heads.carried.value;
  if (!held) return nothing;
  const others = store.trackList.value.filter(({ id }) => id !== held.id);
  const above = others[held.place - 1];
  const row = view.rows.value.find(({ id }) => id === above?.id);
  const y = row ? row.top : Math.max(...view.rows.value.map(({ top, height }) => top + height));
  return html`<div class="trk-drop" .style=${`translate:0 ${y}px`}></div>`;
}
