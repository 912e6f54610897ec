/** The time zone of this browser, by its name. */
export function zoneHere() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** All time zones that this browser knows. @returns {string[]} */
export function zones() {
  return Intl.supportedValuesOf?.("timeZone") ?? [];
}
