/**
 * @import {Store} from "#kf/core/store.js"
 * @import {Work} from "#kf/panels/work.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { rateLabel } from "#kf/core/time.js";
import { troubleWords } from "#kf/core/troubles.js";
import { dialogs } from "#kf/later/parts.js";
import { workFor } from "#kf/panels/rendering.js";
import { pairName, showSegment } from "#kf/panels/segmentname.js";
import { going, kept, placeWords, timeWords } from "#kf/panels/work.js";
import { playbackOf } from "#kf/player/playback.js";
import { icon } from "#kf/ui/icon.js";

/** What goes on in the whole project, on one line: `<kf-status>`. */
export class Status extends SignalElement {
  static properties = { store: { attribute: false }, queue: { state: true } };

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** Whether the queue is open. */
    this.queue = false;
  }

  render() {
    const { store } = this;
    if (!store) return nothing;
    const { project } = store;
    const playback = playbackOf(store);
    const { width, height, rate } = project.value;
    const length = store.shotLength.value;
    const [cached, previewed] = [playback.cached.value, playback.previewed.value];
    return html`<footer class="status">
      ${this.#work(store)}
      <span class="grow"></span>
      ${length > 0 ? html`<span class="it dim">${t("{cached} of {count} frames loaded", { cached: cached - previewed, count: length })}</span>` : nothing}
      ${previewed > 0 ? html`<span class="it dim">${tn("{count} previewed", "{count} previewed", previewed)}</span>` : nothing}
      ${playback.dropped.value > 0 ? html`<span class="it dim">${tn("{count} dropped", "{count} dropped", playback.dropped.value)}</span>` : nothing}
      <span class="it dim">${t("{rate} fps", { rate: rateLabel(rate) })}</span>
      <span class="it dim">${width} × ${height}</span>
    </footer>
    <div id="kf-queue" class="menu queue" popover role="dialog" aria-label=${t("Queue")} @toggle=${this.#toggled}>${this.queue ? html`<kf-queue .store=${store}></kf-queue>` : nothing}</div>`;
  }

  /** The queue stands over the button that opens it, and reads nothing while it is closed. @param {ToggleEvent} event */
  #toggled(event) {
    const panel = /** @type {HTMLElement} */ (event.currentTarget);
    this.queue = event.newState === "open";
    if (!this.queue) return;
    void dialogs.load();
    const anchor = this.querySelector("[popovertarget=kf-queue]")?.getBoundingClientRect();
    panel.style.left = `${Math.max(8, Math.min(anchor?.left ?? 8, innerWidth - panel.offsetWidth - 8))}px`;
    panel.style.bottom = `${innerHeight - (anchor?.top ?? innerHeight) + 6}px`;
  }

  /** @param {string | import("lit").TemplateResult} words @param {boolean} dim */
  #opener(words, dim) {
    return html`<button type="button" class="it status-q ${dim ? "dim" : ""}" popovertarget="kf-queue" aria-haspopup="dialog" title=${t("Open the queue")}>${icon("list", "icon-12")}${words}</button>`;
  }

  /** @param {Store} store */
  #work(store) {
    const segments = [...store.segments.value]
      .filter(([id]) => store.shots.value.has(store.keyframes.value.get(id)?.shot ?? ""))
      .map(([id, segment]) => /** @type {const} */ ([id, going(segment)]));
    const running = segments.filter(([, { state }]) => state === "running");
    const queued = segments.filter(([, { state }]) => state === "queued");
    const failed = segments.filter(([, { state }]) => state === "failed");
    const film = [...store.exports.value.values()].find(
      ({ state }) => state === "queued" || state === "writing",
    );
    if (running.length + queued.length + failed.length === 0 && !film) {
      return this.#opener(restWords(workFor(store, store.keyframes.value.values())), true);
    }
    return html`${this.#opener(t("Queue"), false)}${running.slice(0, 2).map(([id]) => this.#running(store, id))}
      ${running.length > 2 ? html`<span class="it">${t("and {count} more", { count: running.length - 2 })}</span>` : nothing}
      ${queued.length > 0 ? this.#queued(queued.map(([, segment]) => segment)) : nothing}
      ${failed.length > 0 ? this.#failed(store, failed[0][0], failed.length) : nothing}
      ${film ? html`<span class="it">${icon("film", "icon-12")}${t("Writing the film, {done} of {total}", { done: film.done, total: film.total })}</span>` : nothing}`;
  }

  /** @param {Store} store @param {string} id */
  #running(store, id) {
    const segment = store.segments.value.get(id);
    if (!segment) return nothing;
    const { done, total, eta } = going(segment);
    const words = [
      `${done}/${total}`,
      ...(eta === null ? [] : [t("{time} left", { time: timeWords(eta) })]),
    ].join(" · ");
    const name = pairName(store, id);
    return html`<span class="it">${icon("film", "icon-12")}<b class="strong ell">${name}</b> ${words}
      <progress max=${total || 1} .value=${done} aria-label=${t("Rendering {name}", { name })}></progress>
      <button type="button" class="ibtn" aria-label=${t("Cancel {name}", { name })} title=${t("Cancel {name}", { name })}
        @click=${() => store.cancelSegment(id)}>${icon("close", "icon-12")}</button></span>`;
  }

  /** @param {{place: number | null}[]} queued */
  #queued(queued) {
    const places = queued.flatMap(({ place }) => place ?? []);
    const first = places.length > 0 ? ` · ${placeWords(Math.min(...places))}` : "";
    return html`<span class="it">${icon("clock", "icon-12")}${tn("{count} waiting", "{count} waiting", queued.length)}${first}</span>`;
  }

  /** @param {Store} store @param {string} id @param {number} count */
  #failed(store, id, count) {
    const segment = store.segments.value.get(id);
    const rest = segment ? segment.drawings - kept(segment) : 0;
    const words =
      segment && kept(segment) > 0
        ? t("keep {kept}, render the other {rest}", { kept: kept(segment), rest })
        : t("render again");
    return html`<span class="it is-fail">${icon("alert", "icon-12")}${tn("{count} failed:", "{count} failed:", count)}
      <button type="button" class="link" title=${segment?.error ? troubleWords(segment.error, segment) : nothing} @click=${() => showSegment(store, id)}>${pairName(store, id)}</button>
      <button type="button" class="link" @click=${() => store.render({ keyframes: [id] })}>${words}</button></span>`;
  }
}

/** What to say when nothing goes on. @param {Work} work of the whole project */
function restWords({ segments, open }) {
  if (segments === 0) return t("Nothing to render yet");
  if (open.length === 0) return t("Everything is rendered");
  return tn(
    "{count} segment to render in this project",
    "{count} segments to render in this project",
    open.length,
  );
}

customElements.define("kf-status", Status);
