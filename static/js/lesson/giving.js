/**
 * Under an answer: the act that makes a judgement of it, and, once it is given, what was changed since.
 *
 * @import {Film} from "#kf/lesson/film.js"
 * @import {Opinion} from "#kf/lesson/types.d.ts"
 * @import {Work} from "#kf/lesson/work.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { icon } from "#kf/ui/icon.js";

/** @param {string | null | undefined} identity */
export function identityWords(identity) {
  return { yes: t("Yes"), partly: t("Partly"), no: t("No") }[identity ?? ""] ?? t("not said");
}

/**
 * @param {Work} work
 * @param {Film} film
 * @param {{ready: boolean, given: boolean, changing: boolean, give: () => void, change: () => void}} state
 */
export function giving(work, film, { ready, given, changing, give, change }) {
  if (!given) {
    return html`<div class="ex-give"><p class="dim t12">${t("Until you give it, this is a draft. Then you see what the machine measured; what you change after that is marked for your teacher.")}</p>
      <button type="button" class="btn btn--primary" ?disabled=${!ready} @click=${give}>${icon("check")}${t("This is my judgement")}</button></div>`;
  }
  const said = work.stretches.map((one) => work.opinion(one));
  const changed = said.some((one) => one.changed);
  return html`<div class="ex-give"><p class=${changed ? "note note--stale" : "dim t12"} role="status">${changed ? html`${icon("stale")}<span>${t("Changed after seeing the curve. Your judgement was: {words}", { words: first(work, film, said) })}</span>` : t("You have given your judgement. What you change now is marked for your teacher.")}</p>
      ${changing ? nothing : html`<button type="button" class="btn btn--line" @click=${change}>${icon("edit")}${t("Change it")}</button>`}</div>`;
}

/** What was given, in words. @param {Work} work @param {Film} film @param {Opinion[]} said */
function first({ stretches }, film, said) {
  const frames = stretches.flatMap((one, n) =>
    (said[n].given?.frames ?? []).flatMap((drawing) => one.frames[drawing] ?? []),
  );
  const shown = [...new Set(frames)].sort((a, b) => a - b).map((frame) => film.shown(frame));
  return [identityWords(said[0]?.given?.identity), ...shown].join(", ");
}
