/**
 * Two methods side by side on the same pair of keys, frame by frame. The work itself stays as it is: another method is set
 * only for the moment in which its render is asked for.
 *
 * @import {Work} from "#kf/lesson/work.js"
 */
import { html, nothing, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { api } from "#kf/core/net.js";
import { icon } from "#kf/ui/icon.js";

/** @typedef {{key: string, drawings: number, method: string, draft: boolean, fits: boolean}} Take */

const STEP = 120; // milliseconds
const LOOK = 500; // milliseconds
const OVER = new Set(["done", "failed", "cancelled"]);

export class Methods {
  /** @type {Take[]} */
  #takes = [];
  #of = "";
  #at = 0;
  /** @type {string[]} */
  #chosen = [];
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #playing;
  #drawing = "";

  /** @param {HTMLElement} box @param {Work} work @param {(error: unknown) => void} tell */
  constructor(box, work, tell) {
    this.box = box;
    this.work = work;
    this.tell = tell;
  }

  /** The first segment is the pair that the exercise is about; it stays so while another method draws it. */
  #keyframe = "";

  show() {
    this.#keyframe = this.work.stretches[0]?.keyframe ?? this.#keyframe;
    const state = this.work.stretches.map(({ take }) => take).join();
    if (state !== this.#of && this.#keyframe) {
      this.#of = state;
      void this.#read();
    }
    this.#draw();
  }

  async #read() {
    try {
      const { takes } = await api(`/api/projects/${this.work.told.project}/segments/${this.#keyframe}/takes`);
      const whole = /** @type {Take[]} */ (takes).filter((take) => !take.draft && take.fits && take.drawings);
      this.#takes = whole.filter((take, n) => whole.findIndex((other) => other.method === take.method) === n);
      if (!this.#chosen.every((key) => this.#takes.some((take) => take.key === key))) this.#chosen = [];
      if (this.#chosen.length < 2) this.#chosen = this.#takes.slice(0, 2).map(({ key }) => key);
      this.#draw();
    } catch (error) {
      this.tell(error);
    }
  }

  #draw() {
    if (!this.#keyframe) {
      render(nothing, this.box);
      return;
    }
    const both = this.#chosen.length === 2;
    render(
      html`<details class="ex-methods"><summary>${icon("compare")}${t("Compare two methods")}</summary>
      ${both ? this.#pair() : html`<p class="dim">${t("There is one take so far. Have the same pair drawn by another method, and look at both side by side.")}</p>`}
      <div class="row row--wrap">${this.#others().map(([name, label]) => html`<button type="button" class="btn btn--line btn--dense" ?disabled=${this.#drawing !== "" || !this.#may(name)} aria-describedby=${this.#may(name) ? nothing : "no-joints"} @click=${() => this.#also(name)}>${this.#drawing === name ? t("Drawing…") : t("Draw it by {method} too", { method: label })}</button>`)}</div>
      ${this.#others().every(([name]) => this.#may(name)) ? nothing : html`<p class="dim t12" id="no-joints">${t("Rig needs joints on both poses, which are one character. Mark them in the editor.")}</p>`}
    </details>`,
      this.box,
    );
  }

  #pair() {
    const pair = this.#chosen.map((key) => this.#takes.find((take) => take.key === key));
    const most = Math.max(...pair.map((take) => take?.drawings ?? 1));
    const at = Math.min(this.#at, most - 1);
    return html`<div class="ex-pair">${pair.map((take, side) => this.#side(/** @type {Take} */ (take), side, at, most))}</div>
      <div class="film-bar"><button type="button" class="ibtn" aria-label=${this.#playing ? t("Pause") : t("Play both")} @click=${() => this.#toggle(most)}>${icon(this.#playing ? "pause" : "play")}</button>
      <input type="range" class="slider grow" min="0" max=${most - 1} .value=${String(at)} .style=${`--v:${(at / Math.max(1, most - 1)) * 100}%`} aria-label=${t("Drawing")} @input=${(/** @type {Event} */ event) => this.#go(Number(/** @type {HTMLInputElement} */ (event.target).value))}>
      <span class="num dim t12">f ${this.#frame(at, most)}</span></div>`;
  }

  /** @param {Take} take @param {number} side @param {number} at @param {number} most */
  #side(take, side, at, most) {
    const number = Math.round((at / Math.max(1, most - 1)) * (take.drawings - 1));
    const { project } = this.work.told;
    return html`<figure><img src="/projects/${project}/frames/${take.key}/${number}/view" alt=${t("Drawing {count} by {method}", { count: number + 1, method: methodName(take.method) })} draggable="false">
      <figcaption><span class="select"><select aria-label=${side ? t("Method on the right") : t("Method on the left")} @change=${(/** @type {Event} */ event) => this.#choose(side, /** @type {HTMLSelectElement} */ (event.target).value)}>${this.#takes.map((one) => html`<option value=${one.key} ?selected=${one.key === take.key}>${methodName(one.method)}</option>`)}</select>${icon("down", "icon-12")}</span></figcaption></figure>`;
  }

  /** The frame of the film on which this drawing lies, as people read it. @param {number} at @param {number} most */
  #frame(at, most) {
    const { reel, stretches } = this.work;
    const frames = stretches[0]?.frames ?? [];
    const frame = frames[Math.round((at / Math.max(1, most - 1)) * (frames.length - 1))] ?? at;
    return frame + (reel?.first_frame ?? 0);
  }

  /** @param {number} side @param {string} key */
  #choose(side, key) {
    this.#chosen[side] = key;
    this.#draw();
  }

  /** @param {number} at */
  #go(at) {
    this.#at = at;
    this.#draw();
  }

  /** @param {number} most */
  #toggle(most) {
    if (this.#playing) {
      clearInterval(this.#playing);
      this.#playing = undefined;
    } else this.#playing = setInterval(() => this.#go((this.#at + 1) % most), STEP);
    this.#draw();
  }

  /** Methods of which there is no take yet. */
  #others() {
    const had = new Set(this.#takes.map(({ method }) => method));
    return ["rig", "flow", "crossfade"]
      .filter((name) => !had.has(name))
      .map((name) => /** @type {[string, string]} */ ([name, methodName(name)]));
  }

  /** Whether a method can draw this pair. @param {string} method */
  #may(method) {
    const { snapshot } = this.work;
    const left = snapshot?.keyframes.find(({ id }) => id === this.#keyframe);
    if (method !== "rig" || !snapshot || !left) return true;
    const right = snapshot.keyframes
      .filter((key) => key.track === left.track && key.frame > left.frame)
      .sort((a, b) => a.frame - b.frame)[0];
    const [one, two] = [left, right].map((key) => snapshot.poses.find(({ id }) => id === key?.pose));
    return Boolean(one?.joints && two?.joints && one.character === two.character);
  }

  /**
   * Have the pair drawn by another method. What was set before is set again at once, whatever becomes of the render.
   * @param {string} method
   */
  async #also(method) {
    this.#drawing = method;
    this.#draw();
    try {
      const render = await this.#asked(method);
      if (render) await this.#drawn(render);
      await this.#read();
    } catch (error) {
      this.tell(error);
    } finally {
      this.#drawing = "";
      this.#draw();
    }
  }

  /** @param {string} method @returns {Promise<string | undefined>} the render that was asked for */
  async #asked(method) {
    const { snapshot, told } = this.work;
    const keyframe = this.#keyframe;
    const before = snapshot?.keyframes.find(({ id }) => id === keyframe)?.method;
    const set = (/** @type {string | undefined} */ to) =>
      api(`/api/projects/${told.project}/ops`, {
        json: {
          id: uuid(),
          label: t("Compare methods"),
          operations: [{ do: "set", on: "keyframe", id: keyframe, to: { method: to } }],
        },
      });
    await set(method);
    try {
      const { render } = await api(`/api/projects/${told.project}/renders`, {
        json: { keyframes: [keyframe] },
      });
      return render?.id;
    } finally {
      await set(before);
    }
  }

  /** Wait until a render is over. @param {string} id */
  async #drawn(id) {
    for (let tries = 0; tries < 120; tries++) {
      const { renders } = await api(`/api/projects/${this.work.told.project}/renders`);
      const found = /** @type {{id: string, state: string}[]} */ (renders).find((one) => one.id === id);
      if (!found || OVER.has(found.state)) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
  }
}

/** @param {string} name */
export function methodName(name) {
  const names = /** @type {Record<string, string>} */ ({
    rig: t("Rig"),
    flow: t("Flow"),
    crossfade: t("Cross-fade"),
    hold: t("Hold"),
    auto: t("Auto"),
  });
  return names[name] ?? name;
}
