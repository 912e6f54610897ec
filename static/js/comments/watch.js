/**
 * Comments on the player's page: beside the film, on its track, and as pins on the picture.
 *
 * @import {Desk} from "#kf/watch/page.js"
 * @import {Thread} from "#kf/comments/threads.js"
 */
import { html, render } from "lit";
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
  may: () => desk.player.reel.values.may?.includes("comment") ?? false,
  moderates: () => desk.player.reel.values.may?.includes("share") ?? false,
  you: { id: dataset.person ?? "", guest: dataset.guest === "yes", name: dataset.name ?? "" },
  pinning: (on, moved) => pins.ask(on, moved),
  pin: () => pins.asked,
});

function here() {
  const { frame, reel } = desk.player;
  const shot = reel.shotAt(frame);
  if (!shot) return null;
  const start = frame - shot.start;
  return { shot: shot.id, start, end: start + 1, pin: null };
}

/** Where a comment begins in the film; null where its shot is not in it. @param {{shot: string | null, start: number | null}} one */
function frameOf({ shot, start }) {
  const found = desk.player.reel.values.shots.find(({ id }) => id === shot);
  return found && start !== null ? desk.player.reel.within(found.start + start) : null;
}

/** @param {{shot: string | null, start: number | null, end: number | null}} one */
function frames(one) {
  const first = frameOf(one);
  if (first === null || one.start === null) return t("deleted shot");
  const length = (one.end ?? one.start + 1) - one.start;
  const { reel } = desk.player;
  return length > 1
    ? t("f {first} to {last}", { first: reel.shown(first), last: reel.shown(first + length - 1) })
    : t("f {frame}", { frame: reel.shown(first) });
}

/** @param {Thread} thread */
function go(thread) {
  const frame = frameOf(thread);
  if (frame !== null) desk.seek(frame);
}

function draw() {
  panel.draw();
  marks();
  pin();
}

/** Who said something where, on the track. */
function marks() {
  const placed = panel.shown.flatMap((thread) => {
    const frame = frameOf(thread);
    return frame === null ? [] : [{ thread, frame }];
  });
  render(
    placed.map(
      ({ thread, frame }) =>
        html`<button type="button" class="cm-mark${thread.resolved_at ? " is-resolved" : ""}${thread.id === panel.chosen ? " is-chosen" : ""}" data-x=${desk.share(frame)} aria-label=${t("Comment of {name} at {frames}", { name: thread.by, frames: frames(thread) })} @click=${() => {
          panel.choose(thread.id);
          go(thread);
        }}>${[...thread.by][0]?.toUpperCase() ?? "?"}</button>`,
    ),
    desk.marks,
  );
  for (const mark of /** @type {NodeListOf<HTMLElement>} */ (desk.marks.querySelectorAll("[data-x]"))) {
    mark.style.setProperty("--x", mark.dataset.x ?? "0");
  }
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

/** What could not be read is read when the line is back; where nothing may be read any more, the page says so itself. */
function read() {
  return threads.read().catch(() => {});
}

let at = -1;
document.addEventListener("kf-frame", () => {
  if (desk.player.frame === at || desk.player.playing) return;
  at = desk.player.frame;
  panel.moved();
  pin();
});
document.addEventListener("kf-reel", draw);
document.addEventListener("kf-comment", (event) =>
  threads.hear(/** @type {CustomEvent} */ (event).detail.comment),
);
// After a broken line nobody knows what was missed.
document.addEventListener("kf-welcome", () => void read());
desk.on("comment", () => panel.write());
draw();
void read().then(() => {
  const asked = new URLSearchParams(location.search).get("comment");
  const thread = threads.list.find(({ id }) => id === asked);
  if (thread) {
    panel.choose(thread.id);
    go(thread);
  }
});
