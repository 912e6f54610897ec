/** Names in the order people count: run_2 before run_10. */
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/**
 * Sort by name, the older first where names are equal.
 * @template {{name: string}} T
 * @param {readonly T[]} things
 * @returns {T[]}
 */
export function byName(things) {
  return [...things].sort((a, b) => collator.compare(a.name, b.name));
}
