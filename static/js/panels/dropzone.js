/**
 * Pictures from outside, dropped anywhere on the window or pasted.
 *
 * @import {Store} from "#kf/core/store.js"
 */
import { library } from "#kf/later/parts.js";
import { filesOf, picturesOf } from "#kf/library/brought.js";

/**
 * Let the whole page take pictures.
 * @param {Store} store
 */
export function takePictures(store) {
  /** @type {HTMLElement | null} */
  let zones = null;
  let count = 1;
  /** Where the pictures are held. @type {{clientX: number, clientY: number} | null} */
  let held = null;
  const close = () => {
    zones?.remove();
    zones = null;
  };
  addEventListener("dragenter", async (event) => {
    if (zones || !event.dataTransfer?.types.includes("Files") || document.querySelector("dialog:modal"))
      return;
    count = event.dataTransfer.items.length;
    zones = document.createElement("div");
    zones.className = "dropzone";
    document.body.append(zones);
    held = null;
    const { drawZones, targetOf } = await library.load();
    if (zones) drawZones(store, zones, count, held && targetOf(store, held));
  });
  addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    held = { clientX: event.clientX, clientY: event.clientY };
    const loaded = library.here;
    if (zones && loaded) loaded.drawZones(store, zones, count, loaded.targetOf(store, held));
  });
  addEventListener("dragleave", (event) => !event.relatedTarget && close());
  addEventListener("drop", async (event) => {
    if (!event.dataTransfer?.types.includes("Files") || event.defaultPrevented) return close();
    event.preventDefault();
    const place = zones && { clientX: event.clientX, clientY: event.clientY };
    close();
    const reading = filesOf(event.dataTransfer);
    const { sendTo, targetOf } = await library.load();
    const target = place ? targetOf(store, place) : { zone: /** @type {const} */ ("library"), clientX: 0 };
    sendTo(store, await reading, target);
  });
  addEventListener("paste", async (event) => {
    const field = event.target instanceof Element && event.target.closest("input, textarea");
    const pictures = picturesOf(event.clipboardData);
    if (field || pictures.length === 0) return;
    (await library.load()).sendTo(store, pictures, { zone: "library", clientX: 0 });
  });
}
