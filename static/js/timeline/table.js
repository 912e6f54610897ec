/**
 * The timeline as a table: the keys of all tracks in rows, every value typed or chosen. What is dragged on the tracks
 * can be done here without a pointer, and it can be printed.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Column, Line, Order} from "#kf/timeline/tablerows.js"
 */
import { signal } from "@preact/signals-core";
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { eases, exposures } from "#kf/core/choices.js";
import { poseName } from "#kf/core/edits.js";
import { t, tn } from "#kf/core/i18n.js";
import { lockedSentence } from "#kf/core/locker.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { shownFrame, spacingOf } from "#kf/core/time.js";
import { pictureUrl } from "#kf/core/urls.js";
import { setCount, setLocked } from "#kf/panels/segmentedits.js";
import { chosen, typed } from "#kf/timeline/tablecells.js";
import { addRow, changeKey, removeKey } from "#kf/timeline/tableedits.js";
import { linesOf, readCount, readFrame, readHold, windowOf } from "#kf/timeline/tablerows.js";
import { foot } from "#kf/timeline/words.js";
import { icon } from "#kf/ui/icon.js";

/** Height of a line; the style sheet says the same. */
const ROW = { fine: 36, coarse: 48 };

export class KeyList extends SignalElement {
  static properties = { store: { attribute: false } };

  /** @type {import("@preact/signals-core").Signal<Order>} */
  #order = signal({ by: /** @type {Column} */ ("frame"), down: false });
  /** The key whose fields are in use. @type {import("@preact/signals-core").Signal<string | null>} */
  #open = signal(null);
  #sight = signal({ top: 0, height: 400 });
  #printing = signal(false);
  #resized = new ResizeObserver(() => this.#look());
  #stops = new AbortController();

  constructor() {
    super();
    /** @type {Store | null} */
    this.store = null;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.#stops = new AbortController();
    const { signal: until } = this.#stops;
    addEventListener("beforeprint", () => this.#print(true), { signal: until });
    addEventListener("afterprint", () => this.#print(false), { signal: until });
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stops.abort();
    this.#resized.disconnect();
  }

  /** On paper all lines stand, and as plain words. @param {boolean} on */
  #print(on) {
    this.#printing.value = on;
    if (this.isUpdatePending) this.performUpdate();
  }

  /** @override */
  firstUpdated() {
    const scroller = this.querySelector(".kl");
    if (scroller) this.#resized.observe(scroller);
  }

  #look = () => {
    const scroller = this.querySelector(".kl");
    if (scroller) this.#sight.value = { top: scroller.scrollTop, height: scroller.clientHeight };
  };

