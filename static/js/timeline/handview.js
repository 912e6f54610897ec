/**
 * What the hands show over the tracks: the bar of a selection, with an end to each side that stretches it, and the
 * line of what the magnet has caught.
 *
 * @import {Desk} from "#kf/timeline/desk.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { shownFrame } from "#kf/core/time.js";

/** @param {Desk} desk */
export function held(desk) {
  return html`${bar(desk)}${caught(desk)}`;
}

/** @param {Desk} desk */
function bar({ store, view, hand, pointer }) {
  const span = hand.span.value;
  if (!span || hand.box.value) return nothing;
  const rows = new Set(
    hand.keys.value.filter(({ id }) => store.selection.value.has(id)).map(({ track }) => track),
  );
  const row = view.rows.value.find(({ id }) => rows.has(id));
  const [from, to] = [view.x(span.from), view.x(span.to)]; // both ends stand before their key: its name is behind it
  const chosen = store.shotKeys.value.filter(({ id }) => store.selection.value.has(id)).length;
  const words = tn("Drag to retime {count} key", "Drag to retime {count} keys", chosen);
  const frames = t("frames {from} to {to}", {
    from: shownFrame(span.from, store.project.value),
    to: shownFrame(span.to, store.project.value),
  });
  return html`<div class="span-bar" aria-hidden="true" @pointerdown=${pointer.press} title=${frames} .style=${`transform:translate(${from}px,${row?.top ?? 0}px);width:${to - from}px`}>
    <i class="span-end" data-stretch="start" title=${words}></i><i class="span-end span-end--last" data-stretch="end" title=${words}></i>
  </div>`;
}

/** @param {Desk} desk */
function caught({ view, hand }) {
  const target = hand.caught.value;
  if (!target) return nothing;
  const x = target.kind === "playhead" ? view.mark(target.frame) : view.x(target.frame);
  return html`<div class="caught caught--${target.kind}" .style=${`transform:translateX(${x}px)`}><span>${target.label}</span></div>`;
}
