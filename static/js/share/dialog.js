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
import { linkFields } from "#kf/share/linkform.js";
import { linkList } from "#kf/share/linklist.js";
import { nobody, theirs } from "#kf/share/notes.js";
import { toldBox } from "#kf/share/told.js";
import { asChange, asNew, newWish, wishOf } from "#kf/share/wishes.js";
import { linkName } from "#kf/share/words.js";
import { ask } from "#kf/ui/dialog.js";
import { icon } from "#kf/ui/icon.js";

/** The dialog: `<kf-share>`. It leaves the page when it is closed, and with it the address that it told. */
export class Share extends SignalElement {
  static properties = {
    store: { attribute: false },
    sharing: { state: true },
    closedToUs: { state: true },
    wish: { state: true },
    changing: { state: true },
    told: { state: true },
    copied: { state: true },
    busy: { state: true },
    problem: { state: true },
    said: { state: true },
  };

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
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
    this.problem = "";
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
   * Do something with the server, one thing at a time; what it refuses is said.
   * @param {() => Promise<void>} act
   */
  async #doing(act) {
    if (this.busy) return false;
    this.busy = true;
    this.problem = "";
    this.said = "";
    try {
      await act();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // What one may not do is not there.
      if (error.status === 404 && !this.sharing) this.closedToUs = true;
      else this.problem = error.sentence;
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** @param {Link} link the newest of its kind */
  #keep(link) {
    const { team, links } = /** @type {Sharing} */ (this.sharing);
    const there = links.some(({ id }) => id === link.id);
    const next = there ? links.map((one) => (one.id === link.id ? link : one)) : [link, ...links];
    this.sharing = { team, links: next };
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
    await this.#doing(async () => {
      const link = await api(this.#path, { json: asNew(this.wish) });
      this.wish = newWish();
      await this.#tell(link);
    });
  }

  /** @param {Event} event */
  async #save(event) {
    event.preventDefault();
    if (!this.changing) return;
    const { link, wish } = this.changing;
    const change = asChange(link, wish);
    const done =
      !change ||
      (await this.#doing(async () => {
        this.#keep(await api(`${this.#path}/${link.id}`, { method: "PATCH", json: change }));
        this.said = t("Saved: it counts for open pages too.");
      }));
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
    /** @type {HTMLElement | null} */ (this.querySelector(`[data-link="${id}"] .ibtn`))?.focus();
  }

  /** @param {Link} link */
  async #renew(link) {
    const sure = await ask({
      title: t("Give “{name}” a new address?", { name: linkName(link) }),
      sentence: t("The old address opens nothing any more, and pages that are open by it close."),
      verb: t("New address"),
    });
    if (!sure) return;
    await this.#doing(async () => {
      await this.#tell(await api(`${this.#path}/${link.id}/renew`, { method: "POST" }));
    });
  }

  /** @param {Link} link */
  async #revoke(link) {
    const sure = await ask({
      title: t("Revoke “{name}”?", { name: linkName(link) }),
      sentence: t(
        "Pages that are open by it close at once. It cannot be put back; you can make another link.",
      ),
      verb: t("Revoke"),
      danger: true,
    });
    if (!sure) return;
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
      ${this.problem ? html`<div class="note note--fail" role="alert">${icon("alert")}<span>${this.problem}</span></div>` : nothing}
      ${this.closedToUs || !this.store?.may("share") ? theirs(this.store) : this.sharing ? this.#open(this.sharing) : this.#waiting()}
    </dialog>`;
  }

  #waiting() {
    if (this.busy) return html`<p class="dim" role="status">${t("Loading…")}</p>`;
    return html`<div class="acts"><button type="button" class="btn btn--line" @click=${() => this.#load()}>${t("Try again")}</button></div>`;
  }

  /** @param {Sharing} sharing */
  #open({ team, links }) {
    return html`<div class="col">
      ${this.told ? toldBox(this.told, this.copied, (what) => (this.copied = what)) : nothing}
      ${links.length === 0 ? nobody(team) : nothing}
      <form class="col" aria-label=${t("New link")} @submit=${this.#make}>
        ${linkFields(this.wish, (change) => (this.wish = { ...this.wish, ...change }), null)}
        <div class="acts"><button class="btn btn--primary" ?disabled=${this.busy}>${icon("link")}${t("Make a link")}</button></div>
      </form>
      ${links.length > 0 ? this.#links(team, links) : nothing}
    </div>`;
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
    this.changing = { link, wish: wishOf(link) };
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(`[id="kf-link-${link.id}-name"]`))?.focus();
  }

  /** @param {{link: Link, wish: Wish}} changing */
  #form({ link, wish }) {
    const say = (/** @type {Partial<Wish>} */ change) => {
      this.changing = { link, wish: { ...wish, ...change } };
    };
    return html`<form class="col" aria-label=${t("Change the link {name}", { name: linkName(link) })} @submit=${this.#save}>
      ${linkFields(wish, say, link)}
      <div class="acts">
        <button type="button" class="btn btn--quiet" @click=${() => this.#leave(link)}>${t("Cancel")}</button>
        <button class="btn btn--primary" ?disabled=${this.busy}>${t("Save")}</button>
      </div>
    </form>`;
  }
}

customElements.define("kf-share", Share);

/** Show who else may see the project. @param {Store} store */
export async function openShare(store) {
  const share = new Share();
  share.store = store;
  document.body.append(share);
  await share.open();
}
