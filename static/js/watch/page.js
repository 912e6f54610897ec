/**
 * The player's page.
 *
 * Others find their place on it through `Desk`: the side for comments, the layer for pins over the picture, the row
 * for marks over the track. The document hears `kf-frame` when the frame changes and `kf-reel` when the reel does.
 *
 * @import {Values} from "#kf/watch/reel.js"
 * @import {Told} from "#kf/watch/live.js"
 */
import { t } from "#kf/core/i18n.js";
import { api } from "#kf/core/net.js";
import { keep, kept } from "#kf/ui/kept.js";
import { Full } from "#kf/watch/full.js";
import { listen } from "#kf/watch/keys.js";
import { Live } from "#kf/watch/live.js";
import { at, part } from "#kf/watch/parts.js";
import { Player } from "#kf/watch/player.js";
import { Reel } from "#kf/watch/reel.js";
import { Scrub } from "#kf/watch/scrub.js";
import { Sight } from "#kf/watch/sight.js";

/**
 * @typedef {object} Desk what else lies on the page may use
 * @property {Player} player
 * @property {(frame: number) => void} seek stand still on a frame of the film, counted from 0
 * @property {HTMLElement} side where comments stand; shown as soon as it is not hidden
 * @property {HTMLElement} pins lies over the picture; a child's place is a share of it, in `--x` and `--y`
 * @property {HTMLElement} marks lies over the track; a child's place is a frame's share of the film, in `--x`
 * @property {(frame: number) => string} share a frame's place on the track
 * @property {(act: string, run: () => void) => void} on do something for an act that has a key: "comment"
 */

const values = /** @type {Values} */ (JSON.parse(part("kf-reel").textContent ?? ""));
const canvas = /** @type {HTMLCanvasElement} */ (part("canvas"));
const player = new Player(canvas, new Reel(values));
const sight = new Sight(player);
const scrub = new Scrub(part("scrub"), player, (frame) => sight.say(frame));
const full = new Full(part("film"), (on) => sight.filled(on));

/** @type {Record<string, () => void>} */
let acts = {
  play: () => player.toggle(),
  "previous-frame": () => player.step(-1),
  "next-frame": () => player.step(1),
  "ten-back": () => player.step(-10),
  "ten-on": () => player.step(10),
  "previous-key": () => player.toKey(-1),
  "next-key": () => player.toKey(1),
  "to-start": () => player.seek(0),
  "to-end": () => player.seek(player.reel.length - 1),
  "previous-shot": () => player.toShot(-1),
  "next-shot": () => player.toShot(1),
  loop: () => setLoop(!player.loop),
  full: () => void full.toggle(),
  sheet: () => /** @type {HTMLDialogElement} */ (part("keys")).showModal(),
  link: () => void copyAddress(),
  download: () => void import("#kf/watch/download.js").then(({ download }) => download(player.reel.values)),
  copy: () => void import("#kf/watch/copy.js").then(({ copy }) => copy(player.reel.values)),
};

/** @type {Desk} */
const desk = {
  player,
  seek: (frame) => player.seek(frame),
  side: part("comments"),
  pins: part("pins"),
  marks: part("marks"),
  share: (frame) => at(frame, player.reel.length),
  on: (act, run) => {
    acts[act] = run;
  },
};

// --- playing ---------------------------------------------------------------------------------------------

player.changed = () => {
  scrub.place();
  sight.show();
  document.dispatchEvent(
    new CustomEvent("kf-frame", { detail: { frame: player.frame, playing: player.playing } }),
  );
};
player.lost = () => readSoon();
player.frame = player.reel.within(sight.asked());
setLoop(kept("kf-watch-loop") !== "no");
player.show(player.reel);
sight.draw();

/** @param {boolean} on */
function setLoop(on) {
  keep("kf-watch-loop", on ? "yes" : "no");
  player.steer({ loop: on });
}

listen((act) => {
  acts[act]?.();
  return act in acts;
});

document.addEventListener("click", ({ target }) => {
  if (!(target instanceof Element)) return;
  const button = target.closest("[data-do], #download, #copy");
  const shot = target.closest("[data-shot]");
  if (button) acts[/** @type {HTMLElement} */ (button).dataset.do ?? button.id]?.();
  else if (shot) player.seek(sight.startOf(shot));
});
part("picture").addEventListener("click", ({ target }) => {
  if (target === canvas || target === part("first")) player.toggle();
});
part("speed").addEventListener("change", ({ target }) =>
  player.steer({ speed: Number(/** @type {HTMLSelectElement} */ (target).value) }),
);

async function copyAddress() {
  const address = new URL(location.href);
  address.search = `?frame=${player.reel.shown(player.frame)}`;
  history.replaceState(null, "", address);
  try {
    await navigator.clipboard.writeText(address.href);
    sight.tell(t("The address of this frame is copied."));
  } catch {
    sight.tell(t("The address of this frame stands in the address bar now."));
  }
}

// --- what changes meanwhile ------------------------------------------------------------------------------

/** How often the reel is read again at most, in milliseconds. */
const PAUSE = 1000;
let readAt = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let reading;
let closed = false;

/** Read the reel again, soon and once for all that is heard until then. */
function readSoon() {
  clearTimeout(reading);
  if (closed) return;
  reading = setTimeout(read, Math.max(100, readAt + PAUSE - Date.now()));
}

async function read() {
  readAt = Date.now();
  try {
    const fresh = await api(`/api/projects/${values.id}/reel`);
    if (!closed) show(fresh);
  } catch (error) {
    const { status } = /** @type {{status?: number}} */ (error);
    if (status === 401 || status === 404) close();
  }
}

/** @param {Values} fresh */
function show(fresh) {
  const reel = new Reel(fresh);
  player.show(reel);
  scrub.draw(reel);
  sight.draw();
  document.dispatchEvent(new CustomEvent("kf-reel", { detail: reel }));
}

/** We may no longer look: nothing of it stays on the page. */
function close() {
  if (closed) return;
  closed = true;
  live.end();
  clearTimeout(reading);
  player.pause();
  // Pictures that are still on their way, and keys, find nothing here that could show them.
  player.changed = player.lost = () => {};
  player.store.clear();
  acts = {};
  sight.close();
}

/** @param {Told} event */
function told(event) {
  if (event.type === "level") readSoon();
  document.dispatchEvent(new CustomEvent(`kf-${event.type}`, { detail: event }));
}

const live = new Live(values.id, { changed: readSoon, closed: close, told });

document.dispatchEvent(new CustomEvent("kf-desk", { detail: desk }));

// What is not needed to see and to play comes when that is done.
async function menus() {
  if (closed) return;
  try {
    await Promise.all([import("#kf/watch/menus.js"), import("#kf/comments/watch.js")]);
  } catch {
    if (!closed) sight.tell(t("A part of this page did not load. Load it again."));
  }
}
if ("requestIdleCallback" in globalThis) requestIdleCallback(() => void menus(), { timeout: 2000 });
else setTimeout(menus, 500);

Object.assign(globalThis, { kf: { desk } });
