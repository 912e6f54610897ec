/**
 * @import {Character, Skeleton} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { removeCharacter, renameCharacter, setSkeleton } from "#kf/marks/edits.js";
import { jointNamed, jointWords } from "#kf/marks/jointwords.js";
import { freeName, MOST_JOINTS, parentsOf, renamed, withJoint, withoutJoint } from "#kf/marks/marks.js";
import { icon } from "#kf/ui/icon.js";

/** A character's joints as a tree: hang one on another, rename, remove. `<kf-skeleton .store=… .character=…>` */
export class SkeletonTree extends SignalElement {
  static properties = {
    store: { attribute: false },
    character: { attribute: false },
    taken: { state: true },
  };

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** @type {Character | undefined} */
    this.character = undefined;
    /** The joint that was to have a name that another one has. @type {{joint: string, wish: string} | null} */
    this.taken = null;
  }

  render() {
    const { store, character } = this;
    if (!store || !character) return nothing;
    const poses = [...store.poses.value.values()].filter((pose) => pose.character === character.id);
    const marked = poses.filter(({ joints }) => joints);
    const locked = marked.length > 0;
    return html`<div class="col tree">
      <label class="prop"><span>${t("Name")}</span><input class="input input--dense" maxlength="120" autocomplete="off" .value=${character.name}
        @change=${(/** @type {Event} */ event) => renameCharacter(store, character, typed(event))}></label>
      ${
        locked
          ? html`<p class="hint">${tn(
              "{count} pose is marked with this skeleton: joints can come and go, and keep their names.",
              "{count} poses are marked with this skeleton: joints can come and go, and keep their names.",
              marked.length,
            )}</p>`
          : nothing
      }
      <ul class="joints" role="list">${ordered(character.skeleton).map((row) => this.#row(store, character, row, locked))}</ul>
      ${poses.length === 0 ? html`<button type="button" class="btn btn--danger btn--dense" @click=${() => void removeCharacter(store, character)}>${icon("trash")}${t("Delete the character")}</button>` : nothing}
    </div>`;
  }

  /** @param {Store} store @param {Character} character @param {{name: string, depth: number}} row @param {boolean} locked */
  #row(store, character, { name, depth }, locked) {
    const { skeleton } = character;
    const words = jointWords(name);
    const set = (/** @type {Skeleton} */ next) => void setSkeleton(store, character, next);
    const rename = (/** @type {Event} */ event) => {
      const field = /** @type {HTMLInputElement} */ (event.target);
      const wish = field.value.trim() === words ? name : jointNamed(field.value).slice(0, 40);
      field.value = words; // what comes of it is shown when it has been drawn anew
      this.taken = wish !== name && skeleton.names.includes(wish) ? { joint: name, wish } : null;
      if (wish && wish !== name && !this.taken) set(renamed(skeleton, name, wish));
    };
    const add = () => set(withJoint(skeleton, name, freeName(skeleton.names, `${name}_2`)));
    const root = !(name in skeleton.parents);
    return html`<li class="joint" .style=${`--depth:${Math.min(depth, 8)}`}>
      <input class="input input--dense" aria-label=${t("Name of the joint {name}", { name: words })} maxlength="40" autocomplete="off" spellcheck="false" ?disabled=${locked} .value=${words} @change=${rename}>
      <button type="button" class="ibtn" aria-label=${t("Hang a joint on {name}", { name: words })} title=${t("Hang a joint on {name}", { name: words })} ?disabled=${skeleton.names.length >= MOST_JOINTS} @click=${add}>${icon("plus")}</button>
      <button type="button" class="ibtn" aria-label=${t("Remove {name}", { name: words })} title=${t("Remove {name}", { name: words })} ?disabled=${root || skeleton.names.length <= 2} @click=${() => set(withoutJoint(skeleton, name))}>${icon("trash")}</button>
    </li>
    ${this.taken?.joint === name ? html`<li class="hint hint--error" role="alert">${icon("alert", "icon-12")}${t("Another joint is already called {name}. {joint} keeps its name.", { name: jointWords(this.taken.wish), joint: words })}</li>` : nothing}`;
  }
}

/** Joints as a tree is read: each followed by what hangs on it. @param {Skeleton} skeleton */
function ordered(skeleton) {
  const parents = parentsOf(skeleton);
  /** @type {{name: string, depth: number}[]} */
  const rows = [];
  const add = (/** @type {number} */ joint, /** @type {number} */ depth) => {
    rows.push({ name: skeleton.names[joint], depth });
    parents.forEach((parent, child) => {
      if (parent === joint) add(child, depth + 1);
    });
  };
  add(parents.indexOf(-1), 0);
  return rows;
}

/** @param {Event} event */
function typed(event) {
  return /** @type {HTMLInputElement} */ (event.target).value;
}

customElements.define("kf-skeleton", SkeletonTree);
