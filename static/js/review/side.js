/**
 * Beside the picture: who handed it in, what they said, what was measured, and the review.
 *
 * @import {Handed} from "#kf/review/handed.js"
 * @import {Verdict} from "#kf/review/types.d.ts"
 * @import {Identity} from "#kf/lesson/types.d.ts"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { moment } from "#kf/lesson/moment.js";
import { reasonWords } from "#kf/lesson/reasons.js";
import { runsOf } from "#kf/review/chips.js";
import { stateBadge, stateWord } from "#kf/teach/states.js";
import { icon } from "#kf/ui/icon.js";

const LONGEST = 4000;

/** @param {string | null | undefined} identity */
export function identityWord(identity) {
  return { yes: t("Yes"), partly: t("Partly"), no: t("No") }[identity ?? ""] ?? t("not said");
}

/** The points that a draft gives, and the most that could be. @param {Handed} handed */
export function pointsOf({ draft, told }) {
  const got = draft.scores.reduce((sum, one) => (sum ?? 0) + (one ?? 0), 0) ?? 0;
  const of = told.exercise.rubric.reduce((sum, { levels }) => sum + levels.length, 0);
  const lacking = draft.scores.filter((one) => one === null).length;
  return { got, of, lacking };
}

/**
 * @param {Handed} handed
 * @param {{name: string, sign: string, zone: string, overtaken: boolean}} who
 * @param {{attempts: (at: Element) => void, newest: () => void}} hearers
 */
export function head({ told }, { name, sign, zone, overtaken }, hearers) {
  const outdated = told.outdated || overtaken;
  return html`<header class="rv-who"><span class="av av--lg p4" aria-hidden="true">${sign}</span>
      <span class="grow col"><h2 class="strong" dir="auto" id="who" title=${name}>${name}</h2><span class="rv-when t12 dim num"><span>${t("Handed in {when}", { when: moment(told.handed_in_at, zone) })}</span>${told.late ? stateBadge("late", t("late")) : nothing}</span></span>
      ${
        told.attempts.length > 1
          ? html`<button type="button" class="btn btn--quiet btn--dense num" id="attempts" aria-haspopup="menu" aria-keyshortcuts="v" @click=${(/** @type {Event} */ event) => hearers.attempts(/** @type {Element} */ (event.currentTarget))}>${t("Attempt {count}", { count: told.attempt })}${icon("down")}</button>`
          : html`<span class="t12 dim num">${t("Attempt {count}", { count: told.attempt })}</span>`
      }</header>
    ${outdated ? html`<div class="note note--stale rv-note" role="status">${icon("stale")}<span class="grow">${t("Outdated: a newer attempt was handed in.")}</span><button type="button" class="btn btn--dense" @click=${() => hearers.newest()}>${t("Go to the newest")}</button></div>` : nothing}`;
}

/** @param {Handed} handed @param {{identity: (identity: Identity) => void}} hearers */
export function three(handed, hearers) {
  const { told, slips, reel, draft, meter, published } = handed;
  const { judgement } = told;
  const frames = (/** @type {Iterable<number>} */ several) => framesWords(reel, several);
  const reasons = reasonWords()
    .filter(([code]) => judgement?.reasons.includes(code))
    .map(([, words]) => words);
  const keys = /** @type {[Identity, string][]} */ ([
    ["yes", "Y"],
    ["partly", "U"],
    ["no", "E"],
  ]);
  return html`<section class="rv-part" aria-labelledby="three-h"><h3 class="label" id="three-h">${t("Is it still the same character?")}</h3>
    <dl class="rv-three"><div><dt>${t("Learner")}</dt><dd><b>${identityWord(judgement?.identity)}</b><span class="t12 num">${frames(slips)}</span></dd></div>
      <div><dt>${t("Meter")}</dt><dd><b class="num">${meter ? meter.score : "–"}</b><span class="t12 num">${meter?.worst === null || !meter ? "" : t("dip at {frame}", { frame: reel.shown(meter.worst) })}</span></dd></div>
      <div><dt>${t("You")}</dt><dd><b>${identityWord(draft.identity)}</b><span class="t12 num">${frames(draft.marks.map(({ frame }) => frame))}</span></dd></div></dl>
    ${judgement?.text || reasons.length ? html`<blockquote class="rv-said" dir="auto">${judgement?.text}${reasons.length ? html` <span class="dim">${reasons.join(", ")}</span>` : nothing}</blockquote>` : nothing}
    ${givenFirst(handed)}
    <div class="row"><span class="t12 dim grow">${t("You say")}</span><span class="segd" role="group" aria-label=${t("You: is it the same character?")}>${keys.map(([value, key]) => html`<button type="button" aria-pressed=${draft.identity === value} aria-keyshortcuts=${key.toLowerCase()} ?disabled=${published} @click=${() => hearers.identity(value)}>${identityWord(value)}</button>`)}</span></div></section>`;
}

