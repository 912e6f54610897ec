/**
 * What a screen reader hears of renders: start, end and failure at once, progress at most every ten seconds.
 *
 * @import {Segment} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { effect } from "@preact/signals-core";
import { laneOf } from "#kf/core/document.js";
import { poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { troubleWords } from "#kf/core/troubles.js";

const EVERY = 10_000;

/**
 * Tell about renders until the returned function is called.
 * @param {Store} store
 * @param {(text: string, urgent: boolean) => void} say
 * @returns {() => void}
 */
export function announceRenders(store, say) {
  /** @type {ReadonlyMap<string, Segment>} */
  let before = new Map();
  let spoken = 0;
  return effect(() => {
    const now = store.segments.value;
    for (const [id, segment] of now) {
      const had = before.get(id);
      if (!had || had === segment) continue;
      const news = had.state !== segment.state || (segment.draft && !had.draft);
      if (!news && (segment.state !== "running" || Date.now() - spoken < EVERY)) continue;
      const text = sentence(segment, had, pairName(store, id));
      if (!text) continue;
      spoken = Date.now();
      say(text, segment.state === "failed");
    }
    before = now;
  });
}

/** @param {Segment} segment @param {Segment} had @param {string} pair */
function sentence({ state, done, total, error, draft }, had, pair) {
  if (draft && !had.draft) return t("A draft of {pair} is there", { pair });
  if (state === "running") return t("Rendering {pair}, {done} of {total}", { pair, done, total });
  if (state === "fresh" && had.state === "running") return t("{pair} is rendered", { pair });
  if (state === "failed")
    return t("{pair} failed. {sentence}", {
      pair,
      sentence: error ? troubleWords(error, { done, total }) : "",
    });
  return "";
}

/** @param {Store} store @param {string} id */
function pairName(store, id) {
  const key = store.keyframes.value.get(id);
  const track = key ? laneOf({ keyframes: store.keyframes.value }, key) : [];
  const after = track[track.findIndex((one) => one.id === id) + 1];
  if (!key || !after) return "";
  return t("{from} to {to}", { from: poseName(store, key.pose), to: poseName(store, after.pose) });
}
