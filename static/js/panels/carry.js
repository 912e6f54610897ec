/**
 * Carrying a pose from the library by the pointer: it goes under the pointer as a small picture, and is let
 * go on the timeline (at the frame there), on the stage (at the playhead) or on a character of the library, whom it
 * then shows. What is chosen with it comes along.
 *
 * @import {Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { placePose } from "#kf/core/edits.js";
import { tn } from "#kf/core/i18n.js";
import { library } from "#kf/later/parts.js";
import { chosenOf } from "#kf/library/chosen.js";
import { byName } from "#kf/panels/natural.js";

const START = 4;

/**
 * What the timeline does for a pose that is carried over it.
 * @typedef {HTMLElement & {dropPose: (pose: string, clientX: number, clientY: number, push: boolean) => void,
 *   hintDrop: (clientX: number | null, clientY?: number, push?: boolean) => void, frameAt?: (clientX: number) => number | null}} Receiver
 */

/** @param {number} x @param {number} y */
function under(x, y) {
  const element = document.elementFromPoint(x, y);
  const timeline = /** @type {Receiver | null} */ (element?.closest("kf-timeline") ?? null);
  const group = /** @type {HTMLElement | null} */ (element?.closest("kf-library [data-character]") ?? null);
  return { timeline, stage: element?.closest("kf-stage") ?? null, group };
}

/** What is carried: the pose, or all that are chosen with it. @param {Store} store @param {Pose} pose */
function load(store, pose) {
  const ids = chosenOf(store).ids.value;
  if (!ids.has(pose.id)) return [pose];
  return byName([...ids].flatMap((id) => store.poses.value.get(id) ?? []).filter((one) => !one.is_plate));
}

/**
 * Begin when the pointer has gone a little way; Escape puts it back.
 * @param {PointerEvent} event pointerdown on the pose
 * @param {Store} store
 * @param {Pose} pose
 * @param {string} picture address of its small picture
 */
export function carry(event, store, pose, picture) {
  if (event.button !== 0 || event.pointerType === "touch") return;
  const stop = new AbortController();
  const { signal } = stop;
  /** @type {HTMLElement | null} */
  let ghost = null;
  /** @type {Element | null} */
  let over = null;

  const mark = (/** @type {Element | null} */ target) => {
    if (over === target) return;
    over?.removeAttribute("data-over");
    if (over?.localName === "kf-timeline") /** @type {Receiver} */ (over).hintDrop(null);
    target?.setAttribute("data-over", "");
    over = target;
  };
  const end = () => {
    stop.abort();
    ghost?.remove();
    mark(null);
    document.body.classList.remove("is-carrying");
  };
  const move = (/** @type {PointerEvent} */ { clientX, clientY, altKey }) => {
    if (!ghost && Math.hypot(clientX - event.clientX, clientY - event.clientY) < START) return;
    ghost ??= begin(picture, pose.name, load(store, pose).length);
    ghost.style.transform = `translate(${clientX + 12}px, ${clientY + 12}px)`;
    const { timeline, stage, group } = under(clientX, clientY);
    mark(timeline ?? stage ?? receiving(group, pose));
    timeline?.hintDrop(clientX, clientY, altKey);
  };
  const up = async (/** @type {PointerEvent} */ released) => {
    const carried = ghost !== null;
    const { clientX, clientY } = released;
    const { timeline, stage, group } = under(clientX, clientY);
    end();
    if (!carried) return;
    swallowClick();
    const poses = load(store, pose);
    const at = timeline?.frameAt?.(clientX) ?? undefined;
    const row = async () => (await library.load()).placeInRow(store, poses, at);
    if ((timeline || stage) && poses.length > 1) await row();
    else if (timeline) timeline.dropPose(pose.id, clientX, clientY, released.altKey);
    else if (stage) store.select([placePose(store, pose.id, store.frame.value)]);
    else if (receiving(group, pose))
      (await library.load()).assignPoses(
        store,
        poses,
        store.characters.value.get(group?.dataset.character ?? "") ?? null,
      );
  };
  const leave = (/** @type {KeyboardEvent} */ pressed) => {
    if (pressed.key !== "Escape") return;
    pressed.preventDefault();
    end();
  };
  addEventListener("pointermove", move, { signal });
  addEventListener("pointerup", up, { signal });
  addEventListener("pointercancel", end, { signal });
  addEventListener("keydown", leave, { signal, capture: true });
}

/** A character's group takes poses, not backgrounds; those of nobody take them too. @param {HTMLElement | null} group @param {Pose} pose */
function receiving(group, pose) {
  return !pose.is_plate && group?.dataset.character !== "plates" ? group : null;
}

/** @param {string} picture @param {string} name @param {number} count */
function begin(picture, name, count) {
  const ghost = document.createElement("div");
  ghost.className = "carried";
  const image = new Image();
  image.src = picture;
  image.alt = "";
  const label = document.createElement("span");
  label.dir = "auto";
  label.textContent = count > 1 ? tn("{count} pose", "{count} poses", count) : name;
  ghost.append(image, label);
  document.body.append(ghost);
  document.body.classList.add("is-carrying");
  return ghost;
}

/** The click that follows letting go is not a choice of the pose. */
function swallowClick() {
  const stop = (/** @type {Event} */ event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", stop, { capture: true }));
}
