/** How much has happened that nobody has looked at: a number before the page's title. */
import { signal } from "@preact/signals-core";

export const unseen = signal(0);

/** @param {string} title */
export function badged(title) {
  return unseen.value > 0 ? `(${unseen.value}) ${title}` : title;
}