  /** @override */
  render() {
    const store = this.store;
    if (!store) return nothing;
    const tracks = [...store.trackList.value].reverse();
    const name = (/** @type {string} */ pose) => poseName(store, pose);
    const lines = linesOf(tracks, store.lanes.value, store.segments.value, this.#order.value, name);
    const row = matchMedia("(pointer: coarse)").matches ? ROW.coarse : ROW.fine;
    const all = this.#printing.value;
    const part = all
      ? { from: 0, to: lines.length, above: 0, below: 0 }
      : windowOf(lines.length, { ...this.#sight.value, row });
    return html`<div class="kl" tabindex="0" role="region" aria-label=${t("Keyframes as a list")} @scroll=${this.#look}>
      <table class="kl-t" aria-rowcount=${lines.length + 1}>
        <caption class="vh">${t("Keyframes of {shot}", { shot: store.currentShot.value?.name ?? "" })}</caption>
        <thead><tr aria-rowindex="1">${this.#heads(tracks.length > 1)}</tr></thead>
        <tbody>${part.above ? html`<tr aria-hidden="true"><td colspan="11" .style=${`height:${part.above}px`}></td></tr>` : nothing}${repeat(
          lines.slice(part.from, part.to),
          ({ key }) => key.id,
          (line, place) =>
            all ? this.#plainRow(store, line) : this.#row(store, line, part.from + place + 2),
        )}${part.below ? html`<tr aria-hidden="true"><td colspan="11" .style=${`height:${part.below}px`}></td></tr>` : nothing}</tbody>
      </table>
      ${lines.length === 0 ? html`<p class="kl-none">${t("No keyframes yet. Choose a pose in the library, and place it at the playhead.")}</p>` : nothing}
    </div>
    ${this.#foot(store, lines.length)}`;
  }

  /** @param {boolean} several tracks */
  #heads(several) {
    const head = (/** @type {string} */ words, /** @type {Column | null} */ by = null) => {
      if (!by) return html`<th scope="col">${words}</th>`;
      const { by: now, down } = this.#order.value;
      const sort = now === by ? (down ? "descending" : "ascending") : "none";
      return html`<th scope="col" aria-sort=${sort}><button type="button" class="kl-sort" @click=${() => this.#sort(by)}>${words}${
        now === by ? icon(down ? "down" : "up", "icon-12") : nothing
      }</button></th>`;
    };
    return html`${several ? head(t("Track"), "track") : nothing}${head(t("Frame"), "frame")}${head(t("Hold"))}${head(t("Pose"), "pose")}${head(t("In-betweens"), "count")}
      ${head(t("Method"))}${head(t("Spacing"))}${head(t("Exposure"))}${head(t("State"), "state")}${head(t("Locked"))}<th><span class="vh">${t("Delete")}</span></th>`;
  }

  /** @param {Column} by */
  #sort(by) {
    const { by: now, down } = this.#order.value;
    this.#order.value = { by, down: now === by && !down };
  }

  /** @param {Store} store @param {Line} line @param {number} index */
  #row(store, line, index) {
    const { key, track, number } = line;
    const project = store.project.value;
    const several = store.trackList.value.length > 1;
    const name = several
      ? t("{pose} on {track}", { pose: poseName(store, key.pose), track: track.name })
      : poseName(store, key.pose);
    const lane = store.lanes.value.get(track.id) ?? [];
    const open = this.#open.value === key.id;
    const disabled = track.locked;
    const names = (/** @type {string} */ pose) => poseName(store, pose);
    return html`<tr class=${store.selection.value.has(key.id) ? "is-sel" : ""} data-row=${key.id} aria-rowindex=${index}
      @focusin=${() => this.#into(store, key)} @pointerdown=${() => this.#ready(key)}>
      ${
        several
          ? html`<td>${chosen(
              t("Track of key {number}, {name}", { number, name }),
              [...store.trackList.value].reverse().map(({ id, name: label }) => ({ value: id, label })),
              track.id,
              (to) => changeKey(store, key, { track: to }),
              { open, disabled },
            )}</td>`
          : nothing
      }
      <td>${typed(
        t("Frame of key {number}, {name}", { number, name }),
        String(shownFrame(key.frame, project)),
        (text) => readFrame(text, key, lane, { project, name: names }),
        (frame) => changeKey(store, key, { frame }),
        disabled,
      )}</td>
      <td>${typed(
        t("Hold of key {number}, {name}", { number, name }),
        String(key.hold),
        (text) => readHold(text, key, lane, project),
        (hold) => changeKey(store, key, { hold }),
        disabled,
      )}</td>
      <td class="kl-pose">${this.#thumb(store, key)}${chosen(
        t("Pose of key {number}, {name}", { number, name }),
        store.poseList.value.map((pose) => ({ value: pose.id, label: pose.name })),
        key.pose,
        (pose) => changeKey(store, key, { pose }),
        { open, disabled },
      )}</td>
      ${this.#segment(store, line, name, open)}
      <td><button class="ibtn" type="button" aria-label=${t("Delete key {number}, {name}", { number, name })} ?disabled=${disabled}
        title=${t("Delete")} @click=${() => removeKey(store, key)}>${icon("trash")}</button></td>
    </tr>`;
  }

