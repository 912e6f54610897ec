/**
 * The playhead: a line that moves by transform alone, and what its slider says. Nothing else is drawn again
 * when a frame passes.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {View} from "#kf/timeline/view.js"
 */
import { effect, untracked } from "@preact/signals-core";
import { poseName } from "#kf/core/edits.js";
import { shownFrame } from "#kf/core/time.js";
import { playheadText } from "#kf/timeline/words.js";

/** While playing, a screen reader's text changes this seldom, in milliseconds. */
const SPOKEN = 250;

/**
 * Keep the playhead where it belongs until the returned function is called.
 * @param {Store} store
 * @param {View} view
 * @param {{line: HTMLElement, flag: HTMLElement, slider: HTMLElement}} parts
 * @returns {() => void}
 */
export function showPlayhead(store, view, { line, flag, slider }) {
  let spoken = 0;
  let before = -1;
  const stopLine = effect(() => {
    const frame = store.frame.value;
    const x = view.mark(frame);
    const { scale, shift } = view.stretch.value;
    const place = `translateX(${x * scale + shift}px)`;
    line.style.transform = place;
    flag.style.transform = place;
    const number = flag.firstElementChild ?? flag;
    number.textContent = String(shownFrame(frame, store.project.value));
    if (frame !== before && before >= 0) untracked(() => follow(view, x, store.playing.value));
    before = frame;
  });
  const stopReveal = effect(() => {
    void store.sought.value;
    untracked(() => follow(view, view.mark(store.frame.value), false));
  });
  const stopWords = effect(() => {
    const frame = store.frame.value;
    const length = store.shotLength.value;
    if (store.playing.value && performance.now() - spoken < SPOKEN) return;
    spoken = performance.now();
    const project = store.project.value;
    slider.setAttribute("aria-valuemin", String(shownFrame(0, project)));
    slider.setAttribute("aria-valuemax", String(shownFrame(Math.max(0, length - 1, frame), project)));
    slider.setAttribute("aria-valuenow", String(shownFrame(frame, project)));
    slider.setAttribute("aria-valuetext", words(store, frame, length));
  });
  return () => {
    stopLine();
    stopReveal();
    stopWords();
  };
}

/** @param {Store} store @param {number} frame @param {number} length */
function words(store, frame, length) {
  return playheadText(frame, {
    project: store.project.value,
    keys: store.lane.value,
    length,
    segments: store.segments.value,
    name: (pose) => poseName(store, pose),
  });
}

/**
 * Keep a moving playhead in sight: page by page while it plays, as little as needed otherwise.
 * @param {View} view @param {number} x @param {boolean} playing
 */
function follow(view, x, playing) {
  const left = view.left.value;
  if (x >= left && x <= left + view.width.value) return;
  if (playing) view.left.value = Math.max(0, x - 48);
  else view.reveal(x - 8, x + 8);
}
