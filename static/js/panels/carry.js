/**
 * Carrying a pose from the library by the pointer: it goes under the pointer as a small picture, and is let
 * go on the timeline (at the frame there) or on the stage (at the playhead).
 *
 * @import {Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { placePose } from "#kf/core/edits.js";

const START = 4;

/**
 * What the timeline does for a pose that is carried over it.
 * @typedef {HTMLElement & {dropPose: (pose: string, clientX: number) => void,
 *   hintDrop: (clientX: number | null) => void}} Receiver
 */

/** @param {number} x @param {number} y */
function under(x, y) {
  const element = document.elementFromPoint(x, y);
  const timeline = /** @type {Receiver | null} */ (element?.closest("kf-timeline") ?? null);
  return { timeline, stage: element?.closest("kf-stage") ?? null };
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
  const move = (/** @type {PointerEvent} */ { clientX, clientY }) => {
    if (!ghost && Math.hypot(clientX - event.clientX, clientY - event.clientY) < START) return;
    ghost ??= begin(picture, pose.name);
    ghost.style.transform = `translate(${clientX + 12}px, ${clientY + 12}px)`;
    const { timeline, stage } = under(clientX, clientY);
    mark(timeline ?? stage);
    timeline?.hintDrop(clientX);
  };
  const up = (/** @type {PointerEvent} */ released) => {
    const carried = ghost !== null;
    const { timeline, stage } = under(released.clientX, released.clientY);
    end();
    if (!carried) return;
    swallowClick();
    if (timeline) timeline.dropPose(pose.id, released.clientX);
    else if (stage) store.select([placePose(store, pose.id, store.frame.value)]);
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

/** @param {string} picture @param {string} name */
function begin(picture, name) {
  const ghost = document.createElement("div");
  ghost.className = "carried";
  const image = new Image();
  image.src = picture;
  image.alt = "";
  const label = document.createElement("span");
  label.textContent = name;
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
