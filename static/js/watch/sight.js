/**
 * What the page shows beside the picture: which frame it is and what it is, the shots, what the viewer may do.
 *
 * @import {Player} from "#kf/watch/player.js"
 * @import {Kind, Run, Values} from "#kf/watch/reel.js"
 */
import { t, tn } from "#kf/core/i18n.js";
import { part } from "#kf/watch/parts.js";

/** @type {Record<Kind, () => string>} */
const KINDS = {
  key: () => t("a key, drawn by people"),
  breakdown: () => t("a breakdown, drawn by the machine"),
  "in-between": () => t("machine-made"),
  hold: () => t("the key held"),
  background: () => t("the background alone"),
  missing: () => t("not drawn yet"),
};
const MADE = new Set(["in-between", "breakdown"]);
const SAID = 4000;

export class Sight {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #said;
  #shot = "";

  /** @param {Player} player */
  constructor(player) {
    this.player = player;
  }

  /** The frame that the page was opened at. */
  asked() {
    return Number(part("scrub").getAttribute("aria-valuenow")) - this.player.reel.values.first_frame;
  }

  /** A frame in words. @param {number} frame */
  say(frame) {
    const { reel } = this.player;
    const run = reel.at(frame);
    return t("Frame {number} of {last}, {kind}", {
      number: reel.shown(frame),
      last: reel.shown(reel.length - 1),
      kind: run ? KINDS[run.kind]() : "",
    });
  }

  /** Show where the player is. */
  show() {
    const { player } = this;
    const { reel, frame, playing } = player;
    part("now").textContent = String(reel.shown(frame));
    part("drops").hidden = player.dropped === 0;
    if (player.dropped) part("drops").textContent = tn("{count} dropped", "{count} dropped", player.dropped);
    part("film").toggleAttribute("data-playing", playing);
    part("film").toggleAttribute("data-late", player.late);
    part("play").setAttribute("aria-label", playing ? t("Pause") : t("Play"));
    part("loop").setAttribute("aria-pressed", String(player.loop));
    this.#paintedOnce();
    this.#tag(playing ? null : reel.at(frame));
    this.#mark(reel.shotAt(frame)?.id ?? "");
  }

  /** The canvas takes the place of the page's first picture. */
  #paintedOnce() {
    const { canvas, late, frame, playing } = this.player;
    if (canvas.hidden && !late) {
      canvas.hidden = false;
      document.getElementById("first")?.remove();
    }
    if (!playing) canvas.setAttribute("aria-label", this.say(frame));
  }

  /** Say what kind of a frame it is that stands still. @param {Run | null} run */
  #tag(run) {
    const tag = part("tag");
    const words = run ? wordsFor(run) : "";
    tag.hidden = !words;
    if (!run || !words) return;
    tag.dataset.kind = run.kind;
    /** @type {Element} */ (tag.lastElementChild).textContent = words;
  }

  /** @param {string} shot */
  #mark(shot) {
    if (shot === this.#shot) return;
    this.#shot = shot;
    for (const button of part("strip").querySelectorAll("[data-shot]")) {
      const here = button.getAttribute("data-shot") === shot;
      if (here) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  /** Show what is told of the reel as a whole. */
  draw() {
    const { reel } = this.player;
    const { values } = reel;
    part("title").textContent = values.title;
    part("last").textContent = String(reel.shown(Math.max(0, reel.length - 1)));
    part("film").hidden = reel.length === 0;
    const nothing = document.getElementById("nothing");
    if (nothing) nothing.hidden = reel.length > 0;
    const { style } = document.documentElement;
    style.setProperty("--wide", String(values.size[0]));
    style.setProperty("--high", String(values.size[1]));
    this.#strip(values, reel.rate);
    this.#lacking(reel.lacking);
    this.#may(values);
  }

  /** @param {Values} values @param {number} rate */
  #strip({ shots, length }, rate) {
    part("shots").hidden = shots.length < 2;
    const count = tn("{count} shot", "{count} shots", shots.length);
    part("shots-sum").textContent = t("{count}, {time}", { count, time: seconds(length / rate) });
    part("strip").replaceChildren(...shots.map((shot) => card(shot, rate)));
    this.#shot = "";
    this.show();
  }

  /** @param {number} frames */
  #lacking(frames) {
    const note = part("lacking");
    note.hidden = frames === 0;
    /** @type {Element} */ (note.lastElementChild).textContent = tn(
      "{count} frame is not drawn yet: the key before is held there",
      "{count} frames are not drawn yet: the key before is held there",
      frames,
    );
  }

  /** @param {Values} values */
  #may({ may = [], length }) {
    part("download").hidden = !may.includes("export") || length === 0;
    part("copy").hidden = !may.includes("copy");
    const edit = document.getElementById("edit");
    if (edit) edit.hidden = !may.includes("edit");
  }

  /** Where a shot's card leads to. @param {Element} button */
  startOf(button) {
    const id = button.getAttribute("data-shot");
    return this.player.reel.values.shots.find((shot) => shot.id === id)?.start ?? 0;
  }

  /** @param {boolean} on */
  filled(on) {
    const label = on ? t("Leave full screen") : t("Full screen");
    document.querySelector("[data-do=full]")?.setAttribute("aria-label", label);
    // Alone on the screen it is dark, whatever the page is.
    if (on) part("film").dataset.theme = "dark";
    else delete part("film").dataset.theme;
  }

  /** Tell something in passing. @param {string} sentence */
  tell(sentence) {
    clearTimeout(this.#said);
    part("said").textContent = sentence;
    this.#said = setTimeout(() => part("said").replaceChildren(), SAID);
  }

  /** Nothing of the project stays, only why. */
  close() {
    document.querySelector("dialog[open]")?.remove();
    for (const id of ["desk", "kf-reel"]) part(id).remove();
    for (const rest of document.querySelectorAll(".w-title, nav:has(> .skip)")) rest.remove();
    for (const id of ["download", "copy", "edit"]) document.getElementById(id)?.remove();
    document.title = t("Closed");
    part("closed").hidden = false;
    part("closed").focus();
  }
}

/** @param {Run} run */
function wordsFor({ kind, exact }) {
  if (kind === "missing") return t("Not drawn yet: the key before is held");
  if (!MADE.has(kind)) return "";
  return exact ? t("Machine-made frame") : t("Machine-made frame of an earlier take");
}

/** @param {number} value */
function seconds(value) {
  const number = new Intl.NumberFormat(document.documentElement.lang, {
    maximumFractionDigits: 1,
    minimumFractionDigits: 1,
  });
  return t("{number} s", { number: number.format(value) });
}

/** @param {Values["shots"][number]} shot @param {number} rate */
function card({ id, name, length, poster }, rate) {
  const item = document.createElement("li");
  const button = Object.assign(document.createElement("button"), { type: "button" });
  button.dataset.shot = id;
  const picture = Object.assign(new Image(), {
    alt: "",
    loading: "lazy",
    decoding: "async",
    draggable: false,
  });
  picture.src = poster;
  const title = Object.assign(document.createElement("span"), {
    className: "ell",
    dir: "auto",
    textContent: name,
  });
  const time = Object.assign(document.createElement("span"), { className: "dim num" });
  time.textContent = seconds(length / rate);
  button.append(picture, title, time);
  item.append(button);
  return item;
}
