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
import { effect } from "@preact/signals-core";
import { t } from "#kf/core/i18n.js";
import { keymap } from "#kf/core/keymap.js";
import { Live } from "#kf/core/live.js";
import { Store } from "#kf/core/store.js";
import { breakdownAtPlayhead, marksAtPlayhead } from "#kf/marks/enter.js";
import { markingOf } from "#kf/marks/mode.js";
import { takePictures } from "#kf/panels/dropzone.js";
import "#kf/panels/export.js";
import "#kf/panels/inspector.js";
import "#kf/panels/library.js";
import { placeAtPlayhead } from "#kf/panels/place.js";
import { showShortcuts } from "#kf/panels/shortcuts.js";
import "#kf/panels/shots.js";
import "#kf/panels/status.js";
import { workOf } from "#kf/panels/work.js";
import { playbackOf } from "#kf/player/playback.js";
import "#kf/player/stage.js";
import "#kf/player/transport.js";
import "#kf/timeline/timeline.js";
import { closeSheet, togglePanel } from "#kf/ui/sides.js";

const PARTS =
  "kf-title, kf-shots, kf-saved, kf-export, kf-library, kf-stage, kf-transport, kf-timeline, kf-inspector, kf-status, kf-toasts";

const snapshot = /** @type {Snapshot} */ (
  JSON.parse(document.getElementById("kf-snapshot")?.textContent ?? "")
);
const store = new Store(snapshot);
const playback = playbackOf(store);
store.chosenPose.value = store.poseList.value[0]?.id ?? null;

for (const part of document.querySelectorAll(PARTS)) Object.assign(part, { store });
Object.assign(window, { kf: { store } });

const library = /** @type {Library} */ (document.querySelector("kf-library"));
const stage = /** @type {Stage} */ (document.querySelector("kf-stage"));
const inspector = /** @type {Inspector} */ (document.querySelector("kf-inspector"));
const films = /** @type {Export} */ (document.querySelector("kf-export"));

document.addEventListener("kf-upload", (event) =>
  library.pick(/** @type {CustomEvent} */ (event).detail ?? {}),
);
document.addEventListener("kf-export", () => films.open());
document.addEventListener("kf-scrub", () => playback.stop());
document.addEventListener("kf-inspect", () => void inspect());
takePictures(store);
// What is marked is marked on the stage: in a narrow window a sheet must not hide it.
effect(() => {
  if (markingOf(store).mode.value) closeSheet();
});

/** Bring the inspector up, wherever it is, and go into it. */
async function inspect() {
  const hidden =
    document.body.dataset.folded?.includes("inspector") ||
    inspector.getBoundingClientRect().top >= innerHeight;
  if (hidden) togglePanel("inspector");
  await inspector.open();
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
  else store.toast(t("There is no pose to place yet. Upload one, then press A."));
}

function renderShot() {
  const work = workOf(store.shotKeys.value, store.segments.value, 0);
  if (work.open.length > 0 && store.shot.value) void store.render({ shot: store.shot.value });
  else if (work.going.length === 0)
    store.toast(
      work.segments > 0
        ? t("Everything in this shot is rendered.")
        : t("Place two poses with frames between them, then render."),
    );
}

/** @param {import("@preact/signals-core").Signal<boolean>} setting */
function flip(setting) {
  setting.value = !setting.value;
}

/** @type {Record<string, (event: KeyboardEvent) => void>} */
const ACTS = {
  play: ({ key }) => (key === " " ? playback.toggle() : playback.shuttle(1)),
  stop: () => playback.stop(),
  "play-back": () => playback.shuttle(-1),
  loop: () => flip(playback.loop),
  "next-frame": () => playback.step(1),
  "previous-frame": () => playback.step(-1),
  "ten-on": () => playback.step(10),
  "ten-back": () => playback.step(-10),
  "previous-key": () => playback.toKey(-1),
  "next-key": () => playback.toKey(1),
  "to-start": () => playback.toStart(),
  "to-end": () => playback.toEnd(),
  "previous-shot": () => toShot(-1),
  "next-shot": () => toShot(1),
  render: renderShot,
  breakdown: () => breakdownAtPlayhead(store),
  marks: () => marksAtPlayhead(store),
  undo: () => void store.undo(),
  redo: () => void store.redo(),
  onion: () => flip(playback.onion),
  "stage-fit": () => stage.fit(),
  "stage-full": () => stage.fullSize(),
  help: () => void showShortcuts(),
};
for (const [act, run] of Object.entries(ACTS)) keymap.on(act, run);
// The timeline has its own A; this one also knows what to do on the last key, and must come after it.
void customElements
  .whenDefined("kf-timeline")
  .then(() => requestAnimationFrame(() => keymap.on("add-key", addKey)));
keymap.listen(document);
new Live(store).start();
