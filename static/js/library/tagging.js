/**
 * The tags of pictures, put on and taken off in a dialog.
 *
 * @import {Id, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { t, tn } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { LONGEST_TAG, MOST_TAGS, tagOf, tagPoses } from "#kf/library/acts.js";
import { tagsOf } from "#kf/library/order.js";
import { show } from "#kf/ui/dialog.js";
import { icon } from "#kf/ui/icon.js";

/** The list in the dialog: `<kf-tagging .store=… .ids=…>`. */
class Tagging extends SignalElement {
  static properties = { store: { attribute: false }, ids: { attribute: false }, problem: { state: true } };

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** @type {readonly Id[]} */
    this.ids = [];
    this.problem = "";
  }

  get #poses() {
    return this.ids.flatMap((id) => this.store?.poses.value.get(id) ?? []);
  }

  render() {
    const { store } = this;
    if (!store) return nothing;
    const poses = this.#poses;
    const tags = tagsOf(store.poses.value.values());
    return html`<form class="row tag-new" @submit=${this.#add}>
        <input class="input grow" name="tag" maxlength=${LONGEST_TAG} dir="auto" autocomplete="off" autofocus aria-label=${t("New tag")} placeholder=${t("New tag")}>
        <button type="submit" class="btn btn--line">${icon("plus")}${t("Add")}</button>
      </form>
      ${this.problem ? html`<p class="hint hint--error" role="alert">${this.problem}</p>` : nothing}
      ${tags.length === 0 ? html`<p class="hint">${t("A tag is a word to find pictures by: run, hands, night.")}</p>` : nothing}
      <ul class="tag-list" role="list">${tags.map(({ name, count }) => this.#row(store, poses, name, count))}</ul>`;
  }

  /** @param {Store} store @param {Pose[]} poses @param {string} name @param {number} count */
  #row(store, poses, name, count) {
    const having = poses.filter(({ tags }) => tags.includes(name)).length;
    const all = having === poses.length;
    const flip = () => this.#put(store, name, !all);
    return html`<li><label class="check grow"><input class="box" type="checkbox" .checked=${live(all)} .indeterminate=${having > 0 && !all} @change=${flip}>
      <span class="ell" dir="auto">${name}</span></label><span class="dim num t12">${tn("{count} picture", "{count} pictures", count)}</span></li>`;
  }

  /** @param {Store} store @param {string} tag @param {boolean} on */
  #put(store, tag, on) {
    const full = on && this.#poses.some(({ tags }) => !tags.includes(tag) && tags.length >= MOST_TAGS);
    this.problem = full
      ? t("A picture has at most {count} tags. Take one off first.", { count: MOST_TAGS })
      : "";
    void tagPoses(store, this.#poses, tag, on);
  }

  /** @param {SubmitEvent} event */
  #add = (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const tag = tagOf(String(new FormData(form).get("tag") ?? ""));
    if (this.store && tag) this.#put(this.store, tag, true);
    form.reset();
  };
}

customElements.define("kf-tagging", Tagging);

/** @param {Store} store @param {readonly Pose[]} poses */
export function openTagging(store, poses) {
  const title =
    poses.length === 1
      ? t("Tags of {name}", { name: poses[0].name })
      : tn("Tags of {count} picture", "Tags of {count} pictures", poses.length);
  return show(
    (close) => html`<h2 dir="auto">${title}</h2>
      <kf-tagging class="col" .store=${store} .ids=${poses.map(({ id }) => id)}></kf-tagging>
      <div class="acts"><button type="button" class="btn btn--primary" @click=${() => close()}>${t("Done")}</button></div>`,
    { label: title },
  );
}
