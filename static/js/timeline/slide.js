/**
 * The ruler's own keys, as a slider has them: arrows, Home and End; a page is a second.
 *
 * @import {Store} from "#kf/core/store.js"
 */
import { perSecond } from "#kf/core/time.js";

/** @param {Store} store @param {KeyboardEvent} event */
export function slide(store, event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const now = store.frame.value;
  const one = event.shiftKey ? 10 : 1;
  const second = Math.round(perSecond(store.project.value.rate));
  /** @type {Record<string, number>} */
  const targets = {
    ArrowLeft: now - one,
    ArrowDown: now - one,
    ArrowRight: now + one,
    ArrowUp: now + one,
    PageDown: now - second,
    PageUp: now + second,
    Home: 0,
    End: store.shotLength.value - 1,
  };
  if (!(event.key in targets)) return;
  event.preventDefault();
  store.seek(targets[event.key]);
}
