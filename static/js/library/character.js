/**
 * A character in a dialog: its name, its colour, its reference card, the skeleton it begins with.
 *
 * @import {Character, Id, Operation, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, LitElement, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { COLOURS, colourOf } from "#kf/library/colours.js";
import { skeletonOf, TEMPLATES } from "#kf/marks/templates.js";
import { byName } from "#kf/panels/natural.js";
import { thumb } from "#kf/panels/parts.js";
import "#kf/panels/skeletontree.js";
import { ask, show } from "#kf/ui/dialog.js";
import { icon } from "#kf/ui/icon.js";

/** The form: `<kf-character .store=… .character=… .done=…>`; without a character it makes one. */
class CharacterForm extends LitElement {
  static properties = {
    store: { attribute: false },
    character: { attribute: false },
    done: { attribute: false },
    colour: { state: true },
    card: { state: true },
    template: { state: true },
  };

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** @type {Character | null} */
    this.character = null;
    /** @type {(id?: string) => void} */
    this.done = () => {};
    /** @type {string | null} */
    this.colour = null;
    /** @type {Id | null} */
    this.card = null;
    this.template = TEMPLATES[0].id;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.colour = this.character ? colourOf(this.character) : this.#freeColour;
    this.card = this.character?.card ?? null;
  }

  /** A colour that no other character has, as long as there is one. */
  get #freeColour() {
    const taken = [...(this.store?.characters.peek().values() ?? [])].map(colourOf);
    return (COLOURS.find(({ value }) => !taken.includes(value)) ?? COLOURS[0]).value;
  }

  /** A name that nobody has, to begin with. */
  get #freeName() {
    const taken = [...(this.store?.characters.peek().values() ?? [])].map(({ name }) => name);
    for (let number = 1; ; number += 1) {
      const name = t("Character {number}", { number });
      if (!taken.includes(name)) return name;
    }
  }

  render() {
    const { store, character } = this;
    if (!store) return nothing;
    return html`<form class="col" @submit=${this.#submit}>
      <label class="field"><span class="label">${t("Name")}</span><input class="input" name="name" dir="auto" maxlength="120" required autocomplete="off" autofocus
        .value=${character?.name ?? this.#freeName} @focus=${(/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).select()}></label>
      ${this.#colours()}
      ${character ? this.#cards(store, character) : this.#templates()}
      <div class="acts"><button type="button" class="btn btn--quiet" @click=${() => this.done()}>${t("Cancel")}</button>
        <button type="submit" class="btn btn--primary">${character ? t("Save") : t("Make the character")}</button></div>
    </form>
    ${
      character
        ? html`<details class="char-skeleton"><summary>${icon("right", "icon-12")}${tn("Skeleton, {count} joint", "Skeleton, {count} joints", character.skeleton.names.length)}</summary>
      <kf-skeleton .store=${store} .character=${character}></kf-skeleton></details>`
        : nothing
    }`;
  }

  #colours() {
    const own = this.colour !== null && !COLOURS.some(({ value }) => value === this.colour);
    return html`<fieldset class="field"><legend class="label">${t("Colour")}</legend><div class="swatches">
      ${COLOURS.map(
        ({ value, label }) =>
          html`<label class="swatch-one" title=${label()}><input type="radio" name="colour" value=${value} .checked=${value === this.colour} aria-label=${label()} @change=${() => (this.colour = value)}><i .style=${`background:${value}`}></i></label>`,
      )}
      <label class="swatch-one swatch-own" title=${t("Another colour")}><input type="color" aria-label=${t("Another colour")} .value=${this.colour ?? "#888888"} @input=${(/** @type {Event} */ event) => (this.colour = /** @type {HTMLInputElement} */ (event.target).value)}>
        <i class=${own ? "is-on" : ""} .style=${own ? `background:${this.colour}` : ""}>${own ? nothing : icon("plus", "icon-12")}</i></label>
    </div></fieldset>`;
  }

  /** @param {Store} store @param {Character} character */
  #cards(store, character) {
    const poses = byName([...store.poses.value.values()].filter((pose) => pose.character === character.id));
    if (poses.length === 0)
      return html`<p class="hint">${t("Its poses can be its reference card, once it has some.")}</p>`;
    const one = (
      /** @type {Pose | null} */ pose,
    ) => html`<label class="card-one"><input type="radio" name="card" .checked=${(pose?.id ?? null) === this.card} @change=${() => (this.card = pose?.id ?? null)}>
      ${pose ? thumb(store, pose) : html`<span class="im im--none">${icon("close")}</span>`}<span class="ell t12" dir="auto">${pose?.name ?? t("None")}</span></label>`;
    return html`<fieldset class="field"><legend class="label">${t("Reference card: the pose the others are judged by")}</legend>
      <div class="card-list">${one(null)}${poses.map(one)}</div></fieldset>`;
  }

  #templates() {
    return html`<fieldset class="temps"><legend class="label">${t("Skeleton to begin with")}</legend>
      ${TEMPLATES.map(
        ({
          id,
          label,
          hint,
          rows,
        }) => html`<label class="temp"><input class="box" type="radio" name="template" value=${id} .checked=${id === this.template} @change=${() => (this.template = id)}>
          <span class="grow"><span class="strong">${label()}</span> <span class="dim num">${rows.length}</span><small class="dim">${hint()}</small></span></label>`,
      )}</fieldset>`;
  }

  /** @param {SubmitEvent} event */
  #submit = (event) => {
    event.preventDefault();
    const { store, character } = this;
    if (!store) return;
    const typed = new FormData(/** @type {HTMLFormElement} */ (event.target)).get("name");
    const name =
      String(typed ?? "")
        .trim()
        .slice(0, 120) || t("Character");
    const { colour } = this;
    if (character) {
      change(store, character, { name, colour, card: this.card });
      this.done(character.id);
      return;
    }
    const id = uuid();
    const skeleton = skeletonOf(TEMPLATES.find((one) => one.id === this.template) ?? TEMPLATES[0]);
    void store.edit(t("Make the character {name}", { name }), [
      { do: "create", on: "character", id, to: { name, skeleton, colour } },
    ]);
    this.done(id);
  };
}

