/**
 * Who else may see a project: its links, and what those see who may not share it.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Link, Sharing, ToldLink, Wish} from "#kf/share/types.d.ts"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { ApiError, api } from "#kf/core/net.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { changeForm, newForm, refusal } from "#kf/share/forms.js";
import { linkList } from "#kf/share/linklist.js";
import { nobody, theirs } from "#kf/share/notes.js";
import { sureToRenew, sureToRevoke } from "#kf/share/sure.js";
import { toldBox } from "#kf/share/told.js";
import { asChange, asNew, newWish, tooShort, wishOf, withLink } from "#kf/share/wishes.js";
import { icon } from "#kf/ui/icon.js";

const NO_PROBLEM = /** @type {const} */ ({ sentence: "", at: "" });

/** The dialog: `<kf-share>`. It leaves the page when it is closed, and with it the address that it told. */
export class Share extends SignalElement {
  static properties = {
    store: { attribute: false },
    names: { attribute: false },
    sharing: { state: true },
    closedToUs: { state: true },
    wish: { state: true },
    changing: { state: true },
    told: { state: true },
    copied: { state: true },
    busy: { state: true },
    problem: { state: true },
    tried: { state: true },
    said: { state: true },
  };

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
    /** Who shares it, where that is somebody else. @type {readonly string[]} */
    this.names = [];
    /** @type {Sharing | null} */
    this.sharing = null;
    /** Whether somebody else shares this project. */
    this.closedToUs = false;
    this.wish = newWish();
    /** @type {{link: Link, wish: Wish} | null} */
    this.changing = null;
    /** @type {ToldLink | null} */
    this.told = null;
    this.copied = "";
    this.busy = false;
    /** What the server refused, and in which form that was. @type {{sentence: string, at: "" | "new" | "change"}} */
    this.problem = NO_PROBLEM;
    /** Whether what the form says was asked for and cannot be. */
    this.tried = false;
    this.said = "";
  }

  get #path() {
    return `/api/projects/${this.store?.project.value.id}/links`;
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
  }

  async open() {
    await this.updateComplete;
    this.#dialog.showModal();
    if (this.store?.may("share")) await this.#load();
  }

  async #load() {
    await this.#doing(async () => {
      this.sharing = await api(this.#path);
    });
  }

  /**
   * Do something with the server, one thing at a time; what it refuses is said where it was asked for.
   * @param {() => Promise<void>} act
   * @param {"" | "new" | "change"} [at]
   */
  async #doing(act, at = "") {
    if (this.busy) return false;
    this.busy = true;
    this.problem = NO_PROBLEM;
    this.said = "";
    try {
      await act();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // What one may not do is not there.
      if (error.status === 404 && !this.sharing) this.closedToUs = true;
      else this.problem = { sentence: error.sentence, at };
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** @param {Link} link the newest of its kind */
  #keep(link) {
    this.sharing = withLink(/** @type {Sharing} */ (this.sharing), link);
  }

  /** @param {ToldLink} link */
  async #tell(link) {
    this.#keep(link);
    this.told = link;
    this.copied = "";
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector("#kf-told-url"))?.focus();
  }

  /** @param {Event} event */
  async #make(event) {
    event.preventDefault();
    if (await this.#lacking(this.wish, "kf-link")) return;
    await this.#doing(async () => {
      const link = await api(this.#path, { json: asNew(this.wish) });
      this.wish = newWish();
      await this.#tell(link);
    }, "new");
  }

  /** Show what is wrong with a form before anybody is asked. @param {Wish} wish @param {string} form */
  async #lacking(wish, form) {
    this.tried = tooShort(wish);
    await this.updateComplete;
    if (this.tried)
      /** @type {HTMLElement | null} */ (this.querySelector(`[id="${form}-password"]`))?.focus();
    return this.tried;
  }

  /** The form for one more: whoever opens it has done with the address that was told. */
  async #another() {
    this.told = null;
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector("form button"))?.focus();
  }

  /** @param {Event} event */
  async #save(event) {
    event.preventDefault();
    if (!this.changing) return;
    const { link, wish } = this.changing;
    if (await this.#lacking(wish, `kf-link-${link.id}`)) return;
    const change = asChange(link, wish);
    const done =
      !change ||
      (await this.#doing(async () => {
        this.#keep(await api(`${this.#path}/${link.id}`, { method: "PATCH", json: change }));
        this.said = t("Saved: it counts for open pages too.");
      }, "change"));
    if (done) await this.#leave(link);
  }

  /** Close the form of a link, and go back to where it was opened. @param {Link} link */
  async #leave(link) {
    this.changing = null;
    await this.updateComplete;
    this.#focus(link);
  }

  /** @param {Link} link */
  #focus({ id }) {
    /** @type {HTMLElement | null} */ (this.querySelector(`[data-link="${id}"] button.ibtn`))?.focus();
  }

  /** @param {Link} link */
  async #renew(link) {
    if (!(await sureToRenew(link))) return;
    await this.#doing(async () => {
      await this.#tell(await api(`${this.#path}/${link.id}/renew`, { method: "POST" }));
    });
  }

  /** @param {Link} link */
  async #revoke(link) {
    if (!(await sureToRevoke(link))) return;
    await this.#doing(async () => {
      await api(`${this.#path}/${link.id}`, { method: "DELETE" });
      const { team, links } = /** @type {Sharing} */ (this.sharing);
      this.sharing = { team, links: links.filter(({ id }) => id !== link.id) };
      if (this.told?.id === link.id) this.told = null;
      this.said = t("The link is revoked.");
    });
    this.querySelector("h2")?.focus();
  }

  render() {
    return html`<dialog class="dialog dialog--wide share" aria-labelledby="kf-share-title" @close=${() => this.remove()}>
      <header class="row">
        <h2 class="grow" id="kf-share-title" tabindex="-1">${t("Share")}</h2>
        <button type="button" class="ibtn" aria-label=${t("Close")} @click=${() => this.#dialog.close()}>${icon("close")}</button>
      </header>
      <p class="vh" role="status">${this.said || (this.copied ? t("Copied") : "")}</p>
      ${this.#refusal("")}
      ${this.closedToUs || !this.store?.may("share") ? theirs(this.store, this.names) : this.sharing ? this.#open(this.sharing) : this.#waiting()}
    </dialog>`;
  }

  #waiting() {
    if (this.busy) return html`<p class="dim" role="status">${t("Loading…")}</p>`;
    return html`<div class="acts"><button type="button" class="btn btn--line" @click=${() => this.#load()}>${t("Try again")}</button></div>`;
  }

  /** @param {Sharing} sharing */
  #open({ team, links }) {
    return html`<div class="col">
      ${links.length === 0 ? nobody(team) : nothing}
      ${this.told ? this.#made(this.told) : this.#fresh()}
      ${links.length > 0 ? this.#links(team, links) : nothing}
    </div>`;
  }

  /** @param {ToldLink} link */
  #made(link) {
    return html`${toldBox(link, this.copied, (what) => (this.copied = what))}
      <div><button type="button" class="btn btn--line" @click=${this.#another}>${icon("plus")}${t("Make another link")}</button></div>`;
  }

  #fresh() {
    const say = (/** @type {Partial<Wish>} */ change) => {
      this.wish = { ...this.wish, ...change };
      this.problem = NO_PROBLEM;
    };
    return newForm(this.wish, { say, submit: (event) => this.#make(event), ...this.#state("new") });
  }

  /** What a form shows beside its fields. @param {"new" | "change"} at */
  #state(at) {
    return { tried: this.tried, busy: this.busy, refusal: this.#refusal(at) };
  }

  /** @param {"" | "new" | "change"} at */
  #refusal(at) {
    const { sentence, at: where } = this.problem;
    return sentence && where === at ? refusal(sentence) : nothing;
  }

  /** @param {string | null} team @param {Link[]} links */
  #links(team, links) {
    const acts = {
      change: (/** @type {Link} */ link) => this.#change(link),
      renew: (/** @type {Link} */ link) => this.#renew(link),
      revoke: (/** @type {Link} */ link) => this.#revoke(link),
    };
    return html`<section class="col" aria-labelledby="kf-share-links">
      <h3 id="kf-share-links">${t("Links")} <span class="count">${links.length}</span></h3>
      ${team ? html`<p class="hint">${t("The team {team} sees it without a link.", { team })}</p>` : nothing}
      ${linkList(links, acts, (link) => (this.changing?.link.id === link.id ? this.#form(this.changing) : nothing))}
    </section>`;
  }

  /** @param {Link} link */
  async #change(link) {
    if (this.changing?.link.id === link.id) return this.#leave(link);
    this.tried = false;
    this.changing = { link, wish: wishOf(link) };
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(`[id="kf-link-${link.id}-name"]`))?.focus();
  }

  /** @param {{link: Link, wish: Wish}} changing */
  #form({ link, wish }) {
    const say = (/** @type {Partial<Wish>} */ change) => {
      this.changing = { link, wish: { ...wish, ...change } };
      this.problem = NO_PROBLEM;
    };
    const acts = {
      submit: (/** @type {Event} */ event) => this.#save(event),
      leave: () => this.#leave(link),
    };
    return changeForm(link, wish, { say, ...acts, ...this.#state("change") });
  }
}

customElements.define("kf-share", Share);

/**
 * Show who else may see the project.
 * @param {Store} store
 * @param {readonly string[]} [names] who shares it, where that is somebody else
 */
export async function openShare(store, names = []) {
  const share = new Share();
  Object.assign(share, { store, names });
  document.body.append(share);
  await share.open();
}
