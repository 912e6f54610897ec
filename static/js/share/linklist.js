/**
 * The links that there are.
 *
 * @import {Link} from "#kf/share/types.d.ts"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "#kf/core/i18n.js";
import { facts, LEVEL_ICON, linkName, useWords } from "#kf/share/words.js";
import { icon } from "#kf/ui/icon.js";

/** @typedef {{change: (link: Link) => void, renew: (link: Link) => void, revoke: (link: Link) => void}} Acts */

/**
 * @param {readonly Link[]} links
 * @param {Acts} acts
 * @param {(link: Link) => unknown} below what stands below a link: the form, while it is changed
 */
export function linkList(links, acts, below) {
  return html`<ul class="share-links">${repeat(
    links,
    ({ id }) => id,
    (link) =>
      html`<li data-link=${link.id} class=${link.expired ? "is-over" : ""}>${row(link, acts)}${below(link)}</li>`,
  )}</ul>`;
}

/** @param {Link} link @param {Acts} acts */
function row(link, acts) {
  const name = linkName(link);
  return html`<div class="share-link">
    ${icon(LEVEL_ICON[link.level])}
    <div class="grow">
      <p class="strong ell" dir="auto">${name}</p>
      <p class="t12 dim">${[...facts(link), `/s/${link.hint}…`].join(" · ")}</p>
      <p class="t12 dim num">${useWords(link)}</p>
    </div>
    <div class="row">
      ${link.frozen ? open(link, name) : nothing}
      ${act("edit", t("Change the link {name}", { name }), t("Change"), () => acts.change(link))}
      ${act("loop", t("Give the link {name} a new address", { name }), t("New address"), () => acts.renew(link))}
      ${act("trash", t("Revoke the link {name}", { name }), t("Revoke"), () => acts.revoke(link))}
    </div>
  </div>`;
}

/** Comments on how a project was are read where they were made. @param {Link} link @param {string} name */
function open({ shows }, name) {
  const label = t("Open what the link {name} shows", { name });
  return html`<a class="ibtn" href="/projects/${shows}/watch" target="_blank" rel="noopener" aria-label=${label} title=${t("Open it")}>${icon("arrow-right")}</a>`;
}

/** @param {string} sign @param {string} label @param {string} title @param {() => void} run */
function act(sign, label, title, run) {
  return html`<button type="button" class="ibtn" aria-label=${label} title=${title} @click=${run}>${icon(sign)}</button>`;
}
