/**
 * The player in a page of somebody else's: one picture until it is wanted, then the reel.
 *
 * @import {Values} from "#kf/watch/reel.js"
 */
import { t } from "#kf/core/i18n.js";
import { Full } from "#kf/watch/full.js";
import { listen } from "#kf/watch/keys.js";
import { part } from "#kf/watch/parts.js";
import { Player } from "#kf/watch/player.js";
import { Reel } from "#kf/watch/reel.js";
import { Scrub } from "#kf/watch/scrub.js";

const told = part("kf-embed");
const { first_frame, frame, length } = JSON.parse(told.textContent ?? "");
/** @type {Record<string, string>} */
const words = JSON.parse(part("kf-words").textContent ?? "");
Object.assign(globalThis, { gettext: (/** @type {string} */ id) => words[id] ?? id });

/** What is known before the reel is: how long it is. @type {Values} */
const unread = {
  ...{ id: "", revision: 0, title: "", credit: "", size: [16, 9], rate: [24, 1], first_frame, length },
  ...{ shots: [], runs: [], keys: [], poster: null },
};
const film = part("film");
const canvas = /** @type {HTMLCanvasElement} */ (part("canvas"));
const player = new Player(canvas, new Reel(unread));
const scrub = new Scrub(part("scrub"), player, (now) =>
  t("Frame {number} of {last}", {
    number: player.reel.shown(now),
    last: player.reel.shown(player.reel.length - 1),
  }),
);
const full = new Full(film, (on) =>
  part("full").setAttribute("aria-label", on ? t("Leave full screen") : t("Full screen")),
);

/** @type {Promise<void> | null} */
let asked = null;

/** The reel, read when it is first wanted. */
function reel() {
  asked ??= read();
  return asked;
}

/** Read what is shown by now; where the link is shut, this page says so itself. */
async function read() {
  const response = await fetch(told.dataset.source ?? "");
  if (response.status === 404) location.reload();
  if (!response.ok) throw new Error(String(response.status));
  const now = new Reel(await response.json());
  player.show(now);
  scrub.draw(now);
  part("last").textContent = String(now.shown(Math.max(0, now.length - 1)));
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let again;
player.lost = () => {
  clearTimeout(again);
  again = setTimeout(() => read().catch(() => {}), 500);
};

player.changed = () => {
  scrub.place();
  part("now").textContent = String(player.reel.shown(player.frame));
  film.toggleAttribute("data-playing", player.playing);
  part("play").setAttribute("aria-label", player.playing ? t("Pause") : t("Play"));
  const painted = player.reel.values.runs.length > 0 && !player.late;
  if (painted && canvas.hidden) {
    canvas.hidden = false;
    document.getElementById("first")?.remove();
  }
  if (player.playing || painted) document.getElementById("big")?.remove();
};

/** Do something that needs the reel. @param {() => void} act */
function then(act) {
  reel().then(act, () => {
    asked = null;
  });
}

/** @type {Record<string, () => void>} */
const acts = {
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
  loop: () => player.steer({ loop: !player.loop }),
};

listen((act) => {
  if (act === "full") void full.toggle();
  else if (acts[act] && length) then(acts[act]);
  return act in acts || act === "full";
});
if (length) {
  /** @type {HTMLButtonElement} */ (part("big")).disabled = false;
  for (const id of ["play", "picture"]) part(id).addEventListener("click", () => then(acts.play));
  part("scrub").addEventListener("pointerdown", () => void reel().catch(() => {}), { capture: true });
  player.frame = frame - first_frame;
  scrub.place();
}
part("full").addEventListener("click", () => void full.toggle());
