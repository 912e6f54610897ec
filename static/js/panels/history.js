/**
 * What was rendered, when, by whom and with which settings; and the way back to those settings.
 *
 * @import {Id, Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {PastRender, RenderLine} from "#kf/panels/renderlist.js"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t, tn } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { ago } from "#kf/panels/ago.js";
import { segmented } from "#kf/panels/parts.js";
import { readRenders } from "#kf/panels/renderlist.js";
import { differences, restoreButton } from "#kf/panels/restore.js";
import { pairName, showSegment } from "#kf/panels/segmentname.js";
import { segmentMeant } from "#kf/panels/subject.js";
import { timeWords } from "#kf/panels/work.js";
import { methodLabel } from "#kf/player/words.js";
import { icon } from "#kf/ui/icon.js";

/** @typedef {"segment" | "project"} Scope */

/** `<kf-history>` */
export class History extends SignalElement {
  static properties = {
    store: { attribute: false },
    scope: { state: true },
    renders: { state: true },
    more: { state: true },
    open: { state: true },
    problem: { state: true },
  };

  #asked = "";

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** @type {Scope} */
    this.scope = "segment";
    /** @type {PastRender[] | null} */
    this.renders = null;
    /** Whether there are earlier ones. */
    this.more = false;
    /** @type {Id | null} the render that is opened */
    this.open = null;
    this.problem = "";
  }

  connectedCallback() {
    super.connectedCallback();
    this.#asked = "";
  }

  /** @param {Id | null} before the last that is known already */
  async #read(before) {
    const { store } = this;
    if (!store) return;
    try {
      const page = await readRenders(store, before);
      this.renders = before === null ? page.renders : [...(this.renders ?? []), ...page.renders];
      this.more = page.more;
      this.problem = "";
    } catch (error) {
      this.problem = /** @type {any} */ (error).sentence ?? String(error);
    }
  }

  render() {
    const { store } = this;
    if (!store) return nothing;
    this.#follow(store);
    const left = segmentMeant(store);
    const scope = left ? this.scope : "project";
    const all = this.renders ?? [];
    const shown =
      scope === "segment" && left
        ? all.filter(({ lines }) => lines.some(({ keyframe }) => keyframe === left.id))
        : all;
    const scopes = /** @type {{value: Scope, label: string}[]} */ ([
      { value: "segment", label: t("This segment") },
      { value: "project", label: t("Whole project") },
    ]);
    return html`<div class="insp">
      ${left ? segmented(t("Renders of"), scopes, scope, (to) => (this.scope = to)) : nothing}
      ${this.problem ? html`<p class="note note--fail">${icon("alert")}<span>${this.problem}</span></p>` : nothing}
      ${this.renders === null && !this.problem ? html`<p class="hint" aria-busy="true">${t("Reading…")}</p>` : nothing}
      ${this.renders !== null && shown.length === 0 ? this.#nothing(store, scope === "segment" ? left : null) : nothing}
      <ol class="past">${repeat(
        shown,
        ({ id }) => id,
        (one) => this.#one(store, one, scope === "segment" ? (left?.id ?? null) : null),
      )}</ol>
      ${this.more ? html`<button type="button" class="btn btn--quiet btn--wide" @click=${() => this.#read(this.renders?.at(-1)?.id ?? null)}>${t("Show earlier ones")}</button>` : nothing}
    </div>`;
  }

  /** Read again whenever a render has begun or ended. @param {Store} store */
  #follow(store) {
    const now = [...store.renders.value.values()].map(({ id, state }) => `${id}${state}`).join(" ");
    const wanted = `now ${now}`;
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    void this.#read(null);
  }

  /** @param {Store} store @param {Keyframe | null} left of the segment that is looked at */
  #nothing(store, left) {
    const drawn = left && store.segments.value.get(left.id)?.shown;
    const [title, words] = this.more && left ? EARLIER() : drawn ? ELSEWHERE() : left ? NEVER() : NOTHING();
    return html`<div class="empty empty--insp">${icon("history")}<h2>${title}</h2><p>${words}</p></div>`;
  }

  /** @param {Store} store @param {PastRender} render @param {Id | null} only the segment that is looked at */
  #one(store, render, only) {
    const lines = only ? render.lines.filter(({ keyframe }) => keyframe === only) : render.lines;
    const open = this.open === render.id;
    const drawings = lines.reduce((sum, line) => sum + line.drawings, 0);
    const seconds = lines.reduce((sum, line) => sum + (line.seconds ?? 0), 0);
    const what =
      lines.length === 1
        ? lineName(store, lines[0])
        : tn("{count} segment", "{count} segments", lines.length);
    const more = [
      render.by,
      tn("{count} drawing", "{count} drawings", drawings),
      ...(seconds > 0 ? [timeWords(seconds)] : []),
    ];
    const flip = () => (this.open = open ? null : render.id);
    return html`<li class="past-one"><button type="button" class="past-h" aria-expanded=${open} @click=${flip}>
        <span class=${`past-${render.state}`}>${icon(stateIcon(render.state))}</span>
        <span class="grow"><span class="strong ell">${what}${render.draft ? html` <span class="badge">${t("draft")}</span>` : nothing}</span>
          <span class="t12 dim num">${more.filter(Boolean).join(" · ")}</span></span>
        <span class="past-when"><time class="t12 dim num" datetime=${render.made_at}>${ago(render.made_at)}</time><span class="t12">${stateWord(render.state)}</span></span></button>
      ${
        open
          ? html`<div class="past-more">${lines.map((line) => this.#line(store, line, lines.length > 1))}
          <p class="hint num">${t("Engine {version}", { version: render.engine || t("of an earlier version") })}</p></div>`
          : nothing
      }</li>`;
  }

  /** @param {Store} store @param {RenderLine} line @param {boolean} named */
  #line(store, line, named) {
    const left = store.keyframes.value.get(line.keyframe);
    const facts = [
      methodLabel(store, line.method),
      tn("{count} drawing", "{count} drawings", line.drawings),
      ...(line.seconds ? [timeWords(line.seconds)] : []),
      ...(line.score === null ? [] : [t("quality {score}", { score: Math.round(line.score) })]),
    ];
    return html`<div class="past-line">
      ${named ? html`<p class="t12 strong">${lineName(store, line)}</p>` : nothing}
      <p class="t12 dim num">${facts.filter(Boolean).join(" · ")}</p>
      ${line.reason ? html`<p class="hint">${t(line.reason)}</p>` : nothing}
      ${left ? differences(store, line.settings, left) : html`<p class="hint">${t("This segment is no longer there.")}</p>`}
      ${
        left
          ? html`<div class="row row--wrap">${restoreButton(store, line.settings, left)}
        <button type="button" class="btn btn--quiet btn--dense" @click=${() => showSegment(store, left.id)}>${t("Go to it")}</button></div>`
          : nothing
      }
    </div>`;
  }
}

/** @param {Store} store @param {RenderLine} line */
function lineName(store, { keyframe }) {
  return store.keyframes.value.has(keyframe) ? pairName(store, keyframe) : t("A segment that is gone");
}

// Why nothing is listed, as a title and a sentence.
const NOTHING = () => [
  t("No renders yet"),
  t(
    "Nothing was rendered yet. Every render is listed here with its settings, so that you can go back to them.",
  ),
];
const NEVER = () => [
  t("No renders yet"),
  t(
    "This segment was never rendered. Every render is listed here with its settings, so that you can go back to them.",
  ),
];
const ELSEWHERE = () => [
  t("Nothing had to be rendered"),
  t(
    "The same poses with the same settings had been drawn before, outside of this segment. Its drawings are those.",
  ),
];
const EARLIER = () => [
  t("Not among the latest"),
  t("None of the renders that are listed so far was of this segment."),
];

/** @type {Record<string, [sign: string, word: () => string]>} */
const STATES = {
  queued: ["clock", () => t("waiting")],
  running: ["spark", () => t("running")],
  done: ["check", () => t("done")],
  failed: ["alert", () => t("failed")],
  cancelled: ["close", () => t("cancelled")],
};

/** @param {string} state */
function stateIcon(state) {
  return STATES[state]?.[0] ?? "clock";
}

/** @param {string} state */
function stateWord(state) {
  return STATES[state]?.[1]() ?? state;
}

customElements.define("kf-history", History);
