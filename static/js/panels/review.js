/**
 * Looking at a take and saying what one thinks of it, beside what the machine measured.
 *
 * @import {Keyframe, Segment} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { keymap } from "#kf/core/keymap.js";
import { SignalElement } from "#kf/core/signal-element.js";
import { judgementForm, toggleFrame } from "#kf/panels/judgementform.js";
import { judge, judgeFirst, numbersHidden, others, reasonWords } from "#kf/panels/judgements.js";
import { thumb } from "#kf/panels/parts.js";
import { qualityPanel } from "#kf/panels/qualitypanel.js";
import { renderFoot } from "#kf/panels/renderbutton.js";
import { reviewActs } from "#kf/panels/reviewacts.js";
import { segmentWords } from "#kf/panels/segmenthead.js";
import { rightOf, segmentMeant } from "#kf/panels/subject.js";
import { verdictFoot, verdictNote } from "#kf/panels/verdict.js";
import { frameOfDrawing } from "#kf/timeline/weakest.js";
import { icon } from "#kf/ui/icon.js";

/** `<kf-review>`: is it still the same character? With the keys Y, U and E. */
export class Review extends SignalElement {
  static properties = { store: { attribute: false } };

  /** @type {(() => void)[]} */
  #keys = [];
  /** @type {string | null} the left key of what was shown last */
  #about = null;

  constructor() {
    super();
    /** @type {Store | undefined} */
    this.store = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    const say = (/** @type {"yes" | "partly" | "no"} */ identity) => () =>
      this.#with((store, left, segment) => void judge(store, left, segment, { identity }));
    this.#keys = [
      keymap.on("judge-yes", say("yes")),
      keymap.on("judge-partly", say("partly")),
      keymap.on("judge-no", say("no")),
      keymap.on("mark-frame", () => this.#with(toggleFrame)),
    ];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const release of this.#keys) release();
    document.body.classList.remove("is-judging");
  }

  /** The curves on the timeline wait as the numbers here do; what is selected anew is what the stage shows. */
  updated() {
    const left = this.store && segmentMeant(this.store);
    const segment = left && this.store?.segments.value.get(left.id);
    const other = (left?.id ?? null) !== this.#about;
    this.#about = left?.id ?? null;
    if (this.store && left && segment && other) standIn(this.store, left, segment);
    const hidden = Boolean(this.store && left && segment && numbersHidden(this.store, left.id, segment));
    document.body.classList.toggle("is-judging", hidden);
  }

  /** @param {(store: Store, left: Keyframe, segment: Segment) => void} act */
  #with(act) {
    const { store } = this;
    const left = store && segmentMeant(store);
    const segment = left && store.segments.value.get(left.id);
    if (store && left && segment?.shown) act(store, left, segment);
  }

  render() {
    const { store } = this;
    if (!store) return nothing;
    const left = segmentMeant(store);
    const segment = left && store.segments.value.get(left.id);
    const right = left && rightOf(store, left);
    if (!left || !segment || !right) return html`<div class="insp">${nothingHere(store)}</div>`;
    if (!segment.shown)
      return html`<div class="insp">${head(store, left, right, segment)}${noTake()}</div>${renderFoot(store, [left])}`;
    return html`<div class="insp">
        ${head(store, left, right, segment)}
        ${verdictNote(store, left, segment)}
        ${judgementForm(store, left, segment)}
        ${opinions(store, left, segment)}
        ${measured(store, left, segment)}
        ${reviewActs(store, left, segment)}
      </div>${verdictFoot(store, left, segment)}`;
  }
}

/**
 * One judges what is shown: the playhead goes into a segment that was selected, to its weakest drawing where that is
 * known and may be seen.
 * @param {Store} store @param {Keyframe} left @param {Segment} segment
 */
function standIn(store, left, segment) {
  if (!segment.shown || store.playing.value || !store.selection.value.has(`seg:${left.id}`)) return;
  const first = left.frame + left.hold;
  const frame = store.frame.value;
  if (frame >= first && frame < first + segment.count) return;
  const weakest = numbersHidden(store, left.id, segment) ? null : segment.quality?.weakest;
  store.seek(weakest == null ? first : frameOfDrawing(left, segment, weakest));
}

/** @param {Store} store @param {Keyframe} left @param {Keyframe} right @param {Segment} segment */
function head(store, left, right, segment) {
  return html`<div class="pair">${thumb(store, store.poses.value.get(left.pose))}${icon("arrow-right")}${thumb(store, store.poses.value.get(right.pose))}
    <span class="grow"><span class="strong ell">${t("{from} to {to}", { from: poseName(store, left.pose), to: poseName(store, right.pose) })}</span>
      <span class="t12 num state--${segment.state}">${segmentWords(segment)}</span></span></div>`;
}

/** @param {Store} store */
function nothingHere(store) {
  const none = store.segments.value.size === 0;
  return html`<div class="empty empty--insp">${icon("eye")}<h2>${none ? t("Nothing to judge yet") : t("Choose what to judge")}</h2>
    <p>${none ? t("Place two poses and render what is between them. Then look here whether it is still the same character.") : t("Move the playhead onto drawn frames, or click them on the timeline.")}</p></div>`;
}

function noTake() {
  return html`<div class="empty empty--insp">${icon("film")}<h2>${t("Not rendered yet")}</h2><p>${t("Render the segment first; its frames can be judged as soon as they are there.")}</p></div>`;
}

/** @param {Store} store @param {Keyframe} left @param {Segment} segment */
function opinions(store, left, segment) {
  const said = others(store, left.id, segment.shown);
  if (said.length === 0) return nothing;
  const identity = { yes: t("yes"), partly: t("partly"), no: t("no") };
  const verdicts = { accepted: t("accepted"), rejected: t("rejected") };
  const reasons = new Map(reasonWords());
  return html`<section class="insp-s"><h2 class="label">${t("What others say")}</h2><ul class="opinions">${said.map(
    (one) => html`<li><b class="strong">${one.by}</b>
      ${one.identity ? html`<span class="badge">${identity[one.identity]}</span>` : nothing}
      ${one.verdict ? html`<span class="badge badge--${one.verdict === "accepted" ? "ok" : "fail"}">${verdicts[one.verdict]}</span>` : nothing}
      <span class="dim t12">${one.reasons.map((code) => reasons.get(code) ?? code).join(", ")}</span>
      ${one.text ? html`<q>${one.text}</q>` : nothing}</li>`,
  )}</ul></section>`;
}

/** What the machine measured, or that it waits. @param {Store} store @param {Keyframe} left @param {Segment} segment */
function measured(store, left, segment) {
  const hidden = numbersHidden(store, left.id, segment);
  const flip = () => (judgeFirst.value = !judgeFirst.value);
  return html`<div class="insp-next"><label class="check check--switch"><span class="grow">${t("Judge first, then see the numbers")}</span><input class="switch" type="checkbox" role="switch" .checked=${judgeFirst.value} @change=${flip}></label></div>
    ${hidden ? html`<p class="hint">${t("What was measured is shown once you have said yes, partly or no.")}</p>` : qualityPanel(store, left, segment)}`;
}

customElements.define("kf-review", Review);
