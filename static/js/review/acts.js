/**
 * What keys do on the desk, by the names that `KEYS` gives.
 *
 * @import {Desk} from "#kf/review/desk.js"
 */
import { showKeys } from "#kf/review/keys.js";

/** @param {Desk} desk @returns {Record<string, () => void>} those that mean something now */
export function actsOf(desk) {
  const { queue, top, pen, answers, handed } = desk;
  const always = {
    next: () => queue.at + 1 < queue.list.length && void desk.go(queue.at + 1),
    previous: () => queue.at > 0 && void desk.go(queue.at - 1),
    names: () => top.toggleNames(),
    all: () => top.choose("all"),
    back: () => void answers.back(),
    sheet: () => void showKeys(),
  };
  if (!handed) return always;
  const last = handed.draft.scores.length - 1;
  return {
    ...always,
    ...desk.stage.acts(),
    yes: () => pen.identity("yes"),
    partly: () => pen.identity("partly"),
    no: () => pen.identity("no"),
    "row-up": () => pen.choose(Math.max(0, pen.row - 1)),
    "row-down": () => pen.choose(Math.min(last, pen.row + 1)),
    words: () => document.getElementById("words")?.focus(),
    sentences: () => pen.sentences(document.getElementById("sentences")),
    attempts: () => desk.attempts(document.getElementById("attempts")),
    accepted: () => void answers.publish("accepted"),
    changes: () => void answers.publish("changes"),
    returned: () => void answers.publish("returned"),
  };
}
