/**
 * The pictures that a pose has and had, to go back to one.
 *
 * @import {Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { pictureUrl } from "#kf/core/urls.js";
import { ask, showBy } from "#kf/library/acts.js";
import { show } from "#kf/ui/dialog.js";
import { icon } from "#kf/ui/icon.js";

/** @typedef {{sha256: string, width: number, height: number, has_alpha: boolean, original: string, framing: {turn: number} | null, made_at: string, by: string, present: boolean}} Version */

/** @param {Store} store @param {Pose} pose */
export async function openVersions(store, pose) {
  await store.settled();
  /** @type {Version[] | null} */
  const versions = await ask(store, `/poses/${pose.id}/versions`);
  if (!versions) return;
  const title = t("Versions of {name}", { name: pose.name });
  const sha256 = await show(
    (close) => html`<h2 dir="auto">${title}</h2>
      <p class="hint">${t("Every picture this pose has had. Choosing one is a step that can be undone.")}</p>
      <ul class="versions" role="list">${versions.map((version) => row(store, pose, version, close))}</ul>
      <div class="acts"><button type="button" class="btn btn--quiet" @click=${() => close()}>${t("Close")}</button></div>`,
    { label: title, wide: true },
  );
  if (sha256) await choose(store, pose.id, sha256);
}

/** @param {Store} store @param {Pose} pose @param {Version} version @param {(value: string) => void} close */
function row(store, pose, version, close) {
  const when = new Date(version.made_at).toLocaleString(document.documentElement.lang || undefined, {
    dateStyle: "medium",
    timeStyle: "short",
  });
  const size = t("{width} × {height}", { width: version.width, height: version.height });
  const kind = version.framing ? t("cut from its original") : t("as it came in");
  const name = t("Use the picture of {when}", { when });
  return html`<li class=${version.present ? "is-now" : ""}><span class="im"><img class="pic pic--whole" src=${pictureUrl(store.project.value.id, version.sha256)} alt="" loading="lazy"></span>
    <span class="grow"><time class="strong" datetime=${version.made_at}>${when}</time>
      <span class="dim t12 num">${size} · ${kind}</span>${version.by ? html`<span class="dim t12" dir="auto">${t("by {name}", { name: version.by })}</span>` : nothing}</span>
    ${
      version.sha256 === pose.sha256
        ? html`<span class="badge badge--ok">${icon("check", "icon-12")}${t("shown now")}</span>`
        : html`<button type="button" class="btn btn--line btn--dense" aria-label=${name} @click=${() => close(version.sha256)}>${t("Use this one")}</button>`
    }</li>`;
}

/** @param {Store} store @param {string} id @param {string} sha256 */
async function choose(store, id, sha256) {
  const setting = await ask(store, `/poses/${id}/versions/${sha256}`, {});
  const pose = store.poses.value.get(id);
  if (!setting || !pose) return;
  await showBy(store, pose, setting, {
    edit: t("Another version of {name}", { name: pose.name }),
    told: t("{name} has another picture.", { name: pose.name }),
  });
}
