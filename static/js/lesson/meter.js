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
  const points = stretches.flatMap(({ frames, curve }) =>
    // What is kept is each drawing's trouble; the curve goes up where it is good.
    frames.map((frame, drawing) => ({ frame, value: good(curve?.[drawing]) })),
  );
  const known = /** @type {{frame: number, value: number}[]} */ (
    points.filter(({ value }) => value !== null)
  );
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
      <polyline class="meter-curve" points=${known.map(({ frame, value }) => `${x(frame).toFixed(1)},${y(value).toFixed(1)}`).join(" ")}></polyline>
      ${[...marks.own].map((frame) => svg`<path class="meter-own" d=${`M${x(frame)} ${HIGH - 12}v12`}></path>`)}
      ${[...(marks.other ?? [])].map((frame) => svg`<path class="meter-other" d=${`M${x(frame)} ${HIGH - 12}v12`}></path>`)}
      <circle class="meter-least" cx=${x(least.frame)} cy=${y(least.value)} r="4"></circle>
    </svg></figure>`;
}
