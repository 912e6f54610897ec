/**
 * @import {Film} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Work} from "#kf/panels/work.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { rateLabel, shownFrame } from "#kf/core/time.js";
import { troubleWords } from "#kf/core/troubles.js";
import { segmented } from "#kf/panels/parts.js";
import { lefts, ranged } from "#kf/panels/rendermenu.js";
import { renderWords, timeWords, workOf } from "#kf/panels/work.js";
import { icon } from "#kf/ui/icon.js";

/** @typedef {"shot" | "range" | "project"} Scope range: from in to out */

/** Writes and hands out the film: `<kf-export-dialog>`. */
export class ExportDialog extends SignalElement {
  static properties = {
    store: { attribute: false },
    scope: { state: true },
    opened: { state: true },
    waiting: { state: true },
    asked: { state: true },
  };

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** @type {Scope} */
    this.scope = "shot";
    this.opened = false;
    /** Whether the film is to be written as soon as everything is rendered. */
    this.waiting = false;
    this.asked = false;
  }

  async open() {
    this.opened = true;
    if (!this.store || !this.#scopes(this.store).some(({ value }) => value === this.scope))
      this.scope = "shot";
    await this.updateComplete;
    /** @type {HTMLDialogElement | null} */ (this.querySelector("dialog"))?.showModal();
  }

  #close() {
    /** @type {HTMLDialogElement | null} */ (this.querySelector("dialog"))?.close();
  }

  render() {
    const { store } = this;
    if (!store) return nothing;
    return html`<dialog class="dialog export" aria-labelledby="kf-export-title" @close=${() => (this.opened = false)}>
        ${this.opened ? this.#content(store) : nothing}
      </dialog>`;
  }

  updated() {
    const { store } = this;
    if (!store || !this.waiting) return;
    const work = this.#work(store);
    if (work.failed.length > 0) this.waiting = false;
    else if (work.open.length + work.going.length === 0) void this.#write(store);
  }

  /** @param {Store} store */
  #content(store) {
    const work = this.#work(store);
    const film = this.#film(store);
    const scopes = this.#scopes(store);
    return html`<h2 id="kf-export-title">${t("Download the film")}</h2>
      <div class="col">
        ${scopes.length > 1 ? segmented(t("What"), scopes, this.scope, (scope) => this.#choose(scope)) : nothing}
        <p class="dim">${this.#whatWords(store)}</p>
        ${work.going.length > 0 ? this.#going(work) : work.open.length > 0 ? this.#missing(work) : nothing}
        ${film ? this.#state(film) : nothing}
      </div>
      <div class="acts">
        <button type="button" class="btn btn--quiet" @click=${() => this.#close()}>${t("Close")}</button>
        ${this.#act(store, work, film)}
      </div>`;
  }

  /** What there is to choose from. @param {Store} store @returns {{value: Scope, label: string}[]} */
  #scopes(store) {
    const [from, end] = this.#span(store);
    return [
      { value: "shot", label: t("This shot") },
      .../** @type {{value: Scope, label: string}[]} */ (
        ranged(store) && from < end ? [{ value: "range", label: t("In to out") }] : []
      ),
      .../** @type {{value: Scope, label: string}[]} */ (
        store.shots.value.size > 1 ? [{ value: "project", label: t("Whole project") }] : []
      ),
    ];
  }

  /** @param {Scope} scope */
  #choose(scope) {
    this.scope = scope;
    this.waiting = false;
  }

  /** What has to be rendered for it: a hidden track is not in the film. @param {Store} store @returns {Work} */
  #work(store) {
    const { keyframes, tracks, shotKeys, segments, engine } = store;
    const keys =
      this.scope === "project"
        ? keyframes.value.values()
        : this.scope === "range"
          ? lefts(store)
          : shotKeys.value;
    const seen = [...keys].filter(({ track }) => tracks.value.has(track) && !tracks.value.get(track)?.hidden);
    return workOf(seen, segments.value, engine.value.seconds_per_drawing);
  }

  /** The frames from in to out, half open, as far as the shot goes. @param {Store} store @returns {[number, number]} */
  #span({ inOut, shotLength }) {
    const { in: from, out } = inOut.value;
    return [from ?? 0, Math.min(out ?? shotLength.value, shotLength.value)];
  }

  /** What is asked of the server. @param {Store} store @returns {{shot?: string, span?: [number, number]}} */
  #wish(store) {
    const shot = store.shot.value;
    if (this.scope === "project" || !shot) return {};
    return this.scope === "range" ? { shot, span: this.#span(store) } : { shot };
  }

  /** The newest film of what is chosen. @param {Store} store @returns {Film | null} */
  #film(store) {
    const { shot = null, span = null } = this.#wish(store);
    const films = [...store.exports.value.values()].filter(
      (film) => film.shot === shot && String(film.span ?? "") === String(span ?? ""),
    );
    return films.sort((a, b) => b.made_at.localeCompare(a.made_at))[0] ?? null;
  }

  /** @param {Store} store */
  #whatWords(store) {
    const { width, height, rate } = store.project.value;
    const size = t("MP4, {width} × {height}, {rate} fps", { width, height, rate: rateLabel(rate) });
    if (this.scope === "project")
      return [tn("{count} shot", "{count} shots", store.shots.value.size), size].join(" · ");
    if (this.scope === "range") return [this.#rangeWords(store), size].join(" · ");
    return [
      store.currentShot.value?.name ?? "",
      tn("{count} frame", "{count} frames", store.shotLength.value),
      size,
    ]
      .filter(Boolean)
      .join(" · ");
  }

  /** @param {Store} store */
  #rangeWords(store) {
    const [from, end] = this.#span(store);
    const shown = (/** @type {number} */ frame) => shownFrame(frame, store.project.value);
    return tn("{count} frame, from {from} to {to}", "{count} frames, from {from} to {to}", end - from, {
      from: shown(from),
      to: shown(end - 1),
    });
  }

  /** @param {Work} work */
  #missing(work) {
    const counted = tn(
      "{count} in-between is not rendered as it is now.",
      "{count} in-betweens are not rendered as they are now.",
      work.inbetweens,
    );
    return html`<div class="note note--stale">${icon("stale")}<span>${counted} ${t("Render first; the film is written as soon as they are there.")}</span></div>`;
  }

  /** @param {Work} work */
  #going(work) {
    const left = work.left === null ? "" : t("{time} left", { time: timeWords(work.left) });
    return html`<div class="note note--run">${icon("clock")}<span class="grow">${t("Rendering, {done} of {total}", { done: work.done, total: work.total })} ${left}
      <progress class="wide-bar" max=${work.total || 1} .value=${work.done} aria-label=${t("Rendering")}></progress></span></div>`;
  }

  /** @param {Film} film */
  #state(film) {
    if (film.state === "failed")
      return html`<div class="note note--fail" role="alert">${icon("alert")}<span>${film.error ? troubleWords(film.error, film) : t("The film could not be written. Your drawings are safe; try again.")}</span></div>`;
    if (film.state !== "ready") {
      return html`<div class="note note--run" role="status">${icon("film")}<span class="grow">${t("Writing the film, {done} of {total}", { done: film.done, total: film.total })}
        <progress class="wide-bar" max=${film.total || 1} .value=${film.done} aria-label=${t("Writing the film")}></progress></span></div>`;
    }
    const made = new Date(film.made_at).toLocaleTimeString(document.documentElement.lang || [], {
      hour: "2-digit",
      minute: "2-digit",
    });
    const facts = [
      tn("{count} frame", "{count} frames", film.frames ?? 0),
      `${film.width} × ${film.height}`,
      t("{rate} fps", { rate: rateLabel(film.rate) }),
    ];
    return html`<div class="note" role="status">${icon("check")}<span><b class="strong">${t("The film is ready.")}</b> ${facts.join(" · ")}<br>
      <span class="dim">${t("Counted in the file after it was written, at {time}.", { time: made })}</span></span></div>`;
  }

  /** @param {Store} store @param {Work} work @param {Film | null} film */
  #act(store, work, film) {
    if (film?.state === "ready" && work.open.length === 0) {
      const href = `/projects/${store.project.value.id}/exports/${film.id}/film.mp4`;
      return html`<button type="button" class="btn btn--line" ?disabled=${this.asked} @click=${() => this.#write(store)}>${t("Write it again")}</button>
        <a class="btn btn--primary" href=${href} download>${icon("download")}${t("Download")}</a>`;
    }
    if (work.going.length > 0 || this.waiting)
      return html`<button type="button" class="btn btn--primary" disabled>${this.waiting ? t("The film follows") : t("Rendering…")}</button>`;
    if (work.open.length > 0) {
      return html`<button type="button" class="btn btn--primary" @click=${() => this.#renderFirst(store)}>${icon("stale")}${renderWords(work)}
        <span class="sub num">${t("about {time}", { time: timeWords(work.seconds) })}</span></button>`;
    }
    const busy = this.asked || film?.state === "queued" || film?.state === "writing";
    return html`<button type="button" class="btn btn--primary" ?disabled=${busy} @click=${() => this.#write(store)}>${icon("film")}${busy ? t("Writing…") : t("Write the film")}</button>`;
  }

  /** @param {Store} store */
  async #renderFirst(store) {
    const answer = await store.render({ keyframes: this.#work(store).open });
    this.waiting = answer !== null;
  }

  /** @param {Store} store */
  async #write(store) {
    this.waiting = false;
    this.asked = true;
    await store.requestExport(this.#wish(store));
    this.asked = false;
  }
}

customElements.define("kf-export-dialog", ExportDialog);