  /** @param {Store} store @param {Keyframe} key */
  #into(store, key) {
    this.#ready(key);
    if (!store.selection.value.has(key.id) || store.selection.value.size > 1) store.select([key.id]);
  }

  /** Have a row's lists ready before they open. @param {Keyframe} key */
  #ready(key) {
    this.#open.value = key.id;
  }

  /** @param {Store} store @param {Keyframe} key */
  #thumb(store, key) {
    const pose = store.poses.value.get(key.pose);
    return pose
      ? html`<img src=${pictureUrl(store.project.value.id, pose.sha256)} alt="" width="32" height="24" loading="lazy">`
      : nothing;
  }

  /** The cells of the segment that a key begins. @param {Store} store @param {Line} line @param {string} name @param {boolean} open */
  #segment(store, { key, track, number, segment }, name, open) {
    if (!segment)
      return html`<td class="num dim">0</td><td class="dim">–</td><td class="dim">–</td><td class="dim">–</td><td class="dim">–</td><td class="dim">–</td>`;
    const methods = store.engine.value.methods.map(({ name: value, label }) => ({ value, label }));
    const line = foot(segment, key, store.you.value.id);
    const disabled = track.locked || key.locked;
    const how = { open, disabled };
    const names = { number, name };
    return html`<td>${typed(
      t("In-betweens after key {number}, {name}", names),
      String(segment.count),
      (text) => readCount(text, segment.count, store.project.value),
      (count) => setCount(store, key, count),
      disabled,
    )}</td>
      <td>${chosen(t("Method after key {number}, {name}", names), methods, key.method, (method) => changeKey(store, key, { method }), how)}</td>
      <td>${chosen(
        t("Spacing after key {number}, {name}", names),
        eases(),
        key.ease,
        (ease) =>
          changeKey(store, key, spacingOf(key, segment.count, /** @type {Keyframe["ease"]} */ (ease))),
        how,
      )}</td>
      <td>${chosen(
        t("Exposure after key {number}, {name}", names),
        exposures(),
        key.exposure,
        (exposure) =>
          changeKey(store, key, { exposure: /** @type {Keyframe["exposure"]} */ (Number(exposure)) }),
        how,
      )}</td>
      <td><span class="kl-state kl-state--${segment.state}">${icon(line.icon, "icon-12")}${line.word} <span class="dim">${line.more}</span></span></td>
      <td><input type="checkbox" class="check" aria-label=${t("Lock after key {number}, {name}", names)} .checked=${key.locked} ?disabled=${track.locked}
        title=${key.locked ? lockedSentence(key, store.you.value.id) : t("Approve and lock")} @change=${() => void setLocked(store, [key], !key.locked)}></td>`;
  }

  /** A line in words alone, for paper. @param {Store} store @param {Line} line */
  #plainRow(store, { key, track, segment }) {
    const several = store.trackList.value.length > 1;
    const word = (
      /** @type {readonly {value: unknown, label: string}[]} */ all,
      /** @type {unknown} */ value,
    ) => all.find((one) => one.value === value)?.label ?? String(value);
    const methods = store.engine.value.methods.map(({ name: value, label }) => ({ value, label }));
    const line = segment ? foot(segment, key, store.you.value.id) : null;
    const cells = [
      ...(several ? [track.name] : []),
      shownFrame(key.frame, store.project.value),
      key.hold,
      poseName(store, key.pose),
      segment?.count ?? 0,
      segment ? word(methods, key.method) : "",
      segment ? word(eases(), key.ease) : "",
      segment ? word(exposures(), key.exposure) : "",
      line ? [line.word, line.more].filter(Boolean).join(", ") : "",
      key.locked ? t("Locked") : "",
      "",
    ];
    return html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
  }

  /** Below the table: add a key, count, print. @param {Store} store @param {number} count */
  #foot(store, count) {
    const poses = store.poseList.value;
    const tracks = [...store.trackList.value].reverse();
    return html`<form class="kl-f" aria-label=${t("Add a key")} @submit=${(/** @type {SubmitEvent} */ event) => this.#add(event, store)}>
      ${tracks.length > 1 ? html`<label>${t("Track")} <select class="input input--dense" name="track">${tracks.map(({ id, name }) => html`<option value=${id} .selected=${id === store.track.value}>${name}</option>`)}</select></label>` : nothing}
      <label>${t("Frame")} <input class="input input--dense num" name="frame" autocomplete="off" spellcheck="false" placeholder=${shownFrame(store.frame.value, store.project.value)}></label>
      <label>${t("Pose")} <select class="input input--dense" name="pose">${poses.map(({ id, name }) => html`<option value=${id} .selected=${id === store.chosenPose.value}>${name}</option>`)}</select></label>
      <button class="btn btn--line btn--dense" type="submit" ?disabled=${poses.length === 0}>${icon("plus")}${t("Add a key")}</button>
      <span class="grow"></span>
      <span class="dim num">${tn("{count} key", "{count} keys", count)}</span>
      <button class="btn btn--quiet btn--dense" type="button" @click=${() => print()}>${t("Print")}</button>
    </form>`;
  }

  /** @param {SubmitEvent} event @param {Store} store */
  #add(event, store) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const said = new FormData(form);
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("frame"));
    const track = String(said.get("track") ?? store.track.value ?? "");
    const wrong = addRow(store, { track, pose: String(said.get("pose") ?? ""), frame: field.value });
    field.setCustomValidity(wrong);
    if (wrong) field.reportValidity();
    else field.value = "";
    field.addEventListener("input", () => field.setCustomValidity(""), { once: true });
  }
}

customElements.define("kf-key-list", KeyList);
