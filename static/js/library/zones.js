/**
 * Where pictures from outside go that are dropped on the window. The page says over each of its parts what a drop
 * there comes to: into the library, onto one of its cards, at this frame, in a row on the timeline, or behind the
 * shot.
 *
 * @import {Character, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing, render } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { shownFrame } from "#kf/core/time.js";
import { assignPoses } from "#kf/library/acts.js";
import { placeInRow } from "#kf/library/rowed.js";
import { byName } from "#kf/panels/natural.js";
import { layUnder, placeAtPlayhead } from "#kf/panels/place.js";
import { uploaderOf } from "#kf/panels/uploads.js";
import { icon } from "#kf/ui/icon.js";

/** @typedef {"library" | "frame" | "row" | "background" | "replace"} Zone */
/** @typedef {{name: Zone, box: DOMRect, sign: string, words: string}} Place */
/** @typedef {{zone: Zone, pose?: Pose, character?: Character, clientX: number}} Target */

/** Which part of the page stands for which zone. @type {readonly [Zone, string][]} */
const PARTS = [
  ["library", "kf-library"],
  ["frame", "kf-stage"],
  ["row", "kf-timeline"],
  ["background", "kf-inspector"],
];

/** The parts that are on the screen; with the library folded away the left of the stage stands for it. @returns {[Zone, DOMRect][]} */
function partsShown() {
  const found = PARTS.flatMap(([zone, name]) => {
    const box = document.querySelector(name)?.getBoundingClientRect();
    const seen = box && box.width > 40 && box.height > 40 && box.left < innerWidth && box.top < innerHeight;
    return seen && box.right > 0 ? [/** @type {[Zone, DOMRect]} */ ([zone, box])] : [];
  });
  const stage = found.find(([zone]) => zone === "frame")?.[1];
  if (!stage || found.some(([zone]) => zone === "library")) return found;
  const third = stage.width / 3;
  return [
    ["library", new DOMRect(stage.left, stage.top, third, stage.height)],
    ...found.map(([zone, box]) =>
      zone === "frame"
        ? /** @type {[Zone, DOMRect]} */ ([
            zone,
            new DOMRect(box.left + third, box.top, box.width - third, box.height),
          ])
        : /** @type {[Zone, DOMRect]} */ ([zone, box]),
    ),
  ];
}

/** @param {DOMRect} box @param {{clientX: number, clientY: number}} event */
function inside(box, { clientX: x, clientY: y }) {
  return x >= box.left && x < box.right && y >= box.top && y < box.bottom;
}

/** What a place of the window stands for. @param {Store} store @param {{clientX: number, clientY: number}} event @returns {Target} */
export function targetOf(store, event) {
  const { clientX } = event;
  const zone = partsShown().find(([, box]) => inside(box, event))?.[0] ?? "library";
  const under = zone === "library" ? document.elementsFromPoint(event.clientX, event.clientY) : [];
  const card = /** @type {HTMLElement | undefined} */ (
    under.map((one) => one.closest("[data-pose]")).find(Boolean)
  );
  const pose = store.poses.value.get(card?.dataset.pose ?? "");
  if (pose) return { zone: "replace", pose, clientX };
  const group = /** @type {HTMLElement | undefined} */ (
    under.map((one) => one.closest("[data-character]")).find(Boolean)
  );
  return { zone, clientX, character: store.characters.value.get(group?.dataset.character ?? "") };
}

/** @param {Store} store @param {number} count @returns {Record<Exclude<Zone, "replace">, [sign: string, words: string]>} */
function wordsOf(store, count) {
  const frame = shownFrame(store.frame.value, store.project.value);
  return {
    library: ["image", tn("Add to the poses", "Add {count} pictures to the poses", count)],
    frame: [
      "key",
      count > 1
        ? t("Add, and place the first at frame {frame}", { frame })
        : t("Place at frame {frame}", { frame }),
    ],
    row: ["timeline", tn("Place on the timeline here", "Place {count} in a row from here", count)],
    background: ["board", t("Lay under this shot")],
  };
}

/** Say it. @param {Store} store @param {HTMLElement} zones @param {number} count @param {Target | null} target */
export function drawZones(store, zones, count, target) {
  const words = wordsOf(store, count);
  const places = partsShown().map(([zone, box]) => ({
    zone,
    box,
    words:
      zone === "library" && target?.character
        ? /** @type {[string, string]} */ (["image", t("Add as {name}", { name: target.character.name })])
        : words[/** @type {"library"} */ (zone)],
  }));
  const card =
    target?.pose && document.querySelector(`[data-pose="${target.pose.id}"]`)?.getBoundingClientRect();
  render(
    html`${places.map(
      ({ zone, box, words: [sign, text] }) =>
        html`<div data-zone=${zone} class=${zone === "library" ? "is-open" : ""} ?data-over=${target?.zone === zone} .style=${where(box)}>${icon(sign)}<span>${text}</span></div>`,
    )}${card && target?.pose ? html`<div data-zone="replace" data-over .style=${where(card)}>${icon("upload")}<span>${t("Replace")}</span></div>` : nothing}`,
    zones,
  );
}

/** @param {DOMRect} box */
function where({ left, top, width, height }) {
  return `left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
}

/** Upload files to where they were dropped. @param {Store} store @param {readonly File[]} files @param {Target} target */
export function sendTo(store, files, { zone, pose, character, clientX }) {
  if (files.length === 0) {
    store.toast(t("That is no picture. Drop PNG, JPEG or WebP files."), null, "error");
    return;
  }
  if (pose) return uploaderOf(store).replace(pose, files);
  const frame = zone === "row" ? frameAt(clientX) : undefined;
  /** @type {Pose[]} */
  const landed = [];
  const background = zone === "background";
  uploaderOf(store).add(files, {
    background,
    landed: (one) => {
      if (background) return void (landed.push(one) === 1 && layUnder(store, one));
      store.chosenPose.value ??= one.id;
      if (character) assignPoses(store, [store.poses.value.get(one.id) ?? one], character);
      if (zone === "frame" && landed.push(one) === 1) placeAtPlayhead(store, one.id);
    },
    all: (poses) => zone === "row" && placeInRow(store, byName(poses), frame),
  });
}

/** The frame under the pointer; the playhead's where the timeline cannot tell. @param {number} clientX @returns {number | undefined} */
function frameAt(clientX) {
  const timeline = /** @type {{frameAt?: (clientX: number) => number | null} | null} */ (
    /** @type {unknown} */ (document.querySelector("kf-timeline"))
  );
  return timeline?.frameAt?.(clientX) ?? undefined;
}
