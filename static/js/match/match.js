/**
 * The match assistant: one pose over the other before anything is rendered; laid by itself, by hand, by keys or by
 * numbers, and applied as another framing of the second pose, which undo takes back.
 *
 * @import {Keyframe, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Version} from "#kf/library/versions.js"
 * @import {Laying} from "#kf/match/laying.js"
 */
import { html, LitElement, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { ApiError, api } from "#kf/core/net.js";
import { pictureUrl } from "#kf/core/urls.js";
import { ask, showBy } from "#kf/library/acts.js";
import { fromShares, shares } from "#kf/library/framing.js";
import { keyAfter } from "#kf/marks/subject.js";
import { framingOf, isStill, leavesGaps, limited, matrixOf, STILL } from "#kf/match/laying.js";
import { pair } from "#kf/match/pairview.js";
import { show } from "#kf/ui/dialog.js";
import { icon } from "#kf/ui/icon.js";

/** Pixels of the canvas that an arrow key nudges by; Shift goes farther. */
const STEP = 1;
const FAR = 10;

/** @type {Record<string, (found: {scale: number, turn: number}) => string>} */
const FOUND = {
  scenery: () => t("Laid scenery on scenery."),
  joints: () => t("Made as large as its bones say, and put on the same ground."),
  figures: () => t("Made as large as the other figure, and put on the same ground."),
  nothing: () => t("These two pictures have too little in common to be laid on each other. Do it by hand."),
};

/** One pose over the other: `<kf-match>`. */
export class Match extends LitElement {
  static properties = {
    store: { attribute: false },
    left: { attribute: false },
    first: { attribute: false },
    last: { attribute: false },
    laying: { state: true },
    opacity: { state: true },
    difference: { state: true },
    flipped: { state: true },
    busy: { state: true },
    said: { state: true },
    problem: { state: true },
  };

  /** @type {{first: ImageBitmap, last: ImageBitmap} | null} */
  #pictures = null;

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** @type {Keyframe | undefined} */
    this.left = undefined;
    /** @type {Pose | undefined} */
    this.first = undefined;
    /** @type {Pose | undefined} */
    this.last = undefined;
    /** What to do with the framing that was chosen; undefined leaves it. @type {(laying?: Laying) => Promise<string>} */
    this.apply = async () => "";
    /** @type {() => void} */
    this.close = () => {};
    /** @type {Laying} */
    this.laying = STILL;
    this.opacity = 0.5;
    this.difference = false;
    this.flipped = false;
    this.busy = "";
    this.said = "";
    this.problem = "";
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  async #load() {
    const { store, first, last } = this;
    if (!store || !first || !last) return;
    const picture = async (/** @type {Pose} */ { sha256 }) => {
      const answer = await fetch(pictureUrl(store.project.value.id, sha256, "full.png"));
      return createImageBitmap(await answer.blob());
    };
    try {
      const [a, b] = await Promise.all([picture(first), picture(last)]);
      this.#pictures = { first: a, last: b };
      this.requestUpdate();
    } catch {
      this.problem = t("The pictures did not come. Nothing was changed; close this and try again.");
    }
  }

  get #canvas() {
    const { width, height } = /** @type {Store} */ (this.store).project.value;
    return { width, height };
  }

  /** @param {Partial<Laying>} change */
  #lay(change) {
    this.laying = limited({ ...this.laying, ...change });
    this.said = "";
  }

  /** @param {number} dx @param {number} dy in pixels of the canvas */
  #shift(dx, dy) {
    const { width, height } = this.#canvas;
    this.#lay({ x: this.laying.x + dx / width, y: this.laying.y + dy / height });
  }

  #alone = async () => {
    const { store, left } = this;
    if (!store || !left) return;
    this.busy = "finding";
    this.problem = "";
    try {
      await store.settled();
      const found = await api(`/api/projects/${store.project.value.id}/segments/${left.id}/match`);
      this.laying = limited(found);
      this.said = FOUND[found.how]?.(found) ?? "";
    } catch (error) {
      this.problem = error instanceof ApiError ? error.sentence : String(error);
    } finally {
      this.busy = "";
    }
  };

  #apply = async () => {
    this.busy = "applying";
    this.problem = await this.apply(this.laying);
    this.busy = "";
  };

  #drag = (/** @type {PointerEvent} */ down) => {
    if (down.button !== 0) return;
    const target = /** @type {HTMLCanvasElement} */ (down.currentTarget);
    const scale = this.#canvas.width / target.clientWidth;
    const from = this.laying;
    const stop = new AbortController();
    const { signal } = stop;
    down.preventDefault();
    target.focus();
    target.setPointerCapture(down.pointerId);
    const move = (/** @type {PointerEvent} */ event) => {
      this.laying = from;
      this.#shift((event.clientX - down.clientX) * scale, (event.clientY - down.clientY) * scale);
    };
    target.addEventListener("pointermove", move, { signal });
    for (const end of ["pointerup", "pointercancel"])
      target.addEventListener(end, () => stop.abort(), { signal });
  };

  #keyed = (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = event.shiftKey ? FAR : STEP;
    const { scale, turn } = this.laying;
    /** @type {Record<string, () => void>} */
    const acts = {
      ArrowLeft: () => this.#shift(-by, 0),
      ArrowRight: () => this.#shift(by, 0),
      ArrowUp: () => this.#shift(0, -by),
      ArrowDown: () => this.#shift(0, by),
      "+": () => this.#lay({ scale: scale * 1.01 }),
      "=": () => this.#lay({ scale: scale * 1.01 }),
      "-": () => this.#lay({ scale: scale / 1.01 }),
      "]": () => this.#lay({ turn: turn + 0.5 }),
      "[": () => this.#lay({ turn: turn - 0.5 }),
      f: () => (this.flipped = true),
      F: () => (this.flipped = true),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  #released = (/** @type {KeyboardEvent} */ { key }) => {
    if (key.toLowerCase() === "f") this.flipped = false;
  };

  render() {
    const { store, first, last } = this;
    if (!store || !first || !last) return nothing;
    const uses = [...store.keyframes.value.values()].filter(({ pose }) => pose === last.id).length;
    const gaps = !last.has_alpha && leavesGaps(this.laying, this.#canvas, last);
    const held = (/** @type {boolean} */ on) => () => (this.flipped = on);
    const key = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === " " || event.key === "Enter") this.flipped = event.type === "keydown";
    };
    const { width, height } = this.#canvas;
    return html`<canvas class="match-view" width=${width} height=${height} tabindex="0" role="application"
        aria-label=${t("{b} over {a}. Arrow keys shift it, plus and minus scale it, square brackets turn it, F shows {a} while it is held.", { a: first.name, b: last.name })}
        @pointerdown=${this.#drag} @keydown=${this.#keyed} @keyup=${this.#released} @blur=${held(false)}></canvas>
      <div class="row match-look">
        <label class="row"><span>${t("Opacity of {name}", { name: last.name })}</span>
          <input class="slider" type="range" min="0" max="100" .value=${String(Math.round(this.opacity * 100))} ?disabled=${this.difference}
            @input=${(/** @type {Event} */ { target }) => (this.opacity = Number(/** @type {HTMLInputElement} */ (target).value) / 100)}></label>
        <button type="button" class="btn btn--quiet btn--dense" aria-pressed=${this.difference} @click=${() => (this.difference = !this.difference)}>${icon("compare")}${t("Difference")}</button>
        <button type="button" class="btn btn--quiet btn--dense" title=${t("Hold to see {name} alone (F)", { name: first.name })}
          @pointerdown=${held(true)} @pointerup=${held(false)} @pointerleave=${held(false)} @keydown=${key} @keyup=${key} @blur=${held(false)}>${icon("flip")}${t("Flip")}</button>
      </div>
      ${this.#numbers()}
      <div class="row match-acts">
        <button type="button" class="btn btn--line" ?disabled=${this.busy !== ""} @click=${this.#alone}>${icon("spark")}${this.busy === "finding" ? t("Looking…") : t("Match automatically")}</button>
        <button type="button" class="btn btn--quiet" ?disabled=${isStill(this.laying)} @click=${() => this.#lay(STILL)}>${t("As it was")}</button>
        <p class="hint" role="status">${this.said}</p>
      </div>
      ${gaps ? html`<p class="note note--stale">${icon("alert")}<span>${t("{name} no longer fills the canvas: where it ends it will be transparent. Make it larger to fill it.", { name: last.name })}</span></p>` : nothing}
      ${uses > 1 ? html`<p class="hint">${tn("{name} stands on {count} key; it changes there.", "{name} stands on {count} keys; it changes on all of them.", uses, { name: last.name })}</p>` : nothing}
      ${this.problem ? html`<p class="note note--fail" role="alert">${icon("alert")}<span>${this.problem}</span></p>` : nothing}
      <div class="acts">
        <button type="button" class="btn btn--quiet" @click=${() => this.close()}>${t("Cancel")}</button>
        <button type="button" class="btn btn--primary" ?disabled=${this.busy !== "" || isStill(this.laying)} @click=${this.#apply}>
          ${this.busy === "applying" ? t("Applying…") : t("Apply to {name}", { name: last.name })}</button>
      </div>`;
  }

  /** The same as typed numbers. */
  #numbers() {
    const { width, height } = this.#canvas;
    const { scale, turn, x, y } = this.laying;
    return html`<div class="match-numbers">
      ${number(t("Across, in pixels"), x * width, (value) => this.#lay({ x: value / width }))}
      ${number(t("Down, in pixels"), y * height, (value) => this.#lay({ y: value / height }))}
      ${number(t("Size, in percent"), scale * 100, (value) => this.#lay({ scale: value / 100 }))}
      ${number(t("Turn, in degrees"), turn, (value) => this.#lay({ turn: value }))}
    </div>`;
  }

  updated() {
    const canvas = this.querySelector("canvas");
    const context = canvas?.getContext("2d");
    if (!context || !this.#pictures || !this.store) return;
    const { opacity, difference, flipped } = this;
    const ground = this.store.currentShot.value?.ground ?? "#808080";
    const laid = matrixOf(this.laying, this.#canvas);
    pair(context, this.#canvas, this.#pictures, laid, { opacity, difference, flipped, ground });
  }
}

customElements.define("kf-match", Match);

/**
 * @param {string} label
 * @param {number} value
 * @param {(value: number) => void} commit
 */
function number(label, value, commit) {
  const shown = String(Math.round(value * 100) / 100);
  const changed = (/** @type {Event} */ { target }) => {
    const field = /** @type {HTMLInputElement} */ (target);
    const typed = Number(field.value.replace(",", "."));
    if (field.value.trim() !== "" && Number.isFinite(typed)) commit(typed);
    else field.value = shown;
  };
  const keyed = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    commit(value + step * (event.shiftKey ? 10 : 1));
  };
  return html`<label class="match-number"><span>${label}</span>
    <input class="input input--dense num" type="text" inputmode="decimal" autocomplete="off" .value=${shown} @change=${changed} @keydown=${keyed}></label>`;
}

/**
 * Lay the pose of the next key on this one's.
 * @param {Store} store
 * @param {Keyframe} left
 */
export async function openMatch(store, left) {
  const right = keyAfter(store, left);
  const [first, last] = [store.poses.value.get(left.pose), store.poses.value.get(right?.pose ?? "")];
  if (!right || !first || !last) return;
  await store.settled();
  /** @type {Version[] | null} */
  const versions = await ask(store, `/poses/${last.id}/versions`);
  const present = versions?.find(({ present: now }) => now);
  const original = versions?.find(({ sha256 }) => sha256 === present?.original);
  if (!present || !original) return;
  const framing = fromShares(/** @type {any} */ (present.framing), original);
  const title = t("Match {b} to {a}", { a: first.name, b: last.name });
  /** @type {any} */
  let setting = null;
  await show(
    (close) => {
      const apply = async (/** @type {Laying} */ laying) => {
        const next = framingOf(laying, store.project.value, { framing, original });
        try {
          const path = `/api/projects/${store.project.value.id}/poses/${last.id}/framing`;
          setting = await api(path, { json: shares(next, original), timeout: 120_000 });
          close();
          return "";
        } catch (error) {
          return error instanceof ApiError ? error.sentence : String(error);
        }
      };
      return html`<h2 dir="auto">${title}</h2>
        <kf-match .store=${store} .left=${left} .first=${first} .last=${last} .apply=${apply} .close=${() => close()}></kf-match>`;
    },
    { label: title, wide: true },
  );
  const now = store.poses.value.get(last.id);
  if (!setting || !now) return;
  await showBy(store, now, setting, {
    edit: title,
    told: t("{b} lies on {a} now.", { a: first.name, b: last.name }),
  });
}
