/**
 * Whether everything is saved, in words.
 *
 * @import {Outcome, SavedState} from "#kf/core/types.d.ts"
 * @import {Batch} from "#kf/core/outbox.js"
 */
import { t, tn } from "#kf/core/i18n.js";

/**
 * @param {SavedState} state
 * @param {number} count of edits that the server has not answered
 * @param {boolean} kept whether this device keeps them when the page is left
 * @returns {string}
 */
export function savedText(state, count, kept) {
  if (state === "saved") return t("Saved");
  if (state === "saving")
    return count > 1 ? tn("Saving {count} change…", "Saving {count} changes…", count) : t("Saving…");
  if (state === "closed" && (count === 0 || !kept)) return t("Cannot save: you may only view this now");
  if (state === "closed")
    return tn(
      "Not saved: {count} change kept on this device",
      "Not saved: {count} changes kept on this device",
      count,
    );
  return kept
    ? tn("Offline: {count} change kept on this device", "Offline: {count} changes kept on this device", count)
    : tn("Offline: {count} change kept on this page", "Offline: {count} changes kept on this page", count);
}

/**
 * What becomes of edits that this person may not save now; "" where there are none.
 * @param {number} count
 * @param {boolean} kept
 * @returns {string}
 */
export function unsavedText(count, kept) {
  if (count === 0) return "";
  return kept
    ? tn(
        "{count} change of yours was not saved. It is kept on this device, and is sent if you may edit again.",
        "{count} changes of yours were not saved. They are kept on this device, and are sent if you may edit again.",
        count,
      )
    : tn(
        "{count} change of yours was not saved, and this browser cannot keep it: it is lost when you leave this page.",
        "{count} changes of yours were not saved, and this browser cannot keep them: they are lost when you leave this page.",
        count,
      );
}

/**
 * What became of edits that an earlier page left behind.
 * @param {readonly Batch[]} batches
 * @param {readonly Outcome[]} outcomes
 * @returns {{saved: string, refused: string}} empty where there is nothing to say
 */
export function fromBefore(batches, outcomes) {
  const saved = outcomes.filter(({ ok }) => ok).length;
  const reasons = outcomes.flatMap((outcome, at) =>
    outcome.ok ? [] : [t("“{label}”: {sentence}", { label: batches[at].label, sentence: outcome.sentence })],
  );
  return {
    saved:
      saved > 0
        ? tn(
            "{count} edit from before was kept on this device and is saved now.",
            "{count} edits from before were kept on this device and are saved now.",
            saved,
          )
        : "",
    refused:
      reasons.length > 0
        ? tn(
            "{count} edit from before could not be saved. {sentences}",
            "{count} edits from before could not be saved. {sentences}",
            reasons.length,
            { sentences: reasons.join(" ") },
          )
        : "",
  };
}
