/**
 * The queue of what was handed in. Going to the next one swaps what is shown, never the page; the next one has been read
 * by then, and its first pictures are there.
 *
 * @import {Exercise} from "#kf/lesson/types.d.ts"
 */
import { t } from "#kf/core/i18n.js";
import { ApiError } from "#kf/core/net.js";
import { Desk } from "#kf/review/desk.js";
import { KEYS } from "#kf/review/keys.js";
import { Queue } from "#kf/review/queue.js";
import { listen } from "#kf/watch/keys.js";
import { part } from "#kf/watch/parts.js";

const EVERY = 20_000;

const exercise = /** @type {Exercise & {group: {id: string, time_zone: string}}} */ (
  JSON.parse(part("kf-exercise").textContent ?? "")
);
const queue = new Queue(exercise.id);
const desk = new Desk(exercise, queue, tell);

listen((act) => desk.act(act), KEYS);
part("names").addEventListener("click", () => desk.act("names"));
part("hide").addEventListener("click", () => desk.act("hide"));
part("none-all").addEventListener("click", () => desk.act("all"));

void begin();
setInterval(() => !document.hidden && void again(), EVERY);
addEventListener("focus", () => void again());
Object.assign(globalThis, { kf: { desk, queue } });

async function begin() {
  try {
    await queue.read();
    queue.choose("waiting");
    const wanted = new URLSearchParams(location.search).get("submission");
    const at = queue.list.findIndex(({ id }) => id === wanted);
    if (wanted && at < 0) queue.choose("all");
    await desk.go(
      Math.max(
        0,
        queue.list.findIndex(({ id }) => id === wanted),
      ),
    );
  } catch (error) {
    tell(error);
  }
}

async function again() {
  try {
    await queue.read();
    desk.noticed();
  } catch (error) {
    if (!(error instanceof ApiError && error.passing)) tell(error);
  }
}

/** @param {unknown} error */
function tell(error) {
  if (!(error instanceof ApiError)) throw error;
  const gone = error.status === 404 || error.status === 401;
  const words = part("problem").querySelector("span");
  if (words) words.textContent = gone ? t("This is not here any more. Load the page again.") : error.sentence;
  part("problem").hidden = false;
}