/** Frames in words: 14–16, 22. @param {Handed["reel"]} reel @param {Iterable<number>} frames */
function framesWords(reel, frames) {
  return runsOf(new Set(frames), true)
    .map(({ first, last }) =>
      first === last ? reel.shown(first) : `${reel.shown(first)}–${reel.shown(last)}`,
    )
    .join(", ");
}

/** What the learner gave before they were told what was measured, where they say something else by now. @param {Handed} handed */
function givenFirst({ told, stretches, reel }) {
  const changed = told.judgements.filter((one) => one.changed && one.given);
  const given = changed[0]?.given;
  if (!given) return nothing;
  const frames = changed.flatMap((one) => {
    const drawn = stretches.find(({ keyframe, take }) => keyframe === one.keyframe && take === one.take);
    return (one.given?.frames ?? []).flatMap((drawing) => drawn?.frames[drawing] ?? []);
  });
  const said = [identityWord(given.identity), framesWords(reel, frames), given.text].filter(Boolean);
  return html`<p class="note note--stale">${icon("history")}<span dir="auto">${t("Changed after the meter was shown. Before: {said}", { said: said.join(" · ") })}</span></p>`;
}

/** @param {Handed} handed @param {{words: (text: string) => void, sentences: (at: Element) => void}} hearers */
export function feedback({ draft: { words }, published }, hearers) {
  return html`<section class="rv-part rv-words"><div class="row"><label class="label grow" for="words">${t("Feedback")}</label><button type="button" class="btn btn--quiet btn--dense" id="sentences" aria-haspopup="menu" aria-keyshortcuts="t" ?disabled=${published} @click=${(/** @type {Event} */ event) => hearers.sentences(/** @type {Element} */ (event.currentTarget))}>${t("Saved sentences")}${icon("down")}</button></div>
    <textarea class="input" id="words" maxlength=${LONGEST} dir="auto" ?disabled=${published} .value=${words} @input=${(/** @type {Event} */ event) => hearers.words(/** @type {HTMLTextAreaElement} */ (event.target).value)}></textarea></section>`;
}

/**
 * @param {Handed} handed
 * @param {{next: string, busy: boolean}} state what comes next, in words
 * @param {{publish: (verdict: Verdict) => void, back: () => void}} hearers
 */
export function foot(handed, { next, busy }, hearers) {
  const { got, of, lacking } = pointsOf(handed);
  const review = handed.told.review;
  if (handed.published && review?.verdict) {
    return html`<footer class="rv-foot"><div class="row">${stateBadge(review.verdict)}<span class="grow num">${review.points ? `${review.points.got} / ${review.points.of}` : ""}</span>
      <button type="button" class="btn btn--line" aria-keyshortcuts="z" ?disabled=${busy} @click=${() => hearers.back()}>${icon("undo")}${t("Take back")}<kbd class="kbd" aria-hidden="true">Z</kbd></button></div><p class="t12 dim">${next}</p></footer>`;
  }
  return html`<footer class="rv-foot"><div class="rv-acts"><button type="button" class="btn btn--line" aria-keyshortcuts="Shift+R" ?disabled=${busy} @click=${() => hearers.publish("returned")}><span>${t("Return")}<small>${t("as it is")}</small></span></button>
      <button type="button" class="btn btn--line" aria-keyshortcuts="Shift+C" ?disabled=${busy} @click=${() => hearers.publish("changes")}>${icon("undo")}<span>${t("Ask for changes")}<small>${t("to be worked on again")}</small></span></button>
      <button type="button" class="btn btn--primary num" aria-keyshortcuts="Shift+A" ?disabled=${busy} @click=${() => hearers.publish("accepted")}>${icon("check")}${of ? t("Accept {got} / {of}", { got, of }) : t("Accept")}</button></div>
    <p class="t12 dim num">${lacking && of ? html`${tn("{count} row is not judged", "{count} rows are not judged", lacking)} · ` : nothing}${next}</p></footer>`;
}

/**
 * The attempts of this learner, for a menu.
 * @param {Handed} handed
 * @param {(one: {id: string, project: string}) => void} open
 */
export function attemptItems({ told }, open) {
  return told.attempts.map((one) => {
    const state = one.verdict || (one.late ? "late" : "handed_in");
    return {
      label: `${t("Attempt {count}", { count: one.attempt })} · ${stateWord(state)}`,
      checked: one.id === told.id,
      run: () => open(one),
    };
  });
}
