/**
 * What went wrong with a segment or a film, in the reader's words.
 *
 * @import {Trouble} from "#kf/core/types.d.ts"
 */
import { t } from "#kf/core/i18n.js";

/**
 * @param {Trouble} trouble
 * @param {{done: number, total: number}} of how far it has come
 * @returns {string}
 */
export function troubleWords({ sentence, messages }, { done, total }) {
  if (!messages?.length) return t(sentence);
  return messages.map((message) => t(message, { done, total, left: total - done })).join(" ");
}
