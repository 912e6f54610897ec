/**
 * The page's words. Django's JavaScriptCatalog, where the page carries one, puts gettext and its kin on
 * the global object; without it the English message itself is shown.
 */

/** @typedef {{gettext?: (id: string) => string, ngettext?: (one: string, many: string, count: number) => string}} Catalog */

const catalog = /** @type {Catalog} */ (/** @type {unknown} */ (globalThis));

/** Letters that are read from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A value as it stands in a sentence: a name that runs the other way takes nothing of the sentence with it.
 * @param {string | number} value
 */
function placed(value) {
  const text = String(value);
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/**
 * Put values in the places that a message names, as "{name}".
 * @param {string} text
 * @param {Record<string, string | number>} [values]
 */
function fill(text, values) {
  if (!values) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? placed(values[name]) : whole));
}

/**
 * Give the reader's words for a message.
 * @param {string} message
 * @param {Record<string, string | number>} [values] for places such as {frame}
 * @returns {string}
 */
export function t(message, values) {
  return fill(catalog.gettext?.(message) ?? message, values);
}

/**
 * Give the reader's words for a message that counts; {count} is filled in.
 * @param {string} one
 * @param {string} many
 * @param {number} count
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function tn(one, many, count, values) {
  const text = catalog.ngettext?.(one, many, count) ?? (count === 1 ? one : many);
  return fill(text, { count, ...values });
}
