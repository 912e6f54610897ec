/**
 * The timeline as a list: the same keys in a real table, every value typed or chosen. What is dragged on the
 * track can be done here without a pointer.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { eases, exposures } from "#kf/core/choices.js";
import { poseName, removeKeys, setKey } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { parseFrame, parseLength, spacingOf } from "#kf/core/time.js";
import { pictureUrl } from "#kf/core/urls.js";
import { longestHold } from "#kf/timeline/moves.js";
import { foot } from "#kf/timeline/words.js";
import { icon } from "#kf/ui/icon.js";

export class KeyList extends SignalElement {
  static properties = { store: { attribute: false } };

  constructor() {
    super();
    /** @type {Store | null} */
    this.store = null;
  }

  /** @override */
  render() {
    const store = this.store;
    if (!store) return nothing;
    const heads = [
      t("Frame"),
      t("Hold"),
      t("Pose"),
      t("In-betweens"),
      t("Method"),
      t("Spacing"),
      t("Exposure"),
      t("State"),
    ];
    return html`<div class="kl" tabindex="0" role="region" aria-label=${t("Keyframes as a list")}>
      <table class="kl-t">
        <caption class="vh">${t("Keyframes of {shot}", { shot: store.currentShot.value?.name ?? "" })}</caption>
        <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}<th><span class="vh">${t("Delete")}</span></th></tr></thead>
        <tbody>${repeat(
          store.shotKeys.value,
          ({ id }) => id,
          (key, place) => this.#row(store, key, place),
        )}</tbody>
      </table>
      ${store.shotKeys.value.length === 0 ? html`<p class="kl-none">${t("No keyframes yet. Press A to place the chosen pose at the playhead.")}</p>` : nothing}
    </div>`;
  }

  /** @param {Store} store @param {Keyframe} key @param {number} place */
  #row(store, key, place) {
    const name = poseName(store, key.pose);
    const number = place + 1;
    const selected = store.selection.value.has(key.id);
    return html`<tr class=${selected ? "is-sel" : ""} data-row=${key.id} @focusin=${() => store.select([key.id])}>
      <td>${typed(t("Frame of key {number}, {name}", { number, name }), String(key.frame + 1), (text) => this.#frame(store, key, text))}</td>
      <td>${typed(t("Hold of key {number}, {name}", { number, name }), String(key.hold), (text) => this.#hold(store, key, text))}</td>
      <td class="kl-pose">${this.#thumb(store, key)}${chosen(
        t("Pose of key {number}", { number }),
        store.poseList.value.map((pose) => ({ value: pose.id, label: pose.name })),
        key.pose,
        (pose) => setKey(store, key.id, { pose }),
      )}</td>
      ${this.#segment(store, key, number)}
      <td><button class="ibtn" type="button" aria-label=${t("Delete key {number}, {name}", { number, name })}
        title=${t("Delete")} @click=${() => removeKeys(store, [key])}>${icon("trash")}</button></td>
    </tr>`;
  }

  /** @param {Store} store @param {Keyframe} key */
  #thumb(store, key) {
    const pose = store.poses.value.get(key.pose);
    return pose
      ? html`<img src=${pictureUrl(store.project.value.id, pose.sha256)} alt="" width="32" height="24" loading="lazy">`
      : nothing;
  }

  /** The cells of the segment that a key begins. @param {Store} store @param {Keyframe} key @param {number} number */
  #segment(store, key, number) {
    const segment = store.segments.value.get(key.id);
    if (!segment)
      return html`<td class="num dim">0</td><td class="dim">–</td><td class="dim">–</td><td class="dim">–</td><td class="dim">–</td>`;
    const methods = store.engine.value.methods.map(({ name, label }) => ({ value: name, label }));
    const line = foot(segment);
    return html`<td class="num">${segment.count}</td>
      <td>${chosen(t("Method after key {number}", { number }), methods, key.method, (method) => setKey(store, key.id, { method }))}</td>
      <td>${chosen(t("Spacing after key {number}", { number }), eases(), key.ease, (ease) =>
        setKey(store, key.id, spacingOf(key, segment.count, /** @type {Keyframe["ease"]} */ (ease))),
      )}</td>
      <td>${chosen(t("Exposure after key {number}", { number }), exposures(), key.exposure, (exposure) =>
        setKey(store, key.id, { exposure: /** @type {Keyframe["exposure"]} */ (Number(exposure)) }),
      )}</td>
      <td><span class="kl-state kl-state--${segment.state}">${icon(line.icon, "icon-12")}${line.word} <span class="dim">${line.more}</span></span></td>`;
  }

  /** @param {Store} store @param {Keyframe} key @param {string} text @returns {string} what is wrong with it, or nothing */
  #frame(store, key, text) {
    const frame = parseFrame(text, { rate: store.project.value.rate, now: key.frame });
    if (frame === null) return t("Type a frame as 24, +6, 1s or 00:01:12.");
    if (frame < 0) return t("Frames begin at 1.");
    const other = store.shotKeys.value.find(
      (one) => one.id !== key.id && one.frame <= frame && frame < one.frame + one.hold,
    );
    if (other)
      return t("Frame {frame} shows {name}. Choose a free frame.", {
        frame: frame + 1,
        name: poseName(store, other.pose),
      });
    if (frame !== key.frame) void setKey(store, key.id, { frame });
    return "";
  }

  /** @param {Store} store @param {Keyframe} key @param {string} text @returns {string} */
  #hold(store, key, text) {
    const hold = parseLength(text, { rate: store.project.value.rate, now: key.hold });
    if (hold === null) return t("Type a length as 4, +2 or 1s.");
    if (hold < 1) return t("A key holds for one frame at least.");
    const most = longestHold(store.shotKeys.value, key.id);
    if (hold > most) return t("There is room for {most} frames before the next key.", { most });
    if (hold !== key.hold) void setKey(store, key.id, { hold });
    return "";
  }
}

/**
 * A field that takes what is typed when it is left or Enter is pressed, and Esc gives back.
 * @param {string} label
 * @param {string} value
 * @param {(text: string) => string} commit answers what is wrong, or nothing
 */
function typed(label, value, commit) {
  const take = (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const wrong = input.value.trim() === value ? "" : commit(input.value);
    input.setCustomValidity(wrong);
    input.setAttribute("aria-invalid", wrong ? "true" : "false");
    if (wrong) input.reportValidity();
  };
  const back = (/** @type {KeyboardEvent} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (event.key === "Enter") take(event);
    if (event.key !== "Escape") return;
    input.value = value;
    input.setCustomValidity("");
    input.setAttribute("aria-invalid", "false");
  };
  return html`<input class="input input--dense kl-in num" type="text" inputmode="text" autocomplete="off" spellcheck="false"
    aria-label=${label} .value=${live(value)} @change=${take} @keydown=${back}>`;
}

/**
 * @param {string} label
 * @param {{value: string | number, label: string}[]} choices
 * @param {string | number} value
 * @param {(value: string) => void} choose
 */
function chosen(label, choices, value, choose) {
  const known = choices.some((choice) => choice.value === value);
  const all = known ? choices : [...choices, { value, label: String(value) }];
  return html`<select class="input input--dense kl-in" aria-label=${label}
    @change=${(/** @type {Event} */ event) => choose(/** @type {HTMLSelectElement} */ (event.target).value)}>
    ${all.map((choice) => html`<option value=${choice.value} .selected=${choice.value === value}>${choice.label}</option>`)}
  </select>`;
}

customElements.define("kf-key-list", KeyList);
