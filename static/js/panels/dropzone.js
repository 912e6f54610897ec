/**
 * Pictures from outside: dropped anywhere on the window, or pasted.
 *
 * @import {Store} from "#kf/core/store.js"
 */
import { html, render } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { placeAtPlayhead } from "#kf/panels/place.js";
import { picturesOf, uploaderOf } from "#kf/panels/uploads.js";
import { icon } from "#kf/ui/icon.js";

/** @typedef {"library" | "frame" | "background"} Zone */

/**
 * Let the whole page take pictures.
 * @param {Store} store
 */
export function takePictures(store) {
  /** @type {HTMLElement | null} */
  let zones = null;
  const close = () => {
    zones?.remove();
    zones = null;
  };
  addEventListener("dragenter", (event) => {
    if (!zones && event.dataTransfer?.types.includes("Files"))
      zones = open(store, event.dataTransfer.items.length);
  });
  addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    const over = zoneOf(event);
    for (const zone of zones?.children ?? []) zone.toggleAttribute("data-over", zone === over);
  });
  addEventListener("dragleave", (event) => !event.relatedTarget && close());
  addEventListener("drop", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    const zone = /** @type {Zone} */ (zoneOf(event)?.dataset.zone ?? "library");
    send(store, picturesOf(event.dataTransfer), zone);
    close();
  });
  addEventListener("paste", (event) => {
    const field = event.target instanceof Element && event.target.closest("input, textarea");
    const pictures = picturesOf(event.clipboardData);
    if (!field && pictures.length > 0) send(store, pictures, "library");
  });
}

/** @param {DragEvent} event @returns {HTMLElement | null} */
function zoneOf(event) {
  return event.target instanceof Element ? event.target.closest("[data-zone]") : null;
}

/** @param {Store} store @param {number} count */
function open(store, count) {
  const zones = document.createElement("div");
  zones.className = "dropzone";
  const frame = store.frame.value + 1;
  const place =
    count > 1
      ? t("Add, and place the first at frame {frame}", { frame })
      : t("Place at frame {frame}", { frame });
  render(
    html`<div data-zone="library">${icon("image")}${tn("Add to the poses", "Add {count} pictures to the poses", count)}</div>
      <div data-zone="frame">${icon("key")}${place}</div>
      <div data-zone="background">${icon("board")}${t("Add as a background")}</div>`,
    zones,
  );
  document.body.append(zones);
  return zones;
}

/** @param {Store} store @param {File[]} pictures @param {Zone} zone */
function send(store, pictures, zone) {
  if (pictures.length === 0) {
    store.toast(t("That is no picture. Drop PNG, JPEG or WebP files."), null, "error");
    return;
  }
  let first = true;
  uploaderOf(store).add(pictures, {
    background: zone === "background",
    landed: (pose) => {
      if (zone === "background") return;
      store.chosenPose.value ??= pose.id;
      if (zone === "frame" && first) placeAtPlayhead(store, pose.id);
      first = false;
    },
  });
}
