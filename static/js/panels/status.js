/**
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { poseName } from "#kf/core/edits.js";
import { t, tn } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { rateLabel } from "#kf/core/time.js";
import { kept, placeWords, timeWords } from "#kf/panels/work.js";
import { playbackOf } from "#kf/player/playback.js";
import { icon } from "#kf/ui/icon.js";

/** What goes on in the whole project, on one line: `<kf-status>`. */
export class Status extends SignalElement {
  static properties = { store: { attribute: false } };

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
  }

  render() {
    const { store } = this;
    if (!store) return nothing;
    const { project } = store;
    const playback = playbackOf(store);
    const { width, height, rate } = project.value;
    const length = store.shotLength.value;
    return html`<footer class="status">
      ${this.#work(store)}
      <span class="grow"></span>
      ${length > 0 ? html`<span class="it dim">${t("{cached} of {count} frames loaded", { cached: playback.cached.value, count: length })}</span>` : nothing}
      ${playback.dropped.value > 0 ? html`<span class="it dim">${tn("{count} dropped", "{count} dropped", playback.dropped.value)}</span>` : nothing}
      <span class="it dim">${t("{rate} fps", { rate: rateLabel(rate) })}</span>
      <span class="it dim">${width} × ${height}</span>
    </footer>`;
  }

  /** @param {Store} store */
  #work(store) {
    const segments = [...store.segments.value].filter(([id]) =>
      store.shots.value.has(store.keyframes.value.get(id)?.shot ?? ""),
    );
    const running = segments.filter(([, { state }]) => state === "running");
    const queued = segments.filter(([, { state }]) => state === "queued");
    const failed = segments.filter(([, { state }]) => state === "failed");
    const film = [...store.exports.value.values()].find(
      ({ state }) => state === "queued" || state === "writing",
    );
    if (running.length + queued.length + failed.length === 0 && !film) {
      return html`<span class="it dim">${restWords(segments.map(([, segment]) => segment.state))}</span>`;
    }
    return html`${running.slice(0, 2).map(([id]) => this.#running(store, id))}
      ${running.length > 2 ? html`<span class="it">${t("and {count} more", { count: running.length - 2 })}</span>` : nothing}
      ${queued.length > 0 ? this.#queued(queued.map(([, segment]) => segment)) : nothing}
      ${failed.length > 0 ? this.#failed(store, failed[0][0], failed.length) : nothing}
      ${film ? html`<span class="it">${icon("film", "icon-12")}${t("Writing the film, {done} of {total}", { done: film.done, total: film.total })}</span>` : nothing}`;
  }

  /** @param {Store} store @param {string} id */
  #running(store, id) {
    const segment = store.segments.value.get(id);
    if (!segment) return nothing;
    const { done, total, eta } = segment;
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
      <button type="button" class="link" title=${segment?.error?.sentence ?? nothing} @click=${() => show(store, id)}>${pairName(store, id)}</button>
      <button type="button" class="link" @click=${() => store.render({ keyframes: [id] })}>${words}</button></span>`;
  }
}

/** What to say when nothing goes on. @param {string[]} states */
function restWords(states) {
  if (states.length === 0) return t("Nothing to render yet");
  const open = states.filter((state) => state !== "fresh").length;
  if (open === 0) return t("Everything is rendered");
  return tn("{count} segment to render in this project", "{count} segments to render in this project", open);
}

/** @param {Store} store @param {string} id of the left key */
export function pairName(store, id) {
  const left = store.keyframes.value.get(id);
  if (!left) return "";
  const shot = [...store.keyframes.value.values()].filter(
    (key) => key.shot === left.shot && key.frame > left.frame,
  );
  const right = shot.reduce(
    (/** @type {typeof left | null} */ near, key) => (near && near.frame < key.frame ? near : key),
    null,
  );
  return t("{from} to {to}", {
    from: poseName(store, left.pose),
    to: right ? poseName(store, right.pose) : "…",
  });
}

/** Go to a segment and open its settings. @param {Store} store @param {string} id */
function show(store, id) {
  const key = store.keyframes.value.get(id);
  if (!key) return;
  store.openShot(key.shot);
  store.seek(key.frame + key.hold);
  store.select([`seg:${id}`]);
}

customElements.define("kf-status", Status);
