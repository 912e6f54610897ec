/** The keys of the review, and the sheet that says them. Letters work wherever nobody writes. */
import { html } from "lit";
import { t } from "#kf/core/i18n.js";
import { show } from "#kf/ui/dialog.js";

/** @type {Record<string, string>} */
export const KEYS = {
  J: "next",
  K: "previous",
  " ": "play",
  ArrowLeft: "frame-back",
  ArrowRight: "frame-on",
  "Shift+ArrowLeft": "ten-back",
  "Shift+ArrowRight": "ten-on",
  ",": "key-back",
  ".": "key-on",
  Home: "to-start",
  End: "to-end",
  L: "loop",
  S: "speed",
  M: "mark",
  H: "hide",
  O: "onion",
  X: "flip",
  F: "full",
  N: "names",
  Y: "yes",
  U: "partly",
  E: "no",
  ArrowUp: "row-up",
  ArrowDown: "row-down",
  W: "words",
  T: "sentences",
  V: "attempts",
  "Shift+A": "accepted",
  "Shift+C": "changes",
  "Shift+R": "returned",
  Z: "back",
  "?": "sheet",
  ...Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((level) => [String(level), `level-${level}`])),
};

/** Show them all. */
export function showKeys() {
  const rows = /** @type {[string, string[]][]} */ ([
    [t("Next learner, the one before"), ["J", "K"]],
    [t("Accept, ask for changes, return"), ["Shift+A", "Shift+C", "Shift+R"]],
    [t("Take the last answer back"), ["Z"]],
    [t("A level of the rubric; none"), ["1 – 6", "0"]],
    [t("To the row above, below"), ["↑", "↓"]],
    [t("Is it the same character: yes, partly, no"), ["Y", "U", "E"]],
    [t("Mark this frame"), ["M"]],
    [t("Write feedback; leave the text"), ["W", "Esc"]],
    [t("Saved sentences"), ["T"]],
    [t("Attempts of this learner"), ["V"]],
    [t("Hide marks, hide names"), ["H", "N"]],
    [t("Play or pause"), [t("Space")]],
    [t("One frame back, on"), ["←", "→"]],
    [t("Ten frames back, on"), ["Shift+←", "Shift+→"]],
    [t("To the keyframe before, to the next"), [",", "."]],
    [t("To the first frame, to the last"), ["Home", "End"]],
    [t("Loop, speed"), ["L", "S"]],
    [t("Onion skin of the keys, flip to the key before"), ["O", "X"]],
    [t("Full screen"), ["F"]],
    [t("This list"), ["?"]],
  ]);
  const title = t("Keyboard shortcuts");
  const half = Math.ceil(rows.length / 2);
  return show(
    (
      close,
    ) => html`<h2>${title}</h2><div class="rv-sheets">${[rows.slice(0, half), rows.slice(half)].map((several) => html`<table class="table rv-sheet"><tbody>${several.map(([words, keys]) => html`<tr><th scope="row">${words}</th><td>${keys.map((key) => html`<kbd class="kbd">${key}</kbd> `)}</td></tr>`)}</tbody></table>`)}</div>
      <div class="acts"><button type="button" class="btn" autofocus @click=${() => close()}>${t("Close")}</button></div>`,
    { label: title, wide: true },
  );
}
