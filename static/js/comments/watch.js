/**
 * Comments on the player's page: beside the film, on its track, and as pins on the picture.
 *
 * @import {Desk} from "#kf/watch/page.js"
 * @import {Thread} from "#kf/comments/threads.js"
 */
import { render } from "lit";
import { marks } from "#kf/comments/marks.js";
import { Panel } from "#kf/comments/panel.js";
import { Pins } from "#kf/comments/pins.js";
import { Threads } from "#kf/comments/threads.js";
import { t } from "#kf/core/i18n.js";

const { desk } = /** @type {{kf: {desk: Desk}}} */ (/** @type {unknown} */ (globalThis)).kf;
const { dataset } = desk.side;

const threads = new Threads(desk.player.reel.values.id);
const pins = new Pins(desk.pins);
const panel = new Panel(desk.side, threads, {
  here,
  go,
  frames,
  also: within,
  may: () => may("comment"),
  moderates: () => may("moderate"),
  you: { id: dataset.person ?? "", guest: dataset.guest === "yes", name: dataset.name ?? "" },
  pinning: (on, moved, at) => pins.ask(on, moved, at),
  pin: () => pins.asked,
});

/** Whether it is known what was said. */
let known = false;

/** @param {string} act */
function may(act) {
  return desk.player.reel.values.may?.includes(act) ?? false;
}

function here() {
  const { frame, reel } = desk.player;
  const shot = reel.shotAt(frame);
  if (!shot) return null;
  const start = frame - shot.start;
  return { shot: shot.id, start, end: start + 1, pin: null };
}

/** @typedef {{shot: string | null, start: number | null, end: number | null}} Where */

/** @param {{shot: string | null}} one */
function shotOf({ shot }) {
  return desk.player.reel.values.shots.find(({ id }) => id === shot);
}

/** Where a comment begins in the film; null where its shot is not in it. @param {{shot: string | null, start: number | null}} one */
function frameOf(one) {
  const found = shotOf(one);
  return found && one.start !== null ? desk.player.reel.within(found.start + one.start) : null;
}

/** @param {Where} one */
function frames(one) {
  const first = frameOf(one);
  return first === null ? t("deleted shot") : read(first, one);
}

/** Where it is in its shot, as the editor counts, where there is more than one. @param {Where} one */
function within(one) {
  const shot = shotOf(one);
  if (!shot || one.start === null || desk.player.reel.values.shots.length < 2) return "";
  return shot.start ? `${shot.name}, ${read(one.start, one)}` : shot.name;
}

/** @param {number} first @param {Where} one */
function read(first, { start, end }) {
  const { reel } = desk.player;
  const last = first + (end ?? 0) - (start ?? 0) - 1;
  return last > first
    ? t("f {first} to {last}", { first: reel.shown(first), last: reel.shown(last) })
    : t("f {frame}", { frame: reel.shown(first) });
}

/** @param {Thread} thread */
function go(thread) {
  const frame = frameOf(thread);
  if (frame !== null) desk.seek(frame);
  line();
}

function draw() {
  // Nobody has said anything, and this one cannot: there is nothing to show.
  if (known) desk.side.hidden = !threads.list.length && !may("comment");
  panel.draw();
  line();
  pin();
}

/** Who said something where, on the track. */
function line() {
  const width = desk.marks.clientWidth;
  const { length } = desk.player.reel;
  const first = (/** @type {Thread} */ one) => frameOf(one) ?? 0;
  const share = (/** @type {number} */ frames) => `${(100 * frames) / Math.max(1, length)}%`;
  render(
    marks(
      panel.shown.filter((one) => frameOf(one) !== null),
      {
        at: (one) => (width * first(one)) / Math.max(1, length),
        spot: (one) => `--x:${desk.share(first(one))}`,
        reach: (one) => `--x:${share(first(one))};width:${share((one.end ?? 0) - (one.start ?? 0))}`,
        frames,
        chosen: panel.chosen,
        open: (one) => panel.go(one),
      },
    ),
    desk.marks,
  );
}

/** The pins of what is said of this frame. */
function pin() {
  const { frame } = desk.player;
  pins.show(
    panel.shown.filter((thread) => {
      const first = frameOf(thread);
      const length = (thread.end ?? 0) - (thread.start ?? 0);
      return thread.pin && !thread.resolved_at && first !== null && frame >= first && frame < first + length;
    }),
    (id) => panel.choose(id),
  );
}

threads.changed = draw;
threads.at = (thread) => frameOf(thread) ?? desk.player.reel.length + (thread.start ?? 0);

/** What could not be read is read when the line is back; where nothing may be read any more, the page says so itself. */
async function ask() {
  try {
    await threads.read();
    known = true;
    draw();
  } catch {}
}

let at = -1;
document.addEventListener("kf-frame", () => {
  if (desk.player.frame === at || desk.player.playing) return;
  at = desk.player.frame;
  panel.draw();
  pin();
});
document.addEventListener("kf-reel", () => threads.sort());
new ResizeObserver(line).observe(desk.marks);
document.addEventListener("kf-comment", (event) =>
  threads.hear(/** @type {CustomEvent} */ (event).detail.comment),
);
// After a broken line nobody knows what was missed.
document.addEventListener("kf-welcome", () => void ask());
desk.on("comment", () => panel.write());
draw();
void ask().then(() => {
  const asked = new URLSearchParams(location.search).get("comment");
  const thread = threads.list.find(({ id }) => id === asked);
  if (thread) panel.go(thread);
});