customElements.define("kf-character", CharacterForm);

/** @param {Store} store @param {Character} character @param {{name: string, colour: string | null, card: Id | null}} to */
function change(store, character, to) {
  const shown = { name: character.name, colour: colourOf(character), card: character.card };
  const changed = Object.entries(to).filter(([name, value]) => value !== shown[/** @type {"name"} */ (name)]);
  if (changed.length === 0) return;
  void store.edit(t("Change {name}", { name: character.name }), [
    { do: "set", on: "character", id: character.id, to: Object.fromEntries(changed) },
  ]);
}

/**
 * Make a character, or change one.
 * @param {Store} store
 * @param {Character | null} character
 * @returns {Promise<Id | "">} its id; nothing when the dialog was left
 */
export function openCharacter(store, character) {
  const title = character ? t("Edit {name}", { name: character.name }) : t("New character");
  return show(
    (close) => html`<h2 dir="auto">${title}</h2>
      <kf-character .store=${store} .character=${character} .done=${(/** @type {string} */ id) => close(id)}></kf-character>`,
    { label: title },
  );
}

/**
 * Delete a character. Its poses stay, without their joints, so that is said and asked first.
 * @param {Store} store @param {Character} character
 */
export async function removeWhole(store, character) {
  const poses = [...store.poses.value.values()].filter((pose) => pose.character === character.id);
  const marked = poses.filter(({ joints }) => joints).length;
  const verb = t("Delete {name}", { name: character.name });
  if (poses.length > 0) {
    const sentence = [
      tn(
        "Its {count} pose stays and shows no character then.",
        "Its {count} poses stay and show no character then.",
        poses.length,
      ),
      marked > 0 ? tn("{count} loses its joints.", "{count} lose their joints.", marked) : "",
      t("Undo brings everything back."),
    ];
    const sure = await ask({
      title: t("{verb}?", { verb }),
      sentence: sentence.filter(Boolean).join(" "),
      verb,
      danger: true,
    });
    if (!sure) return;
  }
  const tracks = [...store.tracks.value.values()].filter((track) => track.character === character.id);
  /** @type {Operation[]} */
  const operations = [
    ...poses.map((pose) => {
      const bare = {
        ...(pose.joints ? { joints: null } : {}),
        ...(pose.behind.length > 0 ? { behind: [] } : {}),
      };
      return /** @type {Operation} */ ({
        do: "set",
        on: "pose",
        id: pose.id,
        to: { character: null, ...bare },
      });
    }),
    ...tracks.map(
      ({ id }) => /** @type {Operation} */ ({ do: "set", on: "track", id, to: { character: null } }),
    ),
    { do: "delete", on: "character", id: character.id },
  ];
  const deleted = store.edit(verb, operations);
  const undo = store.undoOffer();
  if ((await deleted).ok) store.toast(t("{name} is in the bin.", { name: character.name }), undo);
}
