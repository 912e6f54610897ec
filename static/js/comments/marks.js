/**
 * What is said of a film, along a line of time: a bar for a range, and a letter where it begins; where several letters
 * would lie over each other, one mark that counts them.
 *
 * @import {Thread} from "#kf/comments/threads.js"
 */
import { html } from "lit";
import { colour, letter } from "#kf/comments/face.js";
import { t, tn } from "#kf/core/i18n.js";

/** How wide a mark is, in pixels. */
const WIDE = 22;

/**
 * @typedef {object} Line
 * @property {(thread: Thread) => number} at where its first frame is, in pixels
 * @property {(thread: Thread) => string} spot the same as a style
 * @property {(thread: Thread) => string} reach from where to where it goes, as a style
 * @property {(thread: Thread) => string} frames how its place is read
 * @property {string | null} chosen
 * @property {(thread: Thread) => void} open
 */

/** @param {Thread[]} threads all of them have a place @param {Line} line */
export function marks(threads, line) {
  const ranges = threads.filter(({ start, end }) => (end ?? 0) - (start ?? 0) > 1);
  return [
    ranges.map(
      (one) => html`<i class="cm-bar ${colour(one)}${state([one], line)}" .style=${line.reach(one)}></i>`,
    ),
    gather(threads, line.at).map((several) => mark(several, line)),
  ];
}

/** @param {Thread[]} several @param {Line} line */
function mark(several, line) {
  const [first, second] = several;
  const at = { frames: line.frames(first), name: first.by };
  const label = second
    ? tn("{count} comment from {frames} on", "{count} comments from {frames} on", several.length, at)
    : t("Comment of {name} at {frames}", at);
  const look = second ? "cm-mark--several" : colour(first);
  return html`<button type="button" class="cm-mark ${look}${state(several, line)}" .style=${line.spot(first)} aria-label=${label}
    title=${several.map(({ by, text }) => `${by}: ${text}`).join("\n")} @click=${() => line.open(after(several, line.chosen))}>${second ? several.length : letter(first.by)}</button>`;
}

/** @param {Thread[]} several @param {Line} line */
function state(several, { chosen }) {
  const resolved = several.every(({ resolved_at }) => resolved_at);
  return (resolved ? " is-resolved" : "") + (several.some(({ id }) => id === chosen) ? " is-chosen" : "");
}

/**
 * Those whose marks would lie over each other, together.
 * @template T
 * @param {readonly T[]} threads
 * @param {(thread: T) => number} at
 * @param {number} [room] that a mark has for itself
 * @returns {T[][]}
 */
export function gather(threads, at, room = WIDE) {
  /** @type {T[][]} */
  const groups = [];
  for (const one of [...threads].sort((left, right) => at(left) - at(right))) {
    const last = groups.at(-1);
    if (last && at(one) - at(last[0]) < room) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

/**
 * The one that a press on their common mark leads to: one after the other, and round.
 * @template {{id: string}} T
 * @param {readonly T[]} several
 * @param {string | null} chosen
 */
export function after(several, chosen) {
  return several[(several.findIndex(({ id }) => id === chosen) + 1) % several.length];
}
