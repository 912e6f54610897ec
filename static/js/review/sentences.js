/** Sentences that a teacher uses again and again. They stay in this browser. */
import { t } from "#kf/core/i18n.js";
import { keep, kept } from "#kf/ui/kept.js";
import { openMenu } from "#kf/ui/menu.js";

const KEY = "kf-review-sentences";
const MOST = 20;
const SHOWN = 60;

/** @returns {string[]} */
export function sentences() {
  const own = kept(KEY);
  if (own !== null) return JSON.parse(own);
  return [
    t("You found the frame at once, well seen."),
    t("Look at the frames that I marked: what changes there?"),
    t("Say why it happens, not only that it does."),
    t("Try a breakdown in the middle, and render again."),
  ];
}

/** @param {string[]} all */
function store(all) {
  keep(KEY, JSON.stringify(all.slice(0, MOST)));
}

/**
 * Let one be chosen, and what is written be kept among them.
 * @param {Element} at
 * @param {string} written what is selected or written now
 * @param {(sentence: string) => void} chosen
 */
export function offerSentences(at, written, chosen) {
  const all = sentences();
  const text = written.trim();
  const known = all.includes(text);
  openMenu(
    [
      ...all.map((sentence) => ({ label: sentence, run: () => chosen(sentence) })),
      ...(text ? [null] : []),
      ...(text
        ? [
            known
              ? {
                  label: t("Forget “{text}”", { text: short(text) }),
                  icon: "trash",
                  run: () => store(all.filter((one) => one !== text)),
                }
              : {
                  label: t("Keep “{text}”", { text: short(text) }),
                  icon: "plus",
                  run: () => store([text, ...all]),
                },
          ]
        : []),
    ],
    at,
    t("Saved sentences"),
  );
}

/** @param {string} text */
function short(text) {
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text;
}
