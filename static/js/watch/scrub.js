/**
 * The bar that time lies along: dragged, pressed, and read out.
 *
 * @import {Player} from "#kf/watch/player.js"
 * @import {Reel} from "#kf/watch/reel.js"
 */

const SVG = "http://www.w3.org/2000/svg";
const LOOKS = /** @type {Record<string, string>} */ ({
  "in-between": "dots",
  breakdown: "dots",
  missing: "gaps",
});

/** How often a moving place is told to who hears the page, in milliseconds. */
const TOLD = 250;

export class Scrub {
  #told = 0;

  /**
   * @param {HTMLElement} host the slider
   * @param {Player} player
   * @param {(frame: number) => string} say a frame in words
   */
  constructor(host, player, say) {
    this.host = host;
    this.player = player;
    this.say = say;
    host.addEventListener("pointerdown", (event) => this.#grip(event));
  }

  /** Show where the player is. */
  place() {
    const { reel, frame, playing } = this.player;
    this.host.style.setProperty("--at", share(frame + 0.5, reel.length));
    const now = performance.now();
    if (playing && now - this.#told < TOLD) return;
    this.#told = now;
    this.host.setAttribute("aria-valuenow", String(reel.shown(frame)));
    this.host.setAttribute("aria-valuetext", this.say(frame));
  }

  /** Draw the track of another reel. @param {Reel} reel */
  draw(reel) {
    const { runs, shots, keys, length } = reel.values;
    this.host.setAttribute("aria-valuemax", String(reel.shown(Math.max(0, length - 1))));
    fill(
      this.host,
      "spans",
      joined(runs).map(({ look, start, frames }) => span(look, start, frames, length)),
    );
    fill(
      this.host,
      "cuts",
      shots.slice(1).map(({ start }) => cut(start, length)),
    );
    fill(
      this.host,
      "ticks",
      keys.map(({ frame, kind }) => tick(kind, frame, length)),
    );
  }

  /** The frame under a place on the screen. @param {number} x */
  frameAt(x) {
    const { left, width } = this.host.getBoundingClientRect();
    const { reel } = this.player;
    return reel.within(Math.floor(((x - left) / Math.max(1, width)) * reel.length));
  }

  /** @param {PointerEvent} event */
  #grip(event) {
    if (event.button) return;
    const { host, player } = this;
    const stop = new AbortController();
    const goOn = player.playing;
    const to = (/** @type {PointerEvent} */ { clientX }) => player.seek(this.frameAt(clientX));
    host.setPointerCapture(event.pointerId);
    to(event);
    host.addEventListener("pointermove", to, { signal: stop.signal });
    for (const type of /** @type {const} */ (["pointerup", "pointercancel"]))
      host.addEventListener(
        type,
        () => {
          stop.abort();
          if (goOn) player.play();
        },
        { signal: stop.signal },
      );
  }
}

/** @param {number} part @param {number} whole */
function share(part, whole) {
  return `${((100 * part) / Math.max(1, whole)).toFixed(3)}%`;
}

/** Neighbouring runs that look alike, as one. @param {Reel["values"]["runs"]} runs */
function joined(runs) {
  /** @type {{look: string, start: number, frames: number}[]} */
  const found = [];
  for (const { kind, start, frames } of runs) {
    const look = LOOKS[kind];
    const before = found.at(-1);
    if (!look) continue;
    if (before?.look === look && before.start + before.frames === start) before.frames += frames;
    else found.push({ look, start, frames });
  }
  return found;
}

/** @param {string} look @param {number} start @param {number} frames @param {number} length */
function span(look, start, frames, length) {
  const at = { x: share(start, length), width: share(frames, length), y: "9", height: "6" };
  return drawn("rect", { ...at, fill: `url(#${look})` });
}

/** @param {number} start @param {number} length */
function cut(start, length) {
  return drawn("rect", { class: "cut", x: share(start, length), y: "4", width: "1", height: "16" });
}

/** @param {string} kind @param {number} frame @param {number} length */
function tick(kind, frame, length) {
  return drawn("use", { class: `is-${kind}`, href: "#k", x: share(frame + 0.5, length), y: "12" });
}

/** @param {string} name @param {Record<string, string>} attributes */
function drawn(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** @param {Element} host @param {string} id @param {Element[]} children */
function fill(host, id, children) {
  host.querySelector(`#${id}`)?.replaceChildren(...children);
}
