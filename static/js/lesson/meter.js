/**
 * What the machine measured, beside what a person said: a curve over the frames, with the frames that they marked.
 *
 * @import {Stretch} from "#kf/lesson/types.d.ts"
 */
import { html, nothing, svg } from "lit";
import { t } from "#kf/core/i18n.js";

const WIDE = 600;
const HIGH = 96;
/** From here on a drawing's trouble is worth a sign, as in the editor. */
const NOTABLE = 0.35;

/** @param {number | null | undefined} trouble */
const good = (trouble) => (trouble === null || trouble === undefined ? null : 1 - trouble);

/**
 * @param {Stretch[]} stretches
 * @param {number} length of the film, in frames
 * @param {(frame: number) => number} shown a frame as people read it
 * @param {{own: ReadonlySet<number>, other?: ReadonlySet<number>}} marks
 */
export function meter(stretches, length, shown, marks) {
  const lines = stretches.map(({ frames, curve }) =>
    // What is kept is each drawing's trouble; the curve goes up where it is good.
    frames.flatMap((frame, drawing) => {
      const value = good(curve?.[drawing]);
      return value === null ? [] : [{ frame, value }];
    }),
  );
  const known = lines.flat();
  if (!known.length) return nothing;
  const least = known.reduce((a, b) => (b.value < a.value ? b : a));
  const x = (/** @type {number} */ frame) => ((frame + 0.5) / length) * WIDE;
  const y = (/** @type {number} */ value) => 8 + (1 - value) * (HIGH - 24);
  const scores = stretches.flatMap(({ score }) => (score === null ? [] : [score]));
  const score = Math.round(scores.reduce((sum, one) => sum + one, 0) / Math.max(1, scores.length));
  const words = t("The machine gives {score} of 100; it is weakest at frame {frame}.", {
    score,
    frame: shown(least.frame),
  });
  return html`<figure class="meter"><figcaption>${words}</figcaption>
    <svg viewBox="0 0 ${WIDE} ${HIGH}" preserveAspectRatio="none" role="img" aria-label=${words}>
      <line class="meter-line" x1="0" x2=${WIDE} y1=${y(1 - NOTABLE)} y2=${y(1 - NOTABLE)}></line>
      ${lines.map((line) => svg`<path class="meter-curve" d=${path(line.map(({ frame, value }) => [x(frame), y(value)]))}></path>`)}
      ${[...marks.own].map((frame) => svg`<path class="meter-own" d=${`M${x(frame)} ${HIGH - 12}v12`}></path>`)}
      ${[...(marks.other ?? [])].map((frame) => svg`<path class="meter-other" d=${`M${x(frame)} ${HIGH - 12}v12`}></path>`)}
      <path class="meter-least" d=${`M${x(least.frame)} ${y(least.value)}h.01`}></path>
    </svg></figure>`;
}

/** From drawing to drawing of one stretch: nothing was measured on keys, and none is drawn across them. @param {number[][]} places */
function path(places) {
  if (places.length === 1) return `M${(places[0][0] - 3).toFixed(1)} ${places[0][1].toFixed(1)}h6`;
  return places.map(([left, top], n) => `${n ? "L" : "M"}${left.toFixed(1)} ${top.toFixed(1)}`).join("");
}

/** What is seen in it, for who reads one for the first time. */
export function legend() {
  const sign = (/** @type {string} */ name) =>
    html`<i class="meter-sign meter-sign--${name}" aria-hidden="true"></i>`;
  return html`<ul class="meter-legend t12 dim">
    <li>${sign("curve")}${t("what the machine measured: high is good")}</li>
    <li>${sign("line")}${t("below this line it worries")}</li>
    <li>${sign("least")}${t("its weakest frame")}</li>
    <li>${sign("own")}${t("frames that you marked")}</li></ul>`;
}
