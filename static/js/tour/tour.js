/**
 * Three cards on the sample: where the keys are, how what lies between is drawn, how it is judged. Each points at the
 * real thing, which can be used meanwhile. Left or finished it never comes back.
 *
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { keyOf } from "#kf/core/keymap.js";
import { api } from "#kf/core/net.js";
import { beside } from "#kf/tour/place.js";
import { keep, kept } from "#kf/ui/kept.js";

const KEY = "kf-toured";

/** @typedef {{at: string, title: string, words: string}} Step at: a selector of what the card points at */

/** @returns {Step[]} */
function steps() {
  return [
    {
      at: "#timeline",
      title: t("The poses that people draw are keys"),
      words: t(
        "Each diamond is one. Drag a key to another frame: what lies beside it changes its timing, and the stage shows that at once.",
      ),
    },
    {
      at: "kf-transport",
      title: t("The machine draws what lies between"),
      words: t("Press Render, and the drawings land on the timeline one by one. Then press {key} to play.", {
        key: keyOf("play") || t("Play"),
      }),
    },
    {
      at: "#inspector",
      title: t("You judge whether it is still her"),
      words: t(
        "Review tells how well each drawing keeps her, and goes to the weakest. Mend it there: drag a joint, and it becomes a breakdown.",
      ),
    },
  ];
}

/** Show the tour to somebody who sees the sample for the first time. @param {Store} store */
export function offerTour(store) {
  if (!store.project.value.sample || store.you.value.toured || kept(KEY) || innerWidth < 900) return;
  tour(store);
}

/** @param {Store} store */
export function tour(store) {
  const all = steps();
  const card = document.createElement("section");
  card.className = "tour";
  card.popover = "manual";
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-labelledby", "kf-tour-title");
  const ring = document.createElement("div");
  ring.className = "tour-ring";
  ring.popover = "manual";
  const back = document.activeElement;
  let at = 0;
  const go = (/** @type {number} */ step) => {
    at = step;
    if (at >= all.length) return leave();
    render(words(all[at], at, all.length, go, leave), card);
    lay();
    /** @type {HTMLElement | null} */ (card.querySelector(".btn--primary"))?.focus({ preventScroll: true });
  };
  const lay = () => {
    const target = document.querySelector(all[at]?.at ?? "");
    if (!target) return;
    const box = target.getBoundingClientRect();
    Object.assign(ring.style, pixels({ left: box.left, top: box.top, width: box.width, height: box.height }));
    const size = { width: card.offsetWidth, height: card.offsetHeight };
    Object.assign(card.style, pixels(beside(box, size, { width: innerWidth, height: innerHeight })));
  };
  const leave = () => {
    removeEventListener("resize", lay);
    if (card.contains(document.activeElement)) returnTo(back);
    card.remove();
    ring.remove();
    toured(store);
  };
  card.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    leave();
  });
  document.body.append(ring, card);
  ring.showPopover();
  card.showPopover();
  addEventListener("resize", lay);
  go(0);
}

/** Where one was before, or to the picture. @param {Element | null} back */
function returnTo(back) {
  const usable = back instanceof HTMLElement && back !== document.body && back.isConnected;
  const goal = usable ? back : document.getElementById("stage");
  goal?.focus({ preventScroll: true });
}

/** @param {Record<string, number>} box */
function pixels(box) {
  return Object.fromEntries(Object.entries(box).map(([name, value]) => [name, `${Math.round(value)}px`]));
}

/** Never again: not in this browser, nor wherever this person signs in. @param {Store} store */
function toured(store) {
  keep(KEY, "1");
  store.you.value = { ...store.you.value, toured: true };
  // Should it not arrive, this browser still knows.
  void api("/api/me/toured", { method: "POST" }).catch(() => {});
}

/**
 * @param {Step} step @param {number} at @param {number} count
 * @param {(step: number) => void} go @param {() => void} leave
 */
function words({ title, words: text }, at, count, go, leave) {
  const last = at === count - 1;
  return html`<div aria-live="polite"><h2 id="kf-tour-title">${title}</h2><p>${text}</p></div>
    <div class="acts">
      <span class="dim num">${t("{step} of {count}", { step: at + 1, count })}</span>
      ${last ? nothing : html`<button type="button" class="btn btn--quiet" @click=${leave}>${t("Skip the tour")}</button>`}
      ${at > 0 ? html`<button type="button" class="btn btn--line" @click=${() => go(at - 1)}>${t("Back")}</button>` : nothing}
      <button type="button" class="btn btn--primary" @click=${() => go(at + 1)}>${last ? t("Begin") : t("Next")}</button>
    </div>`;
}
