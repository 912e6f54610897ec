/**
 * The editor's page: makes the store out of the snapshot that the server has put into the page, gives it to
 * every part, and ties keys and parts together.
 *
 * @import {Snapshot} from "#kf/core/types.d.ts"
 * @import {Library} from "#kf/panels/library.js"
 * @import {Inspector} from "#kf/panels/inspector.js"
 * @import {Export} from "#kf/panels/export.js"
 * @import {Stage} from "#kf/player/stage.js"
 */
import { effect, untracked } from "@preact/signals-core";
import { earlyLine } from "#kf/core/early.js";
import { t } from "#kf/core/i18n.js";
import { keepEdits } from "#kf/core/keptedits.js";
import { keymap, withKey } from "#kf/core/keymap.js";
import { NOT_LOADED } from "#kf/core/later.js";
import { Live } from "#kf/core/live.js";
import { keepLocal } from "#kf/core/local.js";
import { Store } from "#kf/core/store.js";
import { dialogs, foreseeAll, sharing } from "#kf/later/parts.js";
import { marksAtPlayhead, showArcs } from "#kf/marks/enter.js";
import { markingOf } from "#kf/marks/mode.js";
import { closeEditor } from "#kf/panels/closed.js";
import { takePictures } from "#kf/panels/dropzone.js";
import "#kf/panels/export.js";
import "#kf/panels/inspector.js";
import "#kf/panels/library.js";
import { watchRenders } from "#kf/panels/notify.js";
import { placeAtPlayhead } from "#kf/panels/place.js";
import { renderAll, renderShot } from "#kf/panels/rendering.js";
import "#kf/panels/shots.js";
import "#kf/panels/status.js";
import { playerActs } from "#kf/player/keys.js";
import { playbackOf } from "#kf/player/playback.js";
import { previewOf } from "#kf/preview/preview.js";
import "#kf/player/stage.js";
import "#kf/player/transport.js";
import "#kf/timeline/timeline.js";
import { kept } from "#kf/ui/kept.js";
import "#kf/ui/page.js";
import { toRegion } from "#kf/ui/regions.js";
import "#kf/ui/shell.js";
import { closeSheet, togglePanel, togglePanels } from "#kf/ui/sides.js";

const PARTS =
  "kf-title, kf-shots, kf-saved, kf-export, kf-library, kf-stage, kf-transport, kf-timeline, kf-inspector, kf-status, kf-toasts";

/** Where this browser remembers that the tour was seen; the server remembers it of the person. */
const TOURED = "kf-toured";

const snapshot = /** @type {Snapshot} */ (
  JSON.parse(document.getElementById("kf-snapshot")?.textContent ?? "")
);
const store = new Store(snapshot);
keepLocal(store);
void keepEdits(store);
const live = new Live(store, { early: earlyLine });
live.start();
const playback = playbackOf(store);
store.chosenPose.value = store.poseList.value[0]?.id ?? null;

for (const part of document.querySelectorAll(PARTS)) Object.assign(part, { store });
Object.assign(window, { kf: { store, previews: previewOf(store) } });

const library = /** @type {Library} */ (document.querySelector("kf-library"));
const stage = /** @type {Stage} */ (document.querySelector("kf-stage"));
const inspector = /** @type {Inspector} */ (document.querySelector("kf-inspector"));
const films = /** @type {Export} */ (document.querySelector("kf-export"));

document.addEventListener("kf-upload", (event) =>
  library.pick(/** @type {CustomEvent} */ (event).detail ?? {}),
);
document.addEventListener("kf-export", () => films.open());
document.addEventListener(NOT_LOADED, () =>
  store.toast(
    t("A part of this page could not be loaded, so that was not done. Your work is safe; try again."),
    null,
    "error",
  ),
);
document.addEventListener("kf-scrub", () => playback.stop());
document.addEventListener(
  "kf-inspect",
  (event) => void inspect(/** @type {CustomEvent} */ (event).detail?.tab),
);
const share = /** @type {HTMLElement | null} */ (document.querySelector("[data-share]"));
share?.addEventListener("click", async () =>
  (await sharing.load()).openShare(store, share.dataset.share?.split("\n").filter(Boolean)),
);
takePictures(store);
const help = /** @type {HTMLElement} */ (document.querySelector("[data-help]"));
effect(() => {
  help.title = withKey(t("Keyboard shortcuts"), "help");
});
// What is marked is marked on the stage: in a narrow window a sheet must not hide it.
effect(() => {
  if (markingOf(store).mode.value) closeSheet();
});

// The page was made for somebody who may edit.
let edits = true;
effect(() => {
  const fell = edits && !store.may("edit");
  edits = store.may("edit");
  if (fell && store.may("view")) void dialogs.foresee().then(() => dialogs.here?.showBarred(store));
});

/** Bring the inspector up, wherever it is, and go into it. @param {import("#kf/panels/inspector.js").Tab} [tab] */
async function inspect(tab) {
  const hidden =
    document.body.dataset.folded?.includes("inspector") ||
    inspector.getBoundingClientRect().top >= innerHeight;
  if (hidden) togglePanel("inspector");
  await inspector.open(tab);
}

/** @param {1 | -1} direction */
function toShot(direction) {
  const shots = store.shotList.value;
  const next = shots[shots.findIndex(({ id }) => id === store.shot.value) + direction];
  if (next) store.openShot(next.id);
}

function addKey() {
  const chosen = store.poses.value.get(store.chosenPose.value ?? "") ?? store.poseList.value[0];
  if (chosen) placeAtPlayhead(store, chosen.id);
  else store.toast(t("There is no pose to place yet. Upload one first."));
}

/** Milliseconds that the first act has for itself before the rest of the page is loaded. */
const FIRST_ACT = 1000;

/** @type {Record<string, (event: KeyboardEvent) => void>} */
const ACTS = {
  ...playerActs(store, stage),
  "previous-shot": () => toShot(-1),
  "next-shot": () => toShot(1),
  render: () => renderShot(store),
  "render-all": () => renderAll(store),
  marks: () => marksAtPlayhead(store),
  arcs: () => showArcs(store),
  undo: () => void store.undo(),
  redo: () => void store.redo(),
  help: async () => void (await dialogs.load()).showShortcuts(),
  palette: async () => void (await dialogs.load()).openPalette(store),
  "next-region": () => toRegion(1),
  "previous-region": () => toRegion(-1),
  panels: togglePanels,
};
for (const [act, run] of Object.entries(ACTS)) keymap.on(act, run);
// The timeline has its own A; this one also knows what to do on the last key, and must come after it.
void customElements
  .whenDefined("kf-timeline")
  .then(() => requestAnimationFrame(() => keymap.on("add-key", addKey)));
const stopKeys = keymap.listen(document);
const atWork = () => {
  for (const type of ["pointerdown", "keydown"]) removeEventListener(type, atWork, true);
  setTimeout(foreseeAll, FIRST_ACT);
};
for (const type of ["pointerdown", "keydown"]) addEventListener(type, atWork, true);
watchRenders(store);
if (snapshot.project.sample && store.may("share") && !snapshot.you.toured && !kept(TOURED))
  void dialogs.foresee().then(() => dialogs.here?.offerTour(store));

let open = true;
effect(() => {
  if (!open || store.may("view")) return;
  open = false;
  untracked(() => {
    live.end();
    stopKeys();
    closeEditor(store);
  });
});
