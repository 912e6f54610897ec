/** How somebody is shown who said something: a letter, and a colour that is theirs. */

const COLOURS = 4;

/** @param {string} name */
export function letter(name) {
  return [...name][0]?.toUpperCase() ?? "?";
}

/** The class of their colour; guests have none of their own. @param {{person: string | null, is_guest: boolean}} one */
export function colour({ person, is_guest }) {
  if (is_guest || !person) return "av--guest";
  let sum = 0;
  for (const sign of person) sum += sign.charCodeAt(0);
  return `p${1 + (sum % COLOURS)}`;
}
