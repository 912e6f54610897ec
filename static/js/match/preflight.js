/**
 * What is to be said about a pair of keys before it is rendered, as a block of the segment's panel: what is worth a
 * look, and the act that helps; what is good, folded away.
 *
 * @import {Id, Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */

import { signal } from "@preact/signals-core";
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { ApiError, api } from "#kf/core/net.js";
import { dialogs, library } from "#kf/later/parts.js";
import { markingOf } from "#kf/marks/mode.js";
import { frameOf, keyAfter } from "#kf/marks/subject.js";
import { icon } from "#kf/ui/icon.js";

/** @typedef {{code: string, level: "good" | "look" | "trouble", numbers: Record<string, number | boolean | string>, sentence: string, advice: string, act: string | null, poses: Id[]}} Check */
/** @typedef {{level: Check["level"], checks: Check[]}} Preflight */

/** How long an edit rests before the pair is looked at again, in milliseconds. */
const REST = 400;
/** What the server says while it looks at something else for this person, and how long to wait then. */
const BUSY = 429;
const LATER = 1000;

/** @type {WeakMap<Store, Preflights>} */
const known = new WeakMap();

/** What is known of pairs, each asked for anew when something of it has changed. */
class Preflights {
  /** By left key. @type {import("@preact/signals-core").Signal<Map<Id, Preflight>>} */
  found = signal(new Map());
  #store;
  /** @type {Map<Id, string>} */
  #asked = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #soon;
  /** The server looks at one pair at a time for a person: no other is asked for before its answer. */
  #line = Promise.resolve();

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
  }

  /** @param {Keyframe} left @param {string} state all that the answer depends on */
  follow(left, state) {
    if (this.#asked.get(left.id) === state) return;
    const first = !this.#asked.has(left.id);
    this.#asked.set(left.id, state);
    clearTimeout(this.#soon);
    const ask = () => {
      this.#line = this.#line.then(() => this.#ask(left.id, state));
    };
    this.#soon = setTimeout(ask, first ? 0 : REST);
  }

  /** @param {Id} left @param {string} state */
  async #ask(left, state) {
    await this.#store.settled();
    if (this.#asked.get(left) !== state) return;
    try {
      const answer = await api(`/api/projects/${this.#store.project.value.id}/segments/${left}/preflight`);
      if (this.#asked.get(left) !== state) return;
      this.found.value = new Map(this.found.value).set(left, answer);
    } catch (error) {
      // Nobody waits for it: it is asked for again when the panel is drawn anew.
      if (this.#asked.get(left) === state) this.#asked.delete(left);
      if (error instanceof ApiError && error.status === BUSY) setTimeout(() => this.#redraw(), LATER);
    }
  }

  /** What is shown then, if anything, is asked for. */
  #redraw() {
    this.found.value = new Map(this.found.value);
  }
}

/**
 * The block about the pair right of a key; nothing until something is known of it.
 * @param {Store} store
 * @param {Id} leftKey
 */
export function preflightBlock(store, leftKey) {
  let preflights = known.get(store);
  if (!preflights) {
    preflights = new Preflights(store);
    known.set(store, preflights);
  }
  const left = store.keyframes.value.get(leftKey);
  const right = left && keyAfter(store, left);
  if (!left || !right) return nothing;
  const [first, last] = [store.poses.value.get(left.pose), store.poses.value.get(right.pose)];
  const { width, height } = store.project.value;
  preflights.follow(left, JSON.stringify([first, last, left.breakdowns, left.method, width, height]));
  const found = preflights.found.value.get(leftKey);
  if (!found || found.checks.length === 0) return nothing;
  const open = found.checks.filter(({ level }) => level !== "good");
  const good = found.checks.filter(({ level }) => level === "good");
  return html`<section class="insp-s preflight" aria-label=${t("This pair")}>
    <h2 class="label">${t("This pair")}</h2>
    ${open.length > 0 ? html`<ul class="col" role="list">${open.map((check) => trouble(store, left, check))}</ul>` : nothing}
    <details class="fold"><summary>${icon("check", "icon-12")}${
      open.length > 0
        ? tn("{count} other thing is good", "{count} other things are good", good.length)
        : t("These two poses go together")
    }</summary>
      <ul class="preflight-good" role="list">${good.map(({ sentence }) => html`<li>${sentence}</li>`)}</ul>
      ${matchButton(store, left)}
    </details>
  </section>`;
}

/** @param {Store} store @param {Keyframe} left @param {Check} check */
function trouble(store, left, check) {
  const bad = check.level === "trouble";
  const act = actOf(store, left, check);
  return html`<li class=${bad ? "note note--fail" : "note note--stale"}>${icon(bad ? "alert" : "eye")}
    <div class="col"><p><strong>${bad ? t("Trouble:") : t("Worth a look:")}</strong> ${check.sentence}</p>
      ${check.advice ? html`<p>${check.advice}</p>` : nothing}
      ${act ? html`<div class="row"><button type="button" class="btn btn--line btn--dense" @click=${act.run}>${act.label}</button></div>` : nothing}</div></li>`;
}

/** @param {Store} store @param {Keyframe} left */
function matchButton(store, left) {
  return html`<button type="button" class="btn btn--quiet btn--dense" @click=${() => void match(store, left)}>${icon("compare")}${t("Lay one over the other…")}</button>`;
}

/** @param {Store} store @param {Keyframe} left */
async function match(store, left) {
  const { openMatch } = await dialogs.load();
  await openMatch(store, left);
}

/**
 * What helps, as a button.
 * @param {Store} store @param {Keyframe} left @param {Check} check
 * @returns {{label: string, run: () => void} | null}
 */
function actOf(store, left, { act, poses }) {
  const marking = markingOf(store);
  const pose = store.poses.value.get(poses[0] ?? "");
  const segment = store.segments.value.get(left.id);
  if (act === "breakdown" && segment && segment.drawings > 0) {
    const middle = frameOf(left, (segment.drawings - 1) >> 1);
    const marked = [left.pose, keyAfter(store, left)?.pose].every(
      (id) => store.poses.value.get(id ?? "")?.joints,
    );
    return {
      label: marked ? t("Set a breakdown in the middle") : t("Go to the middle"),
      run: () => {
        store.seek(middle);
        if (marked) marking.setBreakdown(left.id);
      },
    };
  }
  if (act === "joints" && pose)
    return {
      label: t("Mark the joints of {name}", { name: pose.name }),
      run: () => marking.markJoints(pose.id),
    };
  if (act === "mask" && pose)
    return {
      label: t("Correct the mask of {name}", { name: pose.name }),
      run: () => marking.editMask(pose.id),
    };
  if (act === "match") return { label: t("Match them…"), run: () => void match(store, left) };
  if (act === "crop" && pose)
    return {
      label: t("Crop {name}…", { name: pose.name }),
      run: () => void library.load().then(({ openCrop }) => openCrop(store, pose)),
    };
  return null;
}
