/**
 * All that the command palette can do: every act that has a place in the table of shortcuts, and going to
 * anything that has a name.
 *
 * @import {Store} from "#kf/core/store.js"
 */
import { t } from "#kf/core/i18n.js";
import { keymap } from "#kf/core/keymap.js";
import { shownFrame, storedFrame } from "#kf/core/time.js";
import { placeAtPlayhead } from "#kf/panels/place.js";
import { alone } from "#kf/ui/alone.js";
import { togglePanel } from "#kf/ui/sides.js";
import { setTheme } from "#kf/ui/theme.js";

/** @typedef {{id: string, label: string, group: string, keys: string[], run: () => void}} Command */

/**
 * @param {Store} store
 * @returns {Command[]}
 */
export function commands(store) {
  return [...acts(), ...places(store), ...settings()];
}

/** What is of no use here: this list itself, and what lasts as long as its key is down. */
const HELD = new Set(["palette", "flip"]);

/** @returns {Command[]} */
function acts() {
  return keymap
    .sheet()
    .flatMap(({ group, rows }) =>
      rows
        .filter(({ act }) => !HELD.has(act))
        .map(({ act, keys, label }) => ({ id: act, label, group, keys, run: () => void keymap.run(act) })),
    );
}

/** @param {Store} store @returns {Command[]} */
function places(store) {
  const group = t("Go to");
  const { project } = store;
  const to = (/** @type {string} */ id, /** @type {string} */ label, /** @type {() => void} */ run) => ({
    id,
    label,
    group,
    keys: [],
    run,
  });
  return [
    ...store.shotList.value.map(({ id, name }) =>
      to(`shot:${id}`, t("Shot: {name}", { name }), () => store.openShot(id)),
    ),
    ...store.trackList.value.map(({ id, name }) =>
      to(`track:${id}`, t("Track: {name}", { name }), () => (store.track.value = id)),
    ),
    ...store.markerList.value.map(({ id, name, frame }) =>
      to(
        `marker:${id}`,
        t("Marker: {name}, frame {frame}", { name, frame: shownFrame(frame, project.value) }),
        () => store.seek(frame),
      ),
    ),
    ...store.shotKeys.value.map(({ id, pose, frame }) =>
      to(
        `key:${id}`,
        t("Key: {name}, frame {frame}", {
          name: store.poses.value.get(pose)?.name ?? "",
          frame: shownFrame(frame, project.value),
        }),
        () => {
          store.seek(frame);
          store.select([id]);
        },
      ),
    ),
    ...store.poseList.value.map(({ id, name }) =>
      to(`pose:${id}`, t("Place {name} at the playhead", { name }), () => void placeAtPlayhead(store, id)),
    ),
  ];
}

/** @returns {Command[]} */
function settings() {
  const group = t("This page");
  const one = (/** @type {string} */ id, /** @type {string} */ label, /** @type {() => void} */ run) => ({
    id,
    label,
    group,
    keys: [],
    run,
  });
  const languages = /** @type {NodeListOf<HTMLButtonElement>} */ (
    document.querySelectorAll("#person-menu [lang]")
  );
  return [
    one("theme:dark", t("Appearance: dark"), () => setTheme("dark")),
    one("theme:light", t("Appearance: light"), () => setTheme("light")),
    one("theme:system", t("Appearance: as the system"), () => setTheme("system")),
    ...[...languages].map((button) =>
      one(`language:${button.lang}`, t("Language: {name}", { name: button.textContent?.trim() ?? "" }), () =>
        button.click(),
      ),
    ),
    one("panel:library", t("Show or hide the poses"), () => togglePanel("library")),
    one("panel:inspector", t("Show or hide the inspector"), () => togglePanel("inspector")),
    ...(alone() ? [one("projects", t("All projects"), () => location.assign("/projects"))] : []),
  ];
}

/**
 * What a number that was typed means: the frame with that number.
 * @param {Store} store
 * @param {string} typed
 * @returns {Command | null}
 */
export function frameCommand(store, typed) {
  if (!/^\s*\d{1,6}\s*$/.test(typed)) return null;
  const frame = storedFrame(Number(typed), store.project.value);
  if (frame < 0 || frame >= Math.max(1, store.shotLength.value)) return null;
  const label = t("Go to frame {frame}", { frame: Number(typed) });
  return { id: `frame:${frame}`, label, group: t("Go to"), keys: [], run: () => store.seek(frame) };
}
