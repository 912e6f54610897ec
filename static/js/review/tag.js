/**
 * What a frame is, in a sign and a word: by people, by a machine, or not there.
 *
 * @import {Kind} from "#kf/watch/reel.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { icon } from "#kf/ui/icon.js";

/** @param {Kind | undefined} kind */
export function kindWord(kind) {
  if (kind === "in-between") return t("machine-made");
  if (kind === "breakdown") return t("a breakdown, drawn by the machine");
  return kind === "missing" ? t("not drawn yet") : "";
}

/** @param {Kind | undefined} kind */
export function kindSign(kind) {
  if (kind === "in-between") return html`<i class="film-dots" aria-hidden="true"></i>`;
  const sign = { key: "key", hold: "hold", breakdown: "breakdown", missing: "clock", background: "" }[
    kind ?? "background"
  ];
  return sign ? icon(sign, "icon-12") : nothing;
}
