/**
 * How far a learner is, in words, and how it looks.
 *
 * @import {State} from "#kf/lesson/types.d.ts"
 */
import { html } from "lit";
import { t } from "#kf/core/i18n.js";

/** In the order in which they come. @type {State[]} */
export const STATES = ["not_started", "started", "handed_in", "late", "returned", "changes", "accepted"];

const LOOKS = /** @type {Partial<Record<State, string>>} */ ({
  handed_in: "run",
  late: "stale",
  changes: "stale",
  accepted: "ok",
});

/** @param {State} state */
export function stateWord(state) {
  return {
    not_started: t("Not started"),
    started: t("Started"),
    handed_in: t("Handed in"),
    late: t("Handed in late"),
    returned: t("Returned"),
    changes: t("Changes asked"),
    accepted: t("Accepted"),
  }[state];
}

/** @param {State} state @param {string} [words] */
export function stateBadge(state, words = stateWord(state)) {
  const look = LOOKS[state];
  return html`<span class="badge num${look ? ` badge--${look}` : ""}">${words}</span>`;
}
