/**
 * What the keys of play and of the stage do, also those that count as long as they are held.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Stage} from "#kf/player/stage.js"
 */
import { guides, mirrored, setGuides } from "#kf/player/look.js";
import { playbackOf } from "#kf/player/playback.js";

/** @type {number | null} */
let space = null;

/** Since when Space is held, by performance.now, or null. */
export function spaceHeld() {
  return space;
}

/** Keys that are down, by where they lie, with what is done when they come up. @type {Map<string, () => void>} */
const held = new Map();

/** @param {KeyboardEvent} event @param {() => void} up */
function hold({ code }, up) {
  if (code) held.set(code, up);
  else up(); // from a menu or the palette: nothing comes up later
}

/** @param {string} code */
function release(code) {
  const up = held.get(code);
  held.delete(code);
  up?.();
}

let watched = false;

/** A key that comes up in another window is never heard: whoever leaves lets go of all. */
function watch() {
  if (watched) return;
  watched = true;
  addEventListener("keyup", ({ code }) => release(code), { capture: true });
  addEventListener("blur", () => [...held.keys()].forEach(release));
}

/**
 * The acts of play and of the stage, for the keymap.
 * @param {Store} store
 * @param {Stage} stage
 * @returns {Record<string, (event: KeyboardEvent) => void>}
 */
export function playerActs(store, stage) {
  const playback = playbackOf(store);
  watch();
  let still = false;
  return {
    play: (event) => {
      if (event.repeat) return;
      if (event.code === "Space") {
        space = performance.now();
        document.body.dataset.space = "";
        hold(event, () => {
          space = null;
          delete document.body.dataset.space;
        });
      }
      playback.toggle();
    },
    "play-from-in": () => playback.playFromIn(),
    // With K held, J and L go frame by frame.
    stop: (event) => {
      playback.stop();
      still = true;
      hold(event, () => {
        still = false;
      });
    },
    "play-on": ({ repeat }) => (still ? playback.step(1) : repeat || playback.shuttle(1)),
    "play-back": ({ repeat }) => (still ? playback.step(-1) : repeat || playback.shuttle(-1)),
    loop: () => playback.toggleLoop(),
    bounce: () => {
      playback.manner.value = playback.manner.value === "bounce" ? "loop" : "bounce";
    },
    "next-frame": () => playback.step(1),
    "previous-frame": () => playback.step(-1),
    "ten-on": () => playback.step(10),
    "ten-back": () => playback.step(-10),
    "previous-key": () => playback.toKey(-1),
    "next-key": () => playback.toKey(1),
    "to-start": () => playback.toStart(),
    "to-end": () => playback.toEnd(),
    onion: () => {
      playback.onion.value = !playback.onion.value;
    },
    "onion-settings": () => void stage.onionSettings(),
    flip: (event) => {
      if (event.repeat || store.playing.value) return;
      playback.flipped.value = true;
      hold(event, () => {
        playback.flipped.value = false;
      });
    },
    mirror: () => {
      mirrored.value = !mirrored.value;
    },
    guides: () => setGuides({ grid: guides.value.grid === "none" ? "thirds" : "none" }),
    "full-screen": () => stage.fullScreen(),
    "stage-fit": () => stage.fit(),
    "stage-full": () => stage.fullSize(),
  };
}
