/**
 * The takes of a segment: look, compare two, choose one. Choosing gives the segment the settings that the take was drawn
 * with, so it is a step of undo like any other.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Take} from "#kf/panels/takelist.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { frameUrl } from "#kf/core/urls.js";
import { ago } from "#kf/panels/ago.js";
import { numbersHidden } from "#kf/panels/judgements.js";
import { differences } from "#kf/panels/restore.js";
import { chooseTake, middle, readTakes, usable, whole } from "#kf/panels/takelist.js";
import { compareOf } from "#kf/player/compare.js";
import { methodLabel } from "#kf/player/words.js";
import { icon } from "#kf/ui/icon.js";

/** `<kf-takes .store=… .left=… .version=…>`: reads the list again whenever `version` is another. */
export class Takes extends SignalElement {
  static properties = {
    store: { attribute: false },
    left: { attribute: false },
    version: {},
    takes: { state: true },
    looked: { state: true },
    problem: { state: true },
  };

  #asked = "";

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** @type {Keyframe | undefined} */
    this.left = undefined;
    this.version = "";
    /** @type {Take[] | null} newest first */
    this.takes = null;
    /** @type {string | null} the take that is looked at more closely */
    this.looked = null;
    this.problem = "";
  }

  willUpdate() {
    const wanted = `${this.left?.id}:${this.version}`;
    if (!this.store || !this.left || wanted === this.#asked) return;
    const another = !this.#asked.startsWith(`${this.left.id}:`);
    this.#asked = wanted;
    if (another) {
      this.takes = null;
      this.looked = null;
    }
    void this.#read(this.store, this.left, wanted);
  }

  /** @param {Store} store @param {Keyframe} left @param {string} wanted */
  async #read(store, left, wanted) {
    try {
      const takes = await readTakes(store, left.id);
      if (wanted !== this.#asked) return;
      this.takes = takes;
      this.problem = "";
    } catch (error) {
      if (wanted === this.#asked) this.problem = /** @type {any} */ (error).sentence ?? String(error);
    }
  }

  render() {
    const { store, left, takes } = this;
    if (!store || !left) return nothing;
    const segment = store.segments.value.get(left.id);
    if (!segment) return nothing;
    const hidden = numbersHidden(store, left.id, segment);
    const comparing = compareOf(store).value?.keyframe === left.id;
    return html`<div class="row"><h2 class="label grow">${t("Takes")}${takes && takes.length > 1 ? html` <span class="dim num">${takes.length}</span>` : nothing}</h2>
        ${comparing ? html`<button type="button" class="btn btn--quiet btn--dense" @click=${() => (compareOf(store).value = null)}>${t("End the comparison")}</button>` : nothing}</div>
      ${this.problem ? html`<p class="hint">${this.problem}</p>` : nothing}
      ${takes === null ? (this.problem ? nothing : html`<div class="takes" aria-busy="true">${[0, 1, 2].map(() => html`<span class="take take--wait"></span>`)}</div>`) : nothing}
      ${takes && takes.length === 0 ? html`<p class="hint">${t("The first take is listed here once it is drawn.")}</p>` : nothing}
      ${takes && takes.length > 0 ? html`<div class="takes" role="group" aria-label=${t("Takes")}>${takes.map((take, index) => this.#card(store, take, takes.length - index, hidden, segment.shown))}</div>${this.#closer(store, left, takes, segment.shown)}` : nothing}`;
  }

  /**
   * @param {Store} store @param {Take} take @param {number} number @param {boolean} hidden
   * @param {string | null} shown
   */
  #card(store, take, number, hidden, shown) {
    const used = take.key === shown;
    const score = take.quality && !hidden ? String(Math.round(take.quality.score)) : "";
    const old = !take.fits;
    const words = [
      t("Take {number}", { number }),
      methodLabel(store, take.method),
      ...(score ? [t("quality {score} of 100", { score })] : []),
      ...(take.draft ? [t("draft")] : []),
      ...(old ? [t("of other poses")] : []),
      ...(used ? [t("shown now")] : []),
    ].join(", ");
    const flip = () => (this.looked = this.looked === take.key ? null : take.key);
    return html`<button type="button" class="take ${used ? "is-used" : ""} ${old ? "is-old" : ""}" aria-pressed=${this.looked === take.key} title=${words} @click=${flip}><span class="vh">${words}</span>
      <span class="im"><img class="pic" src=${frameUrl(store.project.value.id, take.key, middle(take))} alt="" loading="lazy" draggable="false">${used ? html`<span class="take-on">${icon("check", "icon-12")}</span>` : nothing}</span>
      <span class="cap num" aria-hidden="true"><b class="strong">${number}</b><span>${take.draft ? t("draft") : score}</span></span></button>`;
  }

  /** @param {Store} store @param {Keyframe} left @param {Take[]} takes @param {string | null} shown */
  #closer(store, left, takes, shown) {
    const take = takes.find(({ key }) => key === this.looked);
    if (!take)
      return takes.length > 1
        ? html`<p class="hint">${t("Press a take to look at it closer.")}</p>`
        : nothing;
    const used = take.key === shown;
    const fits = usable(take);
    const count = store.segments.value.get(left.id)?.count ?? 0;
    const exact = whole(take, count);
    return html`<div class="take-more"><p class="t12"><b class="strong">${methodLabel(store, take.method)}</b>
        <span class="dim">${[take.by, ago(take.made_at ?? ""), tn("{count} drawing", "{count} drawings", take.drawings)].filter(Boolean).join(" · ")}</span></p>
      ${take.fits ? differences(store, take.settings, left) : html`<p class="hint">${icon("stale", "icon-12")} ${t("Drawn for other poses or another frame. It can be looked at, and not be used here as it is.")}</p>`}
      ${fits && !exact && !used ? html`<p class="hint">${t("It has another number of in-betweens. Its settings can be used; the drawings are then made anew.")}</p>` : nothing}
      <div class="row row--wrap">
        ${used ? nothing : html`<button type="button" class="btn btn--line btn--dense" ?disabled=${left.locked || !fits} @click=${() => void chooseTake(store, left, take)}>${icon("check")}${exact ? t("Use this take") : t("Use its settings")}</button>`}
        ${used || !shown ? nothing : html`<button type="button" class="btn btn--line btn--dense" @click=${() => this.#compare(store, left, takes, shown, take)}>${icon("compare")}${t("Compare with the one shown")}</button>`}
      </div></div>`;
  }

  /** @param {Store} store @param {Keyframe} left @param {Take[]} takes @param {string} shown @param {Take} take */
  #compare(store, left, takes, shown, take) {
    const side = (/** @type {string} */ key) => {
      const index = takes.findIndex((one) => one.key === key);
      const name = index < 0 ? t("Shown now") : t("Take {number}", { number: takes.length - index });
      return { key, name, ...(index < 0 ? {} : { drawings: takes[index].drawings }) };
    };
    compareOf(store).value = { keyframe: left.id, takes: [side(shown), side(take.key)], way: "wipe" };
    const { frame } = store;
    const inside =
      frame.value >= left.frame + left.hold &&
      store.lane.value.every(
        (key) => key.frame <= left.frame || frame.value < key.frame || key.frame < left.frame,
      );
    const count = store.segments.value.get(left.id)?.count ?? 1;
    if (!inside) store.seek(left.frame + left.hold - 1 + Math.ceil(count / 2));
  }
}

customElements.define("kf-takes", Takes);
