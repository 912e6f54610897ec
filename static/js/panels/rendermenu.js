/**
 * Asking for in-betweens: of what is meant, of the shot, of the range, of everything, as a draft; mending; and calling it
 * off again. Every way of asking says first how much it is and how long it takes.
 *
 * @import {Id, Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Work} from "#kf/panels/work.js"
 * @import {Item} from "#kf/ui/menu.js"
 */
import { t, tn } from "#kf/core/i18n.js";
import { keyOf } from "#kf/core/keymap.js";
import { api } from "#kf/core/net.js";
import { renderShot, workFor } from "#kf/panels/rendering.js";
import { rightOf } from "#kf/panels/subject.js";
import { timeWords } from "#kf/panels/work.js";

/** The longer side of a draft; the server draws no larger. */
const DRAFT_SIDE = 640;

/** How much less a draft has to draw. @param {{width: number, height: number}} project */
export function draftShare({ width, height }) {
  const share = Math.min(1, DRAFT_SIDE / Math.max(width, height));
  return share * share;
}

/** The segments that lie, at least in part, between in and out. @param {Store} store @returns {Keyframe[]} */
export function lefts(store) {
  const { in: from, out } = store.inOut.value;
  const [first, end] = [from ?? 0, out ?? Number.MAX_SAFE_INTEGER];
  return store.shotKeys.value.filter((key) => {
    const right = rightOf(store, key);
    return right && store.segments.value.has(key.id) && key.frame + key.hold < end && right.frame > first;
  });
}

/** Whether somebody has marked a range. @param {Store} store */
export function ranged(store) {
  const { in: from, out } = store.inOut.value;
  return from !== null || out !== null;
}

/** What is to be drawn, and how long it takes, in a line. @param {Work} work @param {number} [share] of the time */
export function amountWords({ inbetweens, seconds, open }, share = 1) {
  if (open.length === 0) return t("Nothing to do");
  return tn("{count} in-between, about {time}", "{count} in-betweens, about {time}", inbetweens, {
    time: timeWords(seconds * share),
  });
}

/**
 * All ways of rendering, for the menu beside a Render button.
 * @param {Store} store
 * @param {readonly Keyframe[]} meant left keys of the segments that are selected or under the playhead
 * @returns {(Item | null)[]}
 */
export function renderItems(store, meant) {
  const shot = workFor(store, store.shotKeys.value);
  const all = workFor(store, store.keyframes.value.values());
  const here = workFor(store, meant);
  const name = tn("Render this segment", "Render these {count} segments", Math.max(1, meant.length));
  const draft = meant.length > 0 && here.open.length > 0 ? here : shot;
  const drawn = meant.filter(
    (left) => (store.segments.value.get(left.id)?.shown_done ?? 0) > 0 && !left.locked,
  );
  return [
    item(name, "spark", here, () => store.render({ keyframes: here.open })),
    item(t("Render this shot"), "film", shot, () => renderShot(store), keyOf("render")),
    ...(ranged(store)
      ? [item(t("Render from in to out"), "ripple", workFor(store, lefts(store)), () => renderRange(store))]
      : []),
    item(t("Render the whole project"), "takes", all, () => store.render({}), keyOf("render-all")),
    null,
    {
      label: draft === here ? t("Draft of this first") : t("Draft of the shot first"),
      icon: "clock",
      hint:
        draft.open.length > 0
          ? t("Small and soon: {amount}", { amount: amountWords(draft, draftShare(store.project.value)) })
          : amountWords(draft),
      disabled: draft.open.length === 0,
      run: () => void store.render({ keyframes: draft.open, draft: true }),
    },
    {
      label: tn(
        "Check and mend this segment",
        "Check and mend these {count} segments",
        Math.max(1, drawn.length),
      ),
      icon: "stale",
      hint: t("Looks at the drawings, and draws what is broken or missing."),
      disabled: drawn.length === 0,
      run: () => void mend(store, drawn),
    },
    null,
    {
      label: t("Cancel all my renders"),
      icon: "close",
      disabled: all.going.length === 0,
      run: () => void cancelAll(store),
    },
  ];
}

/** @param {string} label @param {string} sign @param {Work} work @param {() => unknown} run @param {string} [kbd] @returns {Item} */
function item(label, sign, work, run, kbd) {
  const { open } = work;
  return {
    label,
    icon: sign,
    hint: amountWords(work),
    disabled: open.length === 0,
    run: () => void run(),
    ...(kbd ? { kbd } : {}),
  };
}

/** @param {Store} store */
export function renderRange(store) {
  const work = workFor(store, lefts(store));
  if (work.open.length > 0) void store.render({ keyframes: work.open });
}

/**
 * Have drawings looked at, and drawn where they are broken or missing. The same settings give the same pictures, so
 * what is whole stays.
 * @param {Store} store @param {readonly Keyframe[]} keys
 */
export async function mend(store, keys) {
  const answer = await store.render({ keyframes: keys.map(({ id }) => id), redo: true });
  const kept = answer?.kept?.length ?? 0;
  if (kept > 0)
    store.toast(
      tn(
        "All drawings of {count} segment are there and can be read. For others, change its settings, set a breakdown or choose another method.",
        "All drawings of {count} segments are there and can be read. For others, change their settings, set breakdowns or choose another method.",
        kept,
      ),
    );
}

/**
 * Call off all of my renders in this project. Nothing is asked: one press asks for all of it again.
 * @param {Store} store
 */
export async function cancelAll(store) {
  const project = store.project.value.id;
  const answer = await api(`/api/projects/${project}/renders/cancel`, { json: {} }).catch((error) => {
    store.toast(error.sentence ?? String(error), null, "error");
    return null;
  });
  if (!answer) return;
  const [finals, drafts] = /** @type {Id[][]} */ ([answer.keyframes, answer.drafts]);
  const count = new Set([...finals, ...drafts]).size;
  if (count === 0) return void store.toast(t("Nothing of yours was waiting."), null, "brief");
  const again = (/** @type {Id[]} */ ids, /** @type {boolean} */ draft) => {
    const keyframes = ids.filter((id) => store.segments.value.has(id));
    if (keyframes.length > 0) void store.render({ keyframes, draft });
  };
  const undo = () => {
    again(drafts, true);
    again(finals, false);
  };
  const words = tn(
    "{count} segment is called off. What was drawn is kept.",
    "{count} segments are called off. What was drawn is kept.",
    count,
  );
  store.toast(words, { label: t("Undo"), act: undo });
}
