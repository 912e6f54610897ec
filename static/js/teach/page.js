/** The lists of lessons and of classes: what one makes, bins and puts back there. */
import { sayMoments } from "#kf/lesson/moment.js";
import { zoneHere } from "#kf/teach/zone.js";
import { wireActs } from "#kf/ui/acts.js";

wireActs();
sayMoments();
for (const place of document.querySelectorAll("[data-zone]")) {
  if (place instanceof HTMLInputElement) place.value = zoneHere();
  else place.textContent = zoneHere();
}
