/**
 * Everything that waits and is being drawn in this project, with who asked for it, and the way to call it off.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Waiting} from "#kf/panels/queueorder.js"
 * @import {PastRender} from "#kf/panels/renderlist.js"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t, tn } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { troubleWords } from "#kf/core/troubles.js";
import { notifyChoice } from "#kf/panels/notify.js";
import { thumb } from "#kf/panels/parts.js";
import { askers, underWay } from "#kf/panels/queueorder.js";
import { readRenders } from "#kf/panels/renderlist.js";
import { cancelAll } from "#kf/panels/rendermenu.js";
import { pairName, showSegment } from "#kf/panels/segmentname.js";
import { rightOf } from "#kf/panels/subject.js";
import { placeWords, timeWords } from "#kf/panels/work.js";
import { icon } from "#kf/ui/icon.js";

/** `<kf-queue>`: what the pop-over of the status bar holds while it is open. */
export class Queue extends SignalElement {
  static properties = { store: { attribute: false }, renders: { state: true } };

  #asked = "";

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** @type {PastRender[]} */
    this.renders = [];
  }

  render() {
    const { store } = this;
    if (!store) return nothing;
    const waiting = underWay(store.segments.value);
    this.#follow(store, waiting);
    const names = askers(this.renders);
    return html`<div class="q-h"><h2>${t("Queue")}</h2><span class="dim t12 num">${countWords(waiting)}</span>
        ${waiting.length > 0 ? html`<button type="button" class="btn btn--quiet btn--dense" @click=${() => void cancelAll(store)}>${t("Cancel all mine")}</button>` : nothing}</div>
      ${waiting.length === 0 ? html`<div class="empty empty--queue">${icon("check")}<p>${t("Nothing waits. What you render is listed here until it is there.")}</p></div>` : nothing}
      <ol class="q-list">${repeat(
        waiting,
        ({ id }) => id,
        (one) => this.#one(store, one, names.get(one.id) ?? ""),
      )}</ol>
      ${this.#failed(store)}
      <div class="q-f">${notifyChoice(store)}</div>`;
  }

  /** What did not come to its end, with the reason and the way on. @param {Store} store */
  #failed(store) {
    const failed = [...store.segments.value].filter(([, { state }]) => state === "failed");
    if (failed.length === 0) return nothing;
    const again = () => store.render({ keyframes: failed.map(([id]) => id) });
    return html`<div class="q-h"><h2>${tn("{count} failed", "{count} failed", failed.length)}</h2><button type="button" class="btn btn--line btn--dense" @click=${again}>${t("Render the rest")}</button></div>
      <ul class="q-list">${failed.map(
        ([
          id,
          segment,
        ]) => html`<li class="q-one"><span class="grow"><button type="button" class="link-q ell strong" @click=${() => showSegment(store, id)}>${pairName(store, id)}</button>
          <span class="t12 state--failed">${segment.error ? troubleWords(segment.error, segment) : t("It failed for a reason that was not told.")}</span></span></li>`,
      )}</ul>`;
  }

  /** Ask who wanted it whenever other things are under way. @param {Store} store @param {readonly Waiting[]} waiting */
  #follow(store, waiting) {
    const wanted = waiting
      .map(({ id }) => id)
      .sort()
      .join(" ");
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    if (waiting.length === 0) return;
    readRenders(store).then(
      ({ renders }) => (this.renders = renders),
      () => {}, // the queue is told without names
    );
  }

  /** @param {Store} store @param {Waiting} waiting @param {string} by */
  #one(store, { id, segment }, by) {
    const left = store.keyframes.value.get(id);
    const right = left && rightOf(store, left);
    const name = pairName(store, id);
    const running = segment.state === "running";
    const rest = segment.eta === null ? [] : [t("{time} left", { time: timeWords(segment.eta) })];
    const place = segment.place === null ? t("waiting") : placeWords(segment.place);
    const words = [
      running ? t("{done} of {total}", { done: segment.done, total: segment.total }) : place,
      ...rest,
    ];
    const shot = store.shots.value.get(left?.shot ?? "")?.name ?? "";
    return html`<li class="q-one">
      <span class="q-pair">${thumb(store, store.poses.value.get(left?.pose ?? ""))}${thumb(store, store.poses.value.get(right?.pose ?? ""))}</span>
      <span class="grow"><button type="button" class="link-q ell strong" @click=${() => showSegment(store, id)}>${name}</button>
        <span class="t12 num ${running ? "state--running" : "dim"}">${words.join(" · ")}</span>
        <span class="t12 dim ell">${[shot, by ? t("asked by {name}", { name: by }) : ""].filter(Boolean).join(" · ")}</span>
        ${running ? html`<progress max=${segment.total || 1} .value=${segment.done} aria-label=${t("Rendering {name}", { name })}></progress>` : nothing}</span>
      <button type="button" class="ibtn" aria-label=${t("Cancel {name}", { name })} title=${t("Cancel {name}", { name })} @click=${() => store.cancelSegment(id)}>${icon("close")}</button></li>`;
  }
}

/** @param {readonly Waiting[]} waiting */
function countWords(waiting) {
  const running = waiting.filter(({ segment }) => segment.state === "running").length;
  if (waiting.length === 0) return "";
  return [
    ...(running > 0 ? [tn("{count} running", "{count} running", running)] : []),
    ...(waiting.length > running ? [tn("{count} waiting", "{count} waiting", waiting.length - running)] : []),
  ].join(", ");
}

customElements.define("kf-queue", Queue);
