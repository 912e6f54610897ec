/**
 * What people think of a take: is it still the same character? Never a step of undo; each person has one for each take.
 *
 * @import {Id, Judgement, Keyframe, Segment} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Opinion} from "#kf/panels/judged.js"
 */
import { t } from "#kf/core/i18n.js";
import { kept } from "#kf/core/local.js";
import { api } from "#kf/core/net.js";
import { mine, unsent } from "#kf/panels/judged.js";

/** Whether the machine's numbers wait until one has judged oneself. */
export const judgeFirst = kept("judge-first", false);

/** Why a take is not quite right, by code. */
export function reasonWords() {
  return /** @type {[code: string, words: string][]} */ ([
    ["grows", t("arm grows")],
    ["face", t("face changes")],
    ["colour", t("colour shifts")],
    ["ghost", t("ghost")],
    ["flicker", t("flicker")],
    ["stiff", t("stiff")],
    ["other", t("other")],
  ]);
}

/**
 * What the others think of it, those who have said anything.
 * @param {Store} store @param {Id} keyframe @param {string | null} take
 * @returns {Judgement[]}
 */
export function others(store, keyframe, take) {
  return [...store.judgements.value.values()].filter(
    (one) => one.keyframe === keyframe && one.take === take && one.person !== store.you.value.id && said(one),
  );
}

/** Whether there is anything in it. @param {Opinion} opinion */
export function said({ identity, reasons, frames, text, verdict }) {
  return Boolean(identity || verdict || reasons?.length || frames?.length || text);
}

/**
 * Whether the machine's numbers of a segment are not to be seen yet.
 * @param {Store} store @param {Id} keyframe @param {Segment} segment
 */
export function numbersHidden(store, keyframe, segment) {
  return judgeFirst.value && segment.shown !== null && mine(store, keyframe, segment.shown).identity === null;
}

/**
 * Say what one thinks of the take that is shown; what is not named stays as it was. Shown at once, and put back where the
 * server refuses it.
 * @param {Store} store @param {Keyframe} left @param {Segment} segment @param {Opinion} opinion
 */
export async function judge(store, left, segment, opinion) {
  const take = segment.shown;
  if (!take) return;
  const { id: person, name: by } = store.you.value;
  const name = `${left.id}:${take}`;
  const before = pick(mine(store, left.id, take));
  const now = /** @type {Required<Opinion>} */ ({ ...before, ...opinion });
  unsent.value = new Map(unsent.value).set(name, now);
  store.judged({ keyframe: left.id, take, person, by, ...now });
  await turn(name, async () => {
    if (unsent.peek().get(name) !== now) return; // a later word says it all
    const path = `/api/projects/${store.project.value.id}/segments/${left.id}/judgement`;
    let kept = now;
    try {
      await api(path, { method: "PUT", json: { take, ...now } });
    } catch (error) {
      kept = before;
      store.toast(/** @type {any} */ (error).sentence ?? String(error), null, "error");
    }
    if (unsent.peek().get(name) !== now) return;
    store.judged({ keyframe: left.id, take, person, by, ...kept });
    const rest = new Map(unsent.peek());
    rest.delete(name);
    unsent.value = rest;
  });
}

/** @type {Map<string, Promise<void>>} */
const turns = new Map();

/** One after the other, or an earlier word could land last. @param {string} name @param {() => Promise<void>} act */
function turn(name, act) {
  const next = (turns.get(name) ?? Promise.resolve()).then(act);
  turns.set(name, next);
  return next;
}

/** @param {Required<Opinion>} opinion */
function pick({ identity, reasons, frames, text, verdict }) {
  return { identity, reasons, frames, text, verdict };
}
