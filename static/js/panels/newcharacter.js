/**
 * @import {Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, LitElement } from "lit";
import { t } from "#kf/core/i18n.js";
import { maskUrl } from "#kf/core/urls.js";
import { figureBoxOf } from "#kf/marks/box.js";
import { createCharacter } from "#kf/marks/edits.js";
import { skeletonOf, startIn, TEMPLATES } from "#kf/marks/templates.js";
import { icon } from "#kf/ui/icon.js";

/** A character's name and the skeleton it begins with: `<kf-new-character .store=… .pose=…>`. Tells "kf-made", detail
 *  {shape}: whether its skeleton is to be edited before it is laid over the figure. */
export class NewCharacter extends LitElement {
  static properties = {
    store: { attribute: false },
    pose: { attribute: false },
    template: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** @type {Pose | undefined} */
    this.pose = undefined;
    this.template = TEMPLATES[0].id;
    this.busy = false;
  }

  createRenderRoot() {
    return this;
  }

  /** A name that nobody has, to begin with. */
  get #name() {
    const taken = [...(this.store?.characters.peek().values() ?? [])].map(({ name }) => name);
    for (let number = 1; ; number += 1) {
      const name = t("Character {number}", { number });
      if (!taken.includes(name)) return name;
    }
  }

  render() {
    return html`<form class="col newchar" @submit=${this.#submit}>
      <label class="prop"><span>${t("Name")}</span><input class="input input--dense" name="name" maxlength="120" required autocomplete="off" value=${this.#name} @focus=${(/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).select()}></label>
      <fieldset class="temps"><legend class="label">${t("Skeleton to begin with")}</legend>
        ${TEMPLATES.map(
          ({
            id,
            label,
            hint,
            rows,
          }) => html`<label class="temp"><input class="box" type="radio" name="template" value=${id} .checked=${id === this.template} @change=${() => (this.template = id)}>
            <span class="grow"><span class="strong">${label()}</span> <span class="dim num">${rows.length}</span><small class="dim">${hint()}</small></span></label>`,
        )}
      </fieldset>
      <button type="submit" class="btn btn--primary btn--wide" value="place" ?disabled=${this.busy}>${icon("joints")}${this.busy ? t("Finding the figure…") : t("Create and lay over the figure")}</button>
      <button type="submit" class="btn btn--quiet btn--wide" value="tree" ?disabled=${this.busy}>${t("Create, edit the skeleton first")}</button>
    </form>`;
  }

  #submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const { store, pose } = this;
    if (!store || !pose || this.busy) return;
    const form = /** @type {HTMLFormElement} */ (event.target);
    const name = String(new FormData(form).get("name") ?? "").trim();
    const template = TEMPLATES.find(({ id }) => id === this.template) ?? TEMPLATES[0];
    const skeleton = skeletonOf(template);
    const places = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value !== "tree";
    this.busy = true;
    const box = places
      ? await figureBoxOf(maskUrl(store.project.value.id, pose, store.revision.value))
      : null;
    this.busy = false;
    void createCharacter(store, pose, {
      name: name || t("Character"),
      skeleton,
      ...(box ? { joints: startIn(skeleton, box) } : {}),
    });
    this.dispatchEvent(new CustomEvent("kf-made", { bubbles: true, detail: { shape: !places } }));
  };
}

customElements.define("kf-new-character", NewCharacter);
