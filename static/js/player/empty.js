/**
 * What the stage offers where there is nothing to show yet.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {ApiError} from "#kf/core/net.js"
 */
import { html, nothing } from "lit";
import { poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { keyLabel, keyOf } from "#kf/core/keymap.js";
import { api } from "#kf/core/net.js";
import { placeAtPlayhead, placePair } from "#kf/panels/place.js";
import { figure } from "#kf/player/figure.js";
import { alone } from "#kf/ui/alone.js";
import { icon } from "#kf/ui/icon.js";

const BETWEEN = [0.25, 0.5, 0.75];

/** Ask the page for pictures; the library listens. @param {Event} event */
export function wantUpload(event) {
  event.target?.dispatchEvent(new CustomEvent("kf-upload", { bubbles: true }));
}

/** Make a project with the sample in it, and go there. @param {Store} store */
async function openSample(store) {
  try {
    const project = await api("/api/projects", { json: { sample: true } });
    location.assign(`/projects/${project.id ?? project.project.id}`);
  } catch (error) {
    store.toast(/** @type {ApiError} */ (error).sentence, null, "error");
  }
}

/**
 * The first minute of a project: what two poses do, and the two ways to begin.
 * @param {Store} store
 */
export function blank(store) {
  return html`<div class="blank">
    <div class="blank-strip" aria-hidden="true">
      <figure class="is-key"><div class="im">${figure(0)}</div><figcaption>${t("Your first pose")}</figcaption></figure>
      <figure><div class="im">${BETWEEN.map((time) => figure(time, true))}</div><figcaption>${t("In-betweens, made by kfweb")}</figcaption></figure>
      <figure class="is-key"><div class="im">${figure(1)}</div><figcaption>${t("Your second pose")}</figcaption></figure>
    </div>
    <div>
      <h2>${t("Two poses make a movement")}</h2>
      <p>${t("Place one pose at the start and one at the end. Press Render, and watch the frames between them land on the timeline.")}</p>
    </div>
    <div class="row">
      <button type="button" class="btn btn--primary btn--lg" @click=${wantUpload}>${icon("upload")}${t("Upload poses")}</button>
      ${alone() ? html`<button type="button" class="btn btn--line btn--lg" @click=${() => openSample(store)}>${icon("play")}${t("Open the sample project")}</button>` : nothing}
    </div>
  </div>`;
}

/**
 * A shot without a key, in a project that has poses.
 * @param {Store} store
 */
export function unplaced(store) {
  const poses = store.poseList.value;
  const chosen = store.poses.value.get(store.chosenPose.value ?? "") ?? poses[0];
  return html`<div class="unplaced">
    <p class="t14 strong">${t("Place a pose at the start and one at the end.")}</p>
    <p class="dim">${t("Drag poses to the timeline, or choose one and press {key}.", { key: keyOf("add-key") || keyLabel("Enter") })}</p>
    <div class="row row--wrap">
      ${
        poses.length < 2
          ? html`<button type="button" class="btn btn--primary" @click=${wantUpload}>${icon("upload")}${t("Upload a second pose")}</button>`
          : html`<button type="button" class="btn btn--primary" @click=${() => placePair(store)}>${icon("key")}${t("Place the first two poses")}</button>`
      }
      ${
        chosen
          ? html`<button type="button" class="btn btn--line" @click=${() => placeAtPlayhead(store, chosen.id)}>
            <span class="ell">${t("Place {pose} here", { pose: poseName(store, chosen.id) })}</span></button>`
          : null
      }
    </div>
  </div>`;
}
